/** HR: 1 if any of the first k ranks is a hit, else 0. */
export function hitRate(hits: ArrayLike<number>, k: number): number {
  return reciprocalRank(hits, k) > 0 ? 1 : 0;
}

/** RR: 1 / rank of the first hit among the first k, else 0. Its mean over queries is MRR. */
export function reciprocalRank(hits: ArrayLike<number>, k: number): number {
  for (let rank = 0; rank < k && rank < hits.length; rank++) if (hits[rank] !== 0) return 1 / (rank + 1);
  return 0;
}
