import type { Random } from '../../core/random.js';
import type { SampleItem } from './sample-item.js';
import { BRANDS } from './shop-data/brands.js';
import { PLACED_TYPES } from './shop-data/departments.js';
import { TASTE_STYLES, type TasteStyle } from './shop-data/taste-styles.js';

/** What shoppers of each style make of the range. */
export interface ItemAppeal {
  /** Positive; comparable within a style. */
  of(style: number, item: number): number;
  /** An item of the whole range in proportion to its appeal. */
  draw(style: number, random: Random): number;
  /** One of the given items in proportion to their appeal. */
  drawFrom(style: number, items: readonly number[], random: Random): number;
  /** items × styles, each row summing to 1: where an item's appeal lies. */
  shares(): Float32Array;
}

/** Appeal of a category a style does not care about, where it gives those it cares about up to 10. */
const STRAY = 0.05;
/** Spread of what only this style sees in an item: together with its popularity, a Zipf-like head and tail. */
const STYLE_SPREAD = 0.8;

export function createItemAppeal(items: readonly SampleItem[], random: Random): ItemAppeal {
  const table = TASTE_STYLES.map((style) => {
    const own = random.fork(style.name);
    return Float64Array.from(items, (item) => appealOf(style, item) * Math.exp(STYLE_SPREAD * own.normal()));
  });
  const sums = table.map(toRunningSums);
  return {
    of: (style, item) => table[style]![item]!,
    draw: (style, draw) => {
      const running = sums[style]!;
      return firstAbove(running, draw.next() * running[running.length - 1]!);
    },
    drawFrom: (style, among, draw) => among[draw.weighted(among.map((item) => table[style]![item]!))]!,
    shares: () => toShares(table, items.length),
  };
}

function appealOf(style: TasteStyle, item: SampleItem): number {
  const { category, type } = PLACED_TYPES[item.type]!;
  const brand = BRANDS[item.brand]!;
  const wanted = style.categories[category.name] ?? STRAY;
  const tint = style.tints.includes(item.picture.tint) ? 2.4 : 0.7;
  const maker = style.brands.includes(brand.name) ? 2.4 : 1;
  const level = Math.exp(-0.45 * Math.abs(brand.level - style.level));
  // Dear things are looked at more often than bought, but less often than small ones.
  const price = (40 / type.price) ** 0.25;
  return wanted * tint * maker * level * price * item.popularity;
}

function toRunningSums(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => (sum += value));
}

/** Index of the first running sum above `target`, by bisection. */
function firstAbove(running: Float64Array, target: number): number {
  let low = 0;
  let high = running.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (running[middle]! > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

function toShares(table: readonly Float64Array[], itemCount: number): Float32Array {
  const shares = new Float32Array(itemCount * table.length);
  for (let item = 0; item < itemCount; item++) {
    const total = table.reduce((sum, appeals) => sum + appeals[item]!, 0);
    table.forEach((appeals, style) => (shares[item * table.length + style] = appeals[item]! / total));
  }
  return shares;
}
