import { countHits } from './hits.js';

/** What Σ h_r·P@r is divided by: min(k, |R|), |R| or k. Published MAP figures use all three, so each has its name. */
export type ApDivisor = 'min' | 'relevant' | 'k';

/** AP@k = Σ_{r<=k} h_r · P@r / divisor; 0 where nothing is relevant. Its mean over queries is MAP. */
export function averagePrecision(
  hits: ArrayLike<number>,
  relevantCount: number,
  k: number,
  divisor: ApDivisor = 'min',
): number {
  if (relevantCount === 0) return 0;
  let sum = 0;
  for (let rank = 1; rank <= k && rank <= hits.length; rank++) {
    if (hits[rank - 1] !== 0) sum += countHits(hits, rank) / rank;
  }
  if (divisor === 'k') return sum / k;
  return sum / (divisor === 'relevant' ? relevantCount : Math.min(k, relevantCount));
}
