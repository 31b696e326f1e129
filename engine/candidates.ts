import { topN } from '../core/math/top-n.js';
import type { Categories } from './categories.js';
import type { Leanings } from './leanings.js';
import type { Profile } from './profile.js';
import type { SignalName, SignalScores } from './signals.js';
import type { Trends } from './trends.js';

/** How many of each ranked signal's best are candidates. */
export const CANDIDATE_LIMITS = {
  factors: 300,
  session: 100,
  next: 400,
  nextAll: 400,
  prototypes: 100,
  content: 100,
} as const;
export type RankedSignal = keyof typeof CANDIDATE_LIMITS;
const RANKED = Object.keys(CANDIDATE_LIMITS) as RankedSignal[];

/** Of so many of the shopper's categories the most popular items are candidates. */
const OWN_CATEGORIES = 8;

/** The items worth blending, with their rank (0 = best) in each ranked signal's list; unlisted: the list's length. */
export interface Candidates {
  readonly items: readonly number[];
  readonly ranks: Readonly<Record<RankedSignal, ReadonlyMap<number, number>>>;
}

export interface CandidateInputs {
  readonly scores: SignalScores;
  readonly profile: Profile;
  readonly trends: Trends;
  readonly categories: Categories;
  readonly leanings: Leanings;
}

/**
 * The top of every ranked signal, what is popular and rising, what is popular in the shopper's own categories, and where
 * repeats are allowed the shopper's own items.
 * @param isAllowed leaves out what policy or caller exclude, before lists are cut.
 */
export function selectCandidates(inputs: CandidateInputs, isAllowed: (item: number) => boolean): Candidates {
  const { scores, profile, trends, categories, leanings } = inputs;
  const items = new Set<number>();
  const masked = new Float32Array(scores.factors.length);
  const barred: number[] = [];
  for (let item = 0; item < masked.length; item++) if (!isAllowed(item)) barred.push(item);
  const ranks = {} as Record<RankedSignal, Map<number, number>>;
  for (const name of RANKED) {
    const list = topPositive(scores[name satisfies SignalName], CANDIDATE_LIMITS[name], { barred, masked });
    for (const item of list) items.add(item);
    ranks[name] = new Map(list.map((item, rank) => [item, rank]));
  }
  const own = [...leanings.category].sort(([a, x], [b, y]) => y - x || a - b).slice(0, OWN_CATEGORIES);
  const others = [trends.top, profile.known.keys(), ...own.map(([category]) => categories.top[category]!)];
  for (const list of others) for (const item of list) if (isAllowed(item)) items.add(item);
  return { items: [...items].sort((a, b) => a - b), ranks };
}

/** Positive scores only: a score of 0 says nothing. @param masked overwritten. */
function topPositive(
  scores: Float32Array,
  limit: number,
  { barred, masked }: { readonly barred: readonly number[]; readonly masked: Float32Array },
): number[] {
  masked.set(scores);
  for (const item of barred) masked[item] = 0;
  return topN(masked, limit).filter((item) => masked[item]! > 0);
}
