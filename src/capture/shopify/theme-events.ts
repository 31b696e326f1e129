import { refuse, type ItemIdChoice, type Mapped } from '../captured.js';
import { pickId, toFields, toItem, toList, toMapped, type Fields } from '../mapping.js';
import { toShortId } from './pixel-record.js';

type Choice = ItemIdChoice | undefined;

/**
 * What Shopify's standard storefront events mean, DOM events that a theme dispatches; their data are properties of the event
 * itself. A removal is told by the pixel: here it names a line of the cart and no product.
 * Source: shopify.dev/docs/api/storefront-events-and-actions/events.
 */
export const THEME_EVENTS: Readonly<Record<string, (event: Fields, choice: Choice) => Mapped | Promise<Mapped>>> = {
  'shopify:product:view': mapProductView,
  'shopify:collection:view': () => toMapped('collection_viewed', []),
  'shopify:cart:view': () => toMapped('cart_viewed', []),
  'shopify:search:update': ({ search }) => toMapped('search_submitted', [], { searchTerm: toFields(search)['query'] }),
  'shopify:cart:lines-update': mapCartChange,
};

function mapProductView({ context, product }: Fields, choice: Choice): Mapped {
  if (context !== 'page' && context !== 'dialog') {
    return refuse('product_viewed', 'not-a-product-page', 'A card in a list, not the product itself.');
  }
  const { id, selectedVariant } = toFields(product);
  const variant = toFields(selectedVariant);
  return toMapped('product_viewed', [
    toItem(toOwnId(id, variant, choice), { price: toFields(variant['price'])['amount'] }),
  ]);
}

/** The event comes before the change is made, and its promise says whether it was. */
async function mapCartChange({ action, lines, promise }: Fields, choice: Choice): Promise<Mapped> {
  const name = action === 'add' ? 'product_added_to_cart' : 'product_removed_from_cart';
  const result = await Promise.resolve(promise).catch(() => undefined);
  const { cart, userErrors } = toFields(result);
  if (result === undefined || toList(userErrors).length > 0) {
    return refuse(name, 'not-done', 'The cart did not take the change.');
  }
  if (action !== 'add') return refuse(name, 'no-item-id', 'It names a line of the cart; the pixel tells the product.');
  const inCart = toNodes(toFields(cart)['lines']).map((line) => toFields(toFields(line)['merchandise']));
  const items = toList(lines).map((line) => {
    const { merchandiseId, quantity } = toFields(line);
    const variant = inCart.find(({ id }) => id === merchandiseId) ?? { id: merchandiseId };
    return toItem(toOwnId(toFields(variant['product'])['id'], variant, choice), { quantity });
  });
  return toMapped(name, items);
}

/** Of Shopify's three ids the product's, unless another is chosen: no other takes its place. */
export function toOwnId(product: unknown, variant: Fields, choice: Choice = 'product'): string | undefined {
  return pickId({ product: toShortId(product), variant: toShortId(variant['id']), sku: variant['sku'] }, choice);
}

/** A list as it is, or a connection of the Storefront API. */
function toNodes(lines: unknown): readonly unknown[] {
  return Array.isArray(lines) ? lines : toList(toFields(lines)['nodes']);
}
