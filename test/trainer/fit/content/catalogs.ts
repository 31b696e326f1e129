import type { CatalogItem } from '../../../../core/catalog.js';
import { createRandom } from '../../../../core/random.js';
import type { Catalog } from '../../../../trainer/history.js';

export function toCatalog(items: readonly Partial<CatalogItem>[], priceDecile?: readonly number[]): Catalog {
  return {
    items: items.map((item, i) => ({ item_id: `i${String(i)}`, ...item })),
    priceDecile: Uint8Array.from(items, (_, i) => priceDecile?.[i] ?? 0),
  };
}

const COLOURS = ['red', 'white', 'green', 'blue'] as const;
const MAKERS = ['Oak', 'Fern', 'Moss', 'Reed', 'Birch'] as const;

/** Items of every colour and maker, their words drawn by seed. */
export function shopCatalog(count: number): Catalog {
  const random = createRandom(2);
  return toCatalog(
    Array.from({ length: count }, (_, i) => ({
      item_category: COLOURS[i % 4]!,
      item_brand: MAKERS[i % 5]!,
      item_name: `${random.pick(['lamp', 'vase', 'rug', 'chair'])} ${random.pick(['tall', 'small', 'round'])}`,
    })),
  );
}
