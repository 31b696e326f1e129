import type { Display } from '../core/artifact/display-section.js';
import { ITEM_FLAGS, isCold } from '../core/artifact/items-section.js';
import type { Model } from '../core/artifact/model.js';
import type { Value } from '../core/expressions/expression.js';
import { toCart } from '../engine/cart.js';
import type { Profile } from '../engine/profile.js';

/** What expressions read: a field of an item, null where it has none. docs/expressions.md lists them. */
export type ItemFields = (item: number, name: string) => Value;

/** @param now epoch seconds. */
export function createItemFields(
  { ids, items }: Model,
  display: Display | undefined,
  profile: Profile,
  now: number,
): ItemFields {
  const shown = (item: number, name: string): string | number | null => {
    const { text, number } = display ?? { text: {}, number: {} };
    return (text as Columns)[name]?.[item] ?? (number as Columns)[name]?.[item] ?? null;
  };
  const toPrices = (item: number): [now: number | null, before: number | null] => {
    const [price, sale] = [shown(item, 'price'), shown(item, 'sale_price')] as [number | null, number | null];
    return [sale !== null && (price === null || sale < price) ? sale : price, price];
  };
  const cart = toCart(profile, now);
  const category = (item: number): string => ids.categories[items.category[item]!] ?? '';
  const computed: Readonly<Record<string, (item: number) => Value>> = {
    item_id: (item) => ids.itemIds[item] ?? null,
    category: (item) => category(item) || null,
    categories: (item) => category(item).split(' > '),
    brand: (item) => (ids.brands[items.brand[item]!] ?? '') || null,
    current_price: (item) => toPrices(item)[0],
    discount: (item) => toDiscount(...toPrices(item)),
    on_sale: (item) => toDiscount(...toPrices(item)) > 0,
    in_stock: (item) => isInStock(items, item),
    is_new: (item) => isCold(items, item),
    in_cart: (item) => cart.has(item),
    owned: (item) => (profile.known.get(item)?.bought ?? 0) > 0,
    viewed: (item) => profile.known.has(item),
  };
  return (item, name) => {
    const compute = computed[name];
    return compute === undefined ? shown(item, name) : compute(item);
  };
}

type Columns = Readonly<Record<string, readonly (string | number | null)[] | undefined>>;

export function isInStock({ flags }: Pick<Model['items'], 'flags'>, item: number): boolean {
  return (flags[item]! & ITEM_FLAGS.unavailable) === 0;
}

/** Share of the price that is off. */
function toDiscount(now: number | null, before: number | null): number {
  return now !== null && before !== null && before > 0 ? Math.max(0, 1 - now / before) : 0;
}
