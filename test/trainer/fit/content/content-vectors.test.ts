import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.js';
import { contentCosine } from '../../../../engine/scorers/content-scorer.js';
import { toContentFeatures } from '../../../../trainer/fit/content/content-features.js';
import { fitContentVectors } from '../../../../trainer/fit/content/content-vectors.js';
import { shopCatalog, toCatalog } from './catalogs.js';

describe('content vectors', () => {
  it('keep every cosine of a catalog that fits their dimensions, to rounding', () => {
    const content = toContentFeatures(shopCatalog(60));
    expect(content.featureCount).toBeLessThan(32);
    const table = fitContentVectors(content, createRandom(1));
    const dense = Array.from({ length: 60 }, (_, i) => {
      const row = new Float64Array(content.featureCount);
      for (let e = content.rows.start[i]!; e < content.rows.start[i + 1]!; e++) {
        row[content.rows.column[e]!] = content.rows.value[e]!;
      }
      return row;
    });
    for (let i = 0; i < 60; i++) {
      for (let j = 0; j < 60; j++) {
        const exact = dense[i]!.reduce((sum, value, k) => sum + value * dense[j]![k]!, 0);
        expect(contentCosine(table, i, j)).toBeCloseTo(exact, 1);
      }
    }
  });

  it('find the leading directions of a catalog of more tokens than dimensions', () => {
    const random = createRandom(3);
    const word = (group: number): string => `g${String(group)}w${String(random.int(8))}`;
    const items = Array.from({ length: 400 }, (_, i) => ({
      item_category: `group ${String(i % 20)}`,
      item_name: [0, 0, 0].map(() => word(i % 20)).join(' '),
    }));
    const table = fitContentVectors(toContentFeatures(toCatalog(items)), createRandom(1));
    expect(contentCosine(table, 0, 20)).toBeGreaterThan(0.8);
    expect(Math.abs(contentCosine(table, 0, 1))).toBeLessThan(0.1);
  });

  it('are zeros for an item without text, and of length 1 for all others', () => {
    const { items } = shopCatalog(40);
    const catalog = toCatalog([{}, ...items]);
    const table = fitContentVectors(toContentFeatures(catalog), createRandom(1));
    expect(table.dimension).toBe(32);
    expect(table.vectors).toHaveLength(41 * 32);
    expect(table.vectors.subarray(0, 32).every((value) => value === 0)).toBe(true);
    for (let i = 1; i < 41; i++) expect(contentCosine(table, i, i)).toBeCloseTo(1, 1);
  });

  it('are zeros for a catalog that says nothing', () => {
    const table = fitContentVectors(toContentFeatures(toCatalog([{}, {}])), createRandom(1));
    expect([...table.vectors]).toEqual(Array<number>(64).fill(0));
  });

  it('are the same bytes for the same seed', () => {
    const content = toContentFeatures(shopCatalog(50));
    expect(fitContentVectors(content, createRandom(5))).toEqual(fitContentVectors(content, createRandom(5)));
  });
});
