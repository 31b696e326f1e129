import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.js';
import { toContentFeatures } from '../../../../trainer/fit/content/content-features.js';
import { fitColdItems, type WarmItems } from '../../../../trainer/fit/content/cold-items.js';
import { shopCatalog, toCatalog } from './catalogs.js';

const ITEMS = 200;
const DIMENSION = 4;
const catalog = shopCatalog(ITEMS);
const content = toContentFeatures(catalog);
const isCold = (item: number): boolean => item % 10 === 3;

/** A factor for every item that its colour alone decides, popularity by its maker. */
function warmItems(): { warm: WarmItems; truth: Float64Array } {
  const truth = new Float64Array(ITEMS * DIMENSION);
  const factors = new Float64Array(ITEMS * DIMENSION);
  const popularity = new Float32Array(ITEMS);
  const random = createRandom(9);
  for (let i = 0; i < ITEMS; i++) {
    truth[i * DIMENSION + (i % 4)] = 1;
    if (isCold(i)) continue;
    popularity[i] = 2 + (i % 5);
    for (let k = 0; k < DIMENSION; k++) factors[i * DIMENSION + k] = truth[i * DIMENSION + k]! + 0.1 * random.normal();
  }
  const supported = Uint8Array.from({ length: ITEMS }, (_, i) => (isCold(i) ? 0 : 1));
  return { warm: { supported, factors, dimension: DIMENSION, popularity }, truth };
}

/** The cosine of the warm item that stands at a place among an item's nearest, by comparing with all. */
function bestCosine(item: number, place: number): number {
  const { start, column, value } = content.rows;
  const weights = new Float64Array(content.featureCount);
  for (let e = start[item]!; e < start[item + 1]!; e++) weights[column[e]!] = value[e]!;
  const cosines: number[] = [];
  for (let other = 0; other < ITEMS; other++) {
    if (isCold(other)) continue;
    let sum = 0;
    for (let e = start[other]!; e < start[other + 1]!; e++) sum += weights[column[e]!]! * value[e]!;
    cosines.push(sum);
  }
  return cosines.sort((a, b) => b - a)[place]!;
}

describe('stand-ins for cold items', () => {
  const { warm, truth } = warmItems();
  const cold = fitColdItems(content, warm);

  it('stand for the items without support that the catalog describes, and for no other', () => {
    expect([...cold.imputed]).toEqual(Array.from({ length: ITEMS }, (_, i) => (isCold(i) ? 1 : 0)));
    for (let i = 0; i < ITEMS; i++) {
      if (isCold(i)) continue;
      expect(cold.popularity[i]).toBe(0);
      expect(cold.factors.subarray(i * DIMENSION, (i + 1) * DIMENSION).every((value) => value === 0)).toBe(true);
      expect(cold.neighbours.start[i]).toBe(cold.neighbours.start[i + 1]);
    }
  });

  it('find the factor and the popularity that the catalog decides', () => {
    for (let i = 3; i < ITEMS; i += 10) {
      const row = [...cold.factors.subarray(i * DIMENSION, (i + 1) * DIMENSION)];
      expect(row.indexOf(Math.max(...row))).toBe(truth.subarray(i * DIMENSION, (i + 1) * DIMENSION).indexOf(1));
      expect(Math.abs(cold.popularity[i]! - (2 + (i % 5)))).toBeLessThan(0.5);
    }
  });

  it('name supported neighbours alone, the most alike first, weights summing to 1', () => {
    const { start, target, weight } = cold.neighbours;
    for (let i = 3; i < ITEMS; i += 10) {
      const weights = [...weight.subarray(start[i], start[i + 1])];
      expect(weights.length).toBeLessThanOrEqual(30);
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
      expect(weights).toEqual([...weights].sort((a, b) => b - a));
      for (const w of target.subarray(start[i], start[i + 1])) expect(warm.supported[w]).toBe(1);
      expect(weights[0]! / weights.at(-1)!).toBeCloseTo(bestCosine(i, 0) / bestCosine(i, weights.length - 1), 3);
    }
  });

  it('do not change with whatever is known of the cold items themselves', () => {
    const factors = warm.factors.slice();
    const popularity = warm.popularity.slice();
    for (let i = 3; i < ITEMS; i += 10) {
      factors.fill(7, i * DIMENSION, (i + 1) * DIMENSION);
      popularity[i] = 9;
    }
    expect(fitColdItems(content, { ...warm, factors, popularity })).toEqual(cold);
  });

  it('are none where every item is supported, where none is, and where the catalog is empty', () => {
    const supported = new Uint8Array(ITEMS).fill(1);
    expect(fitColdItems(content, { ...warm, supported }).imputed).not.toContain(1);
    const nobody = fitColdItems(content, { ...warm, supported: new Uint8Array(ITEMS) });
    expect(nobody.factors.every((value) => value === 0)).toBe(true);
    expect(nobody.neighbours.target).toHaveLength(0);
    const silent = toContentFeatures(toCatalog(Array.from({ length: ITEMS }, () => ({}))));
    expect(fitColdItems(silent, warm).imputed).not.toContain(1);
  });
});
