import { describe, expect, it } from 'vitest';
import { describedItems, toContentFeatures, toWords } from '../../../../trainer/fit/content/content-features.js';
import { shopCatalog, toCatalog } from './catalogs.js';

function cosine(content: ReturnType<typeof toContentFeatures>, one: number, other: number): number {
  const { start, column, value } = content.rows;
  const weights = new Map<number, number>();
  for (let e = start[one]!; e < start[one + 1]!; e++) weights.set(column[e]!, value[e]!);
  let sum = 0;
  for (let e = start[other]!; e < start[other + 1]!; e++) sum += (weights.get(column[e]!) ?? 0) * value[e]!;
  return sum;
}

describe('words of a text', () => {
  it.each([
    ['Muscat/Moscato Pork 7.5% A-17', ['muscat', 'moscato', 'pork', '7.5%', '17']],
    ['Été À LA Crème', ['été', 'à', 'la', 'crème']],
    ['Красное вино №5', ['красное', 'вино', 'no5']],
    ['赤ワイン', ['赤ワ', 'ワイ', 'イン']],
    ['', []],
    ['— !!! 😀', []],
  ])('are found in %j', (text, words) => {
    expect(toWords(text, 10)).toEqual(words);
  });

  it('stop at the limit', () => {
    expect(toWords('one two three four', 2)).toEqual(['one', 'two']);
    expect(toWords('日本語日本語', 3)).toHaveLength(3);
  });
});

describe('content features', () => {
  it('have rows of length 1, columns ascending', () => {
    const { rows, featureCount } = toContentFeatures(shopCatalog(30));
    for (let i = 0; i < 30; i++) {
      const values = rows.value.subarray(rows.start[i], rows.start[i + 1]);
      expect(Math.hypot(...values)).toBeCloseTo(1, 5);
      const columns = [...rows.column.subarray(rows.start[i], rows.start[i + 1])];
      expect(columns).toEqual([...new Set(columns)].sort((a, b) => a - b));
      expect(Math.max(...columns)).toBeLessThan(featureCount);
    }
  });

  it('keep the fields apart: a category and a word of the title are different tokens', () => {
    const content = toContentFeatures(
      toCatalog([{ item_category: 'Red' }, { item_category: 'red' }, { item_name: 'red' }, { item_name: 'Red' }]),
    );
    expect(cosine(content, 0, 1)).toBeCloseTo(1, 5);
    expect(cosine(content, 2, 3)).toBeCloseTo(1, 5);
    expect(cosine(content, 0, 2)).toBe(0);
  });

  it('read every level of the category, brand, description and price', () => {
    for (const field of ['item_category', 'item_category3', 'item_category5', 'item_brand', 'description'] as const) {
      const content = toContentFeatures(toCatalog([{ [field]: 'one' }, { [field]: 'one' }, {}]));
      expect(cosine(content, 0, 1)).toBeCloseTo(1, 5);
    }
    expect(cosine(toContentFeatures(toCatalog([{}, {}, {}], [3, 3, 0])), 0, 1)).toBeCloseTo(1, 5);
  });

  it('leave an item without text, or with words of its own alone, without entries', () => {
    const content = toContentFeatures(
      toCatalog([{}, { item_name: 'unheard' }, { item_name: 'a' }, { item_brand: '' }]),
    );
    expect([...content.rows.start]).toEqual([0, 0, 0, 0, 0]);
    expect(content.featureCount).toBe(0);
  });

  it('take a catalog that says nothing, and one without items', () => {
    expect(toContentFeatures(toCatalog([{}, {}])).rows.column).toHaveLength(0);
    expect(toContentFeatures(toCatalog([])).rows.start).toHaveLength(1);
  });

  it('take names that look like properties of an object', () => {
    const content = toContentFeatures(toCatalog([{ item_brand: '__proto__' }, { item_brand: '__proto__' }]));
    expect(cosine(content, 0, 1)).toBeCloseTo(1, 5);
  });

  it('name the items of whom something is said', () => {
    const content = toContentFeatures(toCatalog([{ item_brand: 'Oak' }, { item_brand: 'Oak' }, {}]));
    expect([...describedItems(content, () => true)]).toEqual([1, 1, 0]);
    expect([...describedItems(content, (item) => item === 1)]).toEqual([0, 1, 0]);
  });
});
