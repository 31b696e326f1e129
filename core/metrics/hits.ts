/** The relevant items of one query: their indices, or a mask by item index (non-zero: relevant). */
export type Relevant = ReadonlySet<number> | Uint8Array;

/** |R|, the number of relevant items. */
export function countRelevant(relevant: Relevant): number {
  if (!(relevant instanceof Uint8Array)) return relevant.size;
  let count = 0;
  for (const flag of relevant) if (flag !== 0) count++;
  return count;
}

/**
 * Which ranks of a list hold a relevant item: u8[depth], 1 for a hit, 0 for a miss or for a rank the list does not
 * reach. An item that occurs again is skipped, so it neither counts twice nor takes a rank. Every accuracy metric is a
 * function of these hits and of |R|.
 * @param list item indices, best first.
 */
export function toHits(list: ArrayLike<number>, relevant: Relevant, depth: number): Uint8Array {
  const hits = new Uint8Array(depth);
  const seen = new Set<number>();
  for (let i = 0; i < list.length && seen.size < depth; i++) {
    const item = list[i]!;
    if (seen.has(item)) continue;
    if (isRelevant(relevant, item)) hits[seen.size] = 1;
    seen.add(item);
  }
  return hits;
}

/** Σ h_r over the first k ranks. */
export function countHits(hits: ArrayLike<number>, k: number): number {
  let count = 0;
  for (let rank = 0; rank < k && rank < hits.length; rank++) count += hits[rank]!;
  return count;
}

function isRelevant(relevant: Relevant, item: number): boolean {
  return relevant instanceof Uint8Array ? (relevant[item] ?? 0) !== 0 : relevant.has(item);
}
