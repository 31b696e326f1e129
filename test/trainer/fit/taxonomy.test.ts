import { describe, expect, it } from 'vitest';
import { ITEM_FLAGS } from '../../../core/artifact/items-section.js';
import type { CatalogItem } from '../../../core/catalog.js';
import { toBrands, toCategories, toFlags } from '../../../trainer/fit/taxonomy.js';

const items = (count: number, rest: Omit<CatalogItem, 'item_id'>): CatalogItem[] =>
  Array.from({ length: count }, (_, k) => ({ item_id: `${JSON.stringify(rest)}${String(k)}`, ...rest }));

const nameOf = (groups: { index: Uint16Array; names: readonly string[] }, item: number): string =>
  groups.names[groups.index[item]!]!;

describe('categories', () => {
  it('are the narrowest path that five items share', () => {
    const catalog = [
      ...items(5, { item_category: 'Home', item_category2: 'Lamps' }),
      ...items(4, { item_category: 'Home', item_category2: 'Rugs' }),
    ];
    const categories = toCategories(catalog);
    expect(categories.names).toEqual(['', 'Home', 'Home > Lamps']);
    expect(nameOf(categories, 0)).toBe('Home > Lamps');
    expect(nameOf(categories, 6)).toBe('Home');
  });

  it('keep a small broadest level as it is, and are unknown where the catalog says nothing', () => {
    const categories = toCategories([...items(2, { item_category: 'Cards' }), ...items(1, {})]);
    expect(nameOf(categories, 0)).toBe('Cards');
    expect(categories.index[2]).toBe(0);
  });

  it('stay within what two bytes can number, dropping the smallest', () => {
    const many = Array.from({ length: 70_000 }, (_, k) => ({ item_id: String(k), item_category: `c${String(k)}` }));
    const categories = toCategories([...many, { item_id: 'x', item_category: 'c69999' }]);
    expect(categories.names).toHaveLength(65_536);
    expect(nameOf(categories, 69_999)).toBe('c69999');
  });
});

describe('brands', () => {
  it('need two items', () => {
    const brands = toBrands([...items(2, { item_brand: 'Ada' }), ...items(1, { item_brand: 'Solo' }), ...items(3, {})]);
    expect(brands.names).toEqual(['', 'Ada']);
    expect([...brands.index]).toEqual([1, 1, 0, 0, 0, 0]);
  });
});

describe('flags', () => {
  it('mark items of too few users and items that cannot be had', () => {
    const catalog = [
      { item_id: 'a', availability: 'in_stock' },
      { item_id: 'b', availability: 'out_of_stock' },
      { item_id: 'c', availability: 'https://schema.org/OutOfStock' },
      { item_id: 'd', availability: 'out of stock' },
      { item_id: 'e' },
    ];
    const { cold, unavailable } = ITEM_FLAGS;
    expect([...toFlags(catalog, Uint8Array.of(1, 1, 1, 0, 0))]).toEqual([
      0,
      unavailable,
      unavailable,
      cold | unavailable,
      cold,
    ]);
  });
});
