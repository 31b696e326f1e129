import { countHits } from './hits.js';

/** Σh / k, over k slots even where the list is shorter. */
export function precision(hits: ArrayLike<number>, k: number): number {
  return countHits(hits, k) / k;
}

/** Σh / |R|; 0 where nothing is relevant. */
export function recall(hits: ArrayLike<number>, relevantCount: number, k: number): number {
  return relevantCount === 0 ? 0 : countHits(hits, k) / relevantCount;
}

/** Σh / min(k, |R|): 1 whenever the list is as good as k slots allow. */
export function recallNorm(hits: ArrayLike<number>, relevantCount: number, k: number): number {
  return relevantCount === 0 ? 0 : countHits(hits, k) / Math.min(k, relevantCount);
}

/** Harmonic mean of one query's precision and recall; average it over queries afterwards, never before. */
export function f1(hits: ArrayLike<number>, relevantCount: number, k: number): number {
  const p = precision(hits, k);
  const r = recall(hits, relevantCount, k);
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}
