import { topN } from '../core/math/top-n.js';
import type { Profile } from './profile.js';
import type { Trends } from './trends.js';

export const CANDIDATE_LIMITS = { factors: 300, next: 400 } as const;

export interface ScoreVectors {
  /** f32[items] each. */
  readonly factors: Float32Array;
  readonly next: Float32Array;
}

/** The items worth blending, with their rank (0 = best) in each scorer's list; unlisted: the list's length. */
export interface Candidates {
  readonly items: readonly number[];
  readonly factorRank: ReadonlyMap<number, number>;
  readonly nextRank: ReadonlyMap<number, number>;
}

/**
 * Top items by factors, the strongest item-to-item neighbours, what is popular and rising, and where repeats are allowed
 * the shopper's own items.
 * @param isAllowed leaves out what policy or caller exclude, before lists are cut.
 */
export function selectCandidates(
  scores: ScoreVectors,
  profile: Profile,
  trends: Trends,
  isAllowed: (item: number) => boolean,
): Candidates {
  const factorList = topAllowed(scores.factors, CANDIDATE_LIMITS.factors, isAllowed);
  const nextList = topAllowed(scores.next, CANDIDATE_LIMITS.next, isAllowed);
  const items = new Set([...factorList, ...nextList]);
  for (const item of trends.top) if (isAllowed(item)) items.add(item);
  for (const item of profile.known.keys()) if (isAllowed(item)) items.add(item);
  return { items: [...items].sort((a, b) => a - b), factorRank: toRanks(factorList), nextRank: toRanks(nextList) };
}

/** Positive scores only: a score of 0 says nothing. */
function topAllowed(scores: Float32Array, limit: number, isAllowed: (item: number) => boolean): number[] {
  const masked = scores.map((score, item) => (score > 0 && isAllowed(item) ? score : -Infinity));
  return topN(masked, limit);
}

function toRanks(list: readonly number[]): Map<number, number> {
  return new Map(list.map((item, rank) => [item, rank]));
}
