import { ITEM_FLAGS } from '../../core/artifact/items-section.js';
import { categoryPath, type CatalogItem } from '../../core/catalog.js';

/** Names with a position for every item; position 0 is the empty name: unknown. */
export interface NamedGroups {
  /** u16[items]. */
  readonly index: Uint16Array;
  readonly names: readonly string[];
}

const MIN_CATEGORY_ITEMS = 5;
const MIN_BRAND_ITEMS = 2;
const MAX_NAMES = 65_535;
const MAX_NAME_LENGTH = 300;

/** Google Merchant's and schema.org's words for what cannot be had now, without case, space or mark. */
const UNAVAILABLE = new Set(['outofstock', 'soldout', 'discontinued', 'unavailable']);

/**
 * The narrowest level of an item's category path that at least 5 items share, levels joined with ' > '; the broadest level
 * where none is that large.
 */
export function toCategories(items: readonly CatalogItem[]): NamedGroups {
  const paths = items.map((item) => toPrefixes(categoryPath(item)));
  const sizes = countNames(paths.flat());
  return toGroups(paths.map((path) => path.findLast((name) => sizes.get(name)! >= MIN_CATEGORY_ITEMS) ?? path[0]));
}

/** Brands of at least 2 items: one item's brand says no more than the item. */
export function toBrands(items: readonly CatalogItem[]): NamedGroups {
  const brands = items.map((item) => (item.item_brand ?? '').slice(0, MAX_NAME_LENGTH));
  const sizes = countNames(brands);
  return toGroups(brands.map((brand) => (sizes.get(brand)! >= MIN_BRAND_ITEMS ? brand : undefined)));
}

/** u8[items]: the bits of ITEM_FLAGS. */
export function toFlags(items: readonly CatalogItem[], supported: Uint8Array): Uint8Array {
  return Uint8Array.from(items, (item, index) => {
    const cold = supported[index] === 1 ? 0 : ITEM_FLAGS.cold;
    return cold | (isUnavailable(item.availability) ? ITEM_FLAGS.unavailable : 0);
  });
}

function isUnavailable(availability: string | undefined): boolean {
  if (availability === undefined) return false;
  const word = availability.toLowerCase().replace(/^https?:\/\/schema\.org\//, '');
  return UNAVAILABLE.has(word.replace(/[^a-z]/g, ''));
}

/** `['A', 'B']` -> `['A', 'A > B']`. */
function toPrefixes(path: readonly string[]): string[] {
  return path.map((_, level) =>
    path
      .slice(0, level + 1)
      .join(' > ')
      .slice(0, MAX_NAME_LENGTH),
  );
}

function countNames(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Positions by name, in code-unit order; beyond what u16 can say, the names of the fewest items are unknown. */
function toGroups(named: readonly (string | undefined)[]): NamedGroups {
  const sizes = countNames(named.filter((name) => name !== undefined && name !== '') as string[]);
  const kept = [...sizes.keys()].sort((a, b) => sizes.get(b)! - sizes.get(a)! || (a < b ? -1 : 1)).slice(0, MAX_NAMES);
  const names = ['', ...kept.sort()];
  const position = new Map(names.map((name, at) => [name, at]));
  return { index: Uint16Array.from(named, (name) => position.get(name ?? '') ?? 0), names };
}
