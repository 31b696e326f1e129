/** DCG@k = Σ h_r / log2(r + 1): binary gain (Järvelin and Kekäläinen 2002, with the discount from rank 1 on). */
export function dcg(hits: ArrayLike<number>, k: number): number {
  let sum = 0;
  for (let rank = 1; rank <= k && rank <= hits.length; rank++) sum += hits[rank - 1]! / Math.log2(rank + 1);
  return sum;
}

/** The DCG@k of a perfect list: Σ_{r <= min(k, |R|)} 1 / log2(r + 1). */
function idealDcg(relevantCount: number, k: number): number {
  let sum = 0;
  for (let rank = 1; rank <= Math.min(k, relevantCount); rank++) sum += 1 / Math.log2(rank + 1);
  return sum;
}

/** DCG@k / ideal DCG@k, in [0, 1]; 0 where nothing is relevant. */
export function ndcg(hits: ArrayLike<number>, relevantCount: number, k: number): number {
  return relevantCount === 0 ? 0 : dcg(hits, k) / idealDcg(relevantCount, k);
}
