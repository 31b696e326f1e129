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
  score: (profile: Profile, out: Float32Array) => void,
): number {
  const out = new Float32Array(validation.history.itemIds.length);
  let sum = 0;
  let judged = 0;
  for (const { profile, wanted } of toJudged(validation, queries, eventWeights)) {
    score(profile, out);
    for (const item of profile.known.keys()) out[item] = -Infinity;
    const top = topN(out, K);
    sum += ndcg(
      top.map((item) => (out[item]! > 0 && wanted.has(item) ? 1 : 0)),
      wanted.size,
      K,
    );
    judged++;
  }
  return judged === 0 ? 0 : sum / judged;
}
