import type { ItemTable } from '../../core/artifact/items-section.js';

/** How alike two items are: symmetric, 0 (nothing in common) to 1 (the same in everything known). */
export type ItemSimilarity = (a: number, b: number) => number;

/** Behaviour and category count alike, brand half as much, content as much as these three together. */
const SHARE = { factors: 1, category: 1, brand: 0.5, content: 2.5 } as const;

/**
 * Likeness by what a shop's model has: cosine of the factors, same category, same brand and, where there are content
 * vectors, their likeness. A table that is empty for the whole shop does not count; what is unknown of an item is unlike.
 * @param content likeness by content alone, in [-1, 1]; below 0 counts as 0.
 */
export function createItemSimilarity(items: ItemTable, content?: ItemSimilarity): ItemSimilarity {
  const { factors, dimension, category, brand } = items;
  const categoryShare = category.some((name) => name > 0) ? SHARE.category : 0;
  const brandShare = brand.some((name) => name > 0) ? SHARE.brand : 0;
  const total = SHARE.factors + categoryShare + brandShare + (content === undefined ? 0 : SHARE.content);
  return (a, b) => {
    let sum = SHARE.factors * Math.max(0, rowCosine(factors, dimension, a, b));
    if (category[a]! > 0 && category[a] === category[b]) sum += categoryShare;
    if (brand[a]! > 0 && brand[a] === brand[b]) sum += brandShare;
    if (content !== undefined) sum += SHARE.content * Math.max(0, content(a, b));
    return sum / total;
  };
}

/** Cosine of two rows of int8[items x dimension]; the rows' scales cancel out. 0 where a row is empty. */
function rowCosine(rows: Int8Array, dimension: number, a: number, b: number): number {
  let dot = 0;
  let normA = 0;
  let normB = 0;
  for (let k = 0; k < dimension; k++) {
    const x = rows[a * dimension + k]!;
    const y = rows[b * dimension + k]!;
    dot += x * y;
    normA += x * x;
    normB += y * y;
  }
  return normA === 0 || normB === 0 ? 0 : dot / Math.sqrt(normA * normB);
}
