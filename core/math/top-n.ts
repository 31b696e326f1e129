import { selectNth } from './select-nth.js';

/**
 * Indices of the n largest scores, best first, ties by the smaller index. Scores of -Infinity and NaN never count.
 * Same result as a full sort; O(count + n log n).
 */
export function topN(scores: ArrayLike<number>, n: number): number[] {
  if (!(n > 0)) return [];
  const finite = new Float64Array(scores.length);
  let count = 0;
  for (let i = 0; i < scores.length; i++) if (scores[i]! > -Infinity) finite[count++] = scores[i]!;
  const length = Math.min(n, count);
  if (length === 0) return [];
  // The n-th largest score is the cut; of those equal to it the first few are in.
  const cut = selectNth(finite.subarray(0, count), count - length);
  const best: number[] = [];
  const ties: number[] = [];
  for (let i = 0; i < scores.length; i++) {
    if (scores[i]! > cut) best.push(i);
    else if (scores[i] === cut && ties.length < length) ties.push(i);
  }
  for (let k = 0; best.length < length; k++) best.push(ties[k]!);
  return best.sort((a, b) => scores[b]! - scores[a]! || a - b);
}
