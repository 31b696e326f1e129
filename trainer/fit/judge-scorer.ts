import type { EventWeights } from '../../core/events/event-weights.js';
import { topN } from '../../core/math/top-n.js';
import { ndcg } from '../../core/metrics/ndcg.js';
import type { Profile } from '../../engine/profile.js';
import { rowsToProfile } from './query-profile.js';
import type { Query } from '../evaluate/query.js';
import type { Validation } from './validation.js';

const K = 10;

export interface Judged {
  readonly profile: Profile;
  /** Relevant items that the shopper does not know yet; never empty. */
  readonly wanted: ReadonlySet<number>;
}

/** The queries that ask for something new, as a device would meet them. */
export function* toJudged(
  { history }: Pick<Validation, 'history'>,
  queries: readonly Query[],
  eventWeights: EventWeights,
): Generator<Judged> {
  for (const query of queries) {
    const range = { from: query.historyFrom, to: query.historyTo };
    const profile = rowsToProfile(history, range, eventWeights);
    const wanted = new Set(query.relevant.filter((item) => !profile.known.has(item)));
    if (wanted.size > 0) yield { profile, wanted };
  }
}

/**
 * Mean NDCG@10 of one scorer alone over validation queries, known items left out: what base settings are chosen by.
 * @param score overwrites f32[items] for a profile.
 */
export function judgeScorer(
  validation: Validation,
  queries: readonly Query[],
  eventWeights: EventWeights,
  score: ScoreProfile,
): number {
  const out = new Float32Array(validation.history.itemIds.length);
  let sum = 0;
  let judged = 0;
  for (const { profile, wanted } of toJudged(validation, queries, eventWeights)) {
    score(profile, out);
    sum += ndcgOfNew(out, profile, wanted);
    judged++;
  }
  return judged === 0 ? 0 : sum / judged;
}

/** Overwrites f32[items] for a profile. */
export type ScoreProfile = (profile: Profile, out: Float32Array) => void;

/**
 * The same for a scorer that serves both policies on repeats: the mean of the two, the one that allows them weighing as much
 * as the share of the wanted items that the shoppers knew already.
 */
export function judgeBothPolicies(
  { history }: Pick<Validation, 'history'>,
  queries: readonly Query[],
  eventWeights: EventWeights,
  score: ScoreProfile,
): number {
  const out = new Float32Array(history.itemIds.length);
  const sums = { forbid: 0, allow: 0 };
  const counts = { forbid: 0, allow: 0, known: 0, relevant: 0 };
  for (const { historyFrom, historyTo, relevant } of queries) {
    const profile = rowsToProfile(history, { from: historyFrom, to: historyTo }, eventWeights);
    const wanted = new Set(relevant.filter((item) => !profile.known.has(item)));
    counts.relevant += relevant.length;
    counts.known += relevant.length - wanted.size;
    score(profile, out);
    sums.allow += ndcgOf(out, new Set(relevant));
    counts.allow++;
    if (wanted.size === 0) continue;
    sums.forbid += ndcgOfNew(out, profile, wanted);
    counts.forbid++;
  }
  const repeated = counts.known / Math.max(1, counts.relevant);
  const [forbid, allow] = [sums.forbid / Math.max(1, counts.forbid), sums.allow / Math.max(1, counts.allow)];
  return (1 - repeated) * forbid + repeated * allow;
}

/** @param scores known items are struck out of them. */
function ndcgOfNew(scores: Float32Array, profile: Profile, wanted: ReadonlySet<number>): number {
  for (const item of profile.known.keys()) scores[item] = -Infinity;
  return ndcgOf(scores, wanted);
}

function ndcgOf(scores: Float32Array, wanted: ReadonlySet<number>): number {
  const top = topN(scores, K);
  return ndcg(
    top.map((item) => (scores[item]! > 0 && wanted.has(item) ? 1 : 0)),
    wanted.size,
    K,
  );
}
