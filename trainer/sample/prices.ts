import type { ProductType } from './shop-data/product-type.js';

/** What a brand's level does to a price. */
const LEVEL_FACTOR = { 1: 0.7, 2: 1, 3: 1.4, 4: 2 } as const;
const SIZE_STEP = 1.32;

/** Price of a design in its middle size, in euro, before rounding. */
export function basePrice(type: ProductType, level: keyof typeof LEVEL_FACTOR, cost: number): number {
  return type.price * LEVEL_FACTOR[level] * cost;
}

/** What a size does to a price; clothing sizes cost the same. */
export function sizeFactor(sizes: readonly string[], index: number): number {
  return sizes[0] === 'S' ? 1 : SIZE_STEP ** (index - (sizes.length - 1) / 2);
}

/** The nearest price a shop would print: 4.95, 39.00, 129.00, 1190.00. */
export function toShelfPrice(euro: number): number {
  if (euro < 20) return Math.max(2.95, Math.round(euro) - 0.05);
  if (euro < 60) return Math.round(euro) % 5 === 0 ? Math.round(euro) - 0.05 : Math.round(euro);
  if (euro < 300) return Math.round((euro - 9) / 10) * 10 + 9;
  return Math.max(290, Math.round(euro / 10) * 10);
}
