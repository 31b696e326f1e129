import { categoryPath, type CatalogItem } from '../../core/catalog.js';
import type { ItemDistance } from '../../core/metrics/diversity.js';

/**
 * 1 − cosine of the items' TF-IDF vectors over title words, category levels and brand: 0 alike, 1 nothing in common. An
 * item of which nothing is known is at distance 1 from all others. Undefined where no item says anything.
 */
export function createContentDistance(items: readonly CatalogItem[]): ItemDistance | undefined {
  const termsOf = items.map(toTerms);
  const documents = new Map<string, number>();
  for (const terms of termsOf) for (const term of terms) documents.set(term, (documents.get(term) ?? 0) + 1);
  if (documents.size === 0) return undefined;
  const vectors = termsOf.map((terms) => {
    const weights = [...terms].map((term): [string, number] => [
      term,
      Math.log(1 + items.length / documents.get(term)!),
    ]);
    const norm = Math.hypot(...weights.map(([, weight]) => weight));
    return new Map(weights.map(([term, weight]) => [term, weight / norm]));
  });
  return (a, b) => {
    let cosine = 0;
    for (const [term, weight] of vectors[a]!) cosine += weight * (vectors[b]!.get(term) ?? 0);
    return Math.max(0, 1 - cosine);
  };
}

function toTerms(item: CatalogItem): Set<string> {
  const words = (item.item_name ?? '').toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const categories = categoryPath(item).map((name, level) => `category ${level}: ${name}`);
  const brands = item.item_brand ? [`brand: ${item.item_brand}`] : [];
  return new Set([...words, ...categories, ...brands]);
}

export interface ItemCategories {
  /** i32[items]: number of the item's broadest category, −1 where it has none. */
  readonly categoryOf: Int32Array;
  /** How many categories there are; 0 where no item has one. */
  readonly count: number;
}

export function numberCategories(items: readonly CatalogItem[]): ItemCategories {
  const numbers = new Map<string, number>();
  const categoryOf = Int32Array.from(items, (item) => {
    const name = categoryPath(item)[0];
    if (name === undefined) return -1;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  return { categoryOf, count: numbers.size };
}
