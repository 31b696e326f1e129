import { categoryPath, type CatalogItem } from '../../core/catalog.js';

/** A level of the category tree with fewer priced items says too little; the next broader one is taken. */
const MIN_PRICED_ITEMS = 20;

/**
 * Where an item's price stands among its category's, in tenths: 1 the cheapest tenth .. 10 the dearest, 0 unknown.
 * The category is the narrowest level with at least 20 priced items, else all items. Equal prices share the middle of
 * their ranks. Prices are only compared within one currency.
 */
export function priceDeciles(items: readonly CatalogItem[]): Uint8Array {
  const prices = new Map<string, Float64Array>();
  const lists = new Map<string, number[]>();
  for (const item of items) {
    if (item.price === undefined) continue;
    for (const key of levelKeys(item)) {
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [item.price]);
      else list.push(item.price);
    }
  }
  for (const [key, list] of lists) prices.set(key, Float64Array.from(list).sort());
  return Uint8Array.from(items, (item) => {
    if (item.price === undefined) return 0;
    const keys = levelKeys(item);
    const key = keys.findLast((level) => (prices.get(level)?.length ?? 0) >= MIN_PRICED_ITEMS) ?? keys[0]!;
    return decile(prices.get(key)!, item.price);
  });
}

/** Keys of all items of the currency, then of each category level, broadest first. */
function levelKeys(item: CatalogItem): string[] {
  const path = [item.currency ?? '', ...categoryPath(item)];
  return path.map((_, depth) => JSON.stringify(path.slice(0, depth + 1)));
}

function decile(sorted: Float64Array, price: number): number {
  const below = lowerBound(sorted, (other) => other < price);
  const upTo = lowerBound(sorted, (other) => other <= price);
  const share = (below + upTo) / 2 / sorted.length;
  return Math.min(10, Math.floor(share * 10) + 1);
}

/** Count of leading values for which `isBefore` holds. */
function lowerBound(sorted: Float64Array, isBefore: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
