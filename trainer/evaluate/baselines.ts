import type { Repeats } from '../../core/artifact/blend-section.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import { toHits } from '../../core/metrics/hits.js';
import { ndcg } from '../../core/metrics/ndcg.js';
import { clockKind } from '../fit/clock.js';
import { createBaselineContext } from './baseline-context.js';
import { createItemKnnRanker, fitNeighbours } from './item-knn.js';
import { createPersonalFrequencyRanker } from './personal-frequency.js';
import { createPreviousRanker, type PreviousArtifact } from './previous-artifact.js';
import { createPopularityRanker, createRecentPopularityRanker, sortPositiveRows } from './popularity-baselines.js';
import { isCold } from './query.js';
import type { Ranker } from './ranker.js';
import type { SplitPart } from './split.js';
import { createUserIndex, createUserKnnRanker } from './user-knn.js';

const WINDOW_DAYS = [1, 7, 30];
const LATEST = 100;
const DECAYS = [0, 0.1, 0.3, 0.5, 1];
const NEIGHBOURS = [50, 100, 200];
const TUNING_QUERIES = 2_000;

export interface BaselineOptions {
  readonly repeats: Repeats;
  /** Decay of the second item-kNN's profile, see `tuneKnnDecay`; at 0 there is only the even one. Default 0.3. */
  readonly knnDecay?: number;
  /** Neighbours of user-kNN, see `tuneUserKnn`. Default 100. */
  readonly userNeighbours?: number;
  /** An artifact that stands already, to be compared with. */
  readonly previous?: PreviousArtifact;
  /** Decides which events count as positive. Default: Shelfwise's own weights. */
  readonly eventWeights?: EventWeights;
}

/**
 * The baselines that stand in every table, fitted on `part.fit`: popularity of all time, of the 1, 7 and 30 days before
 * the query (only where times are comparable between users), item-kNN with an even and with a decayed profile, user-kNN,
 * where repeats are allowed the user's own most frequent items, and the previous artifact where there is one. Under `forbid`
 * what a user knows is never ranked.
 *
 * They know what the model knows: others' events before the query's time count for recent popularity, nothing after it.
 */
export function createBaselines(part: Pick<SplitPart, 'fit' | 'observed'>, options: BaselineOptions): Ranker[] {
  const { repeats, knnDecay = 0.3, userNeighbours = 100, previous } = options;
  const context = createBaselineContext(part, repeats, options.eventWeights);
  const rankers = [createPopularityRanker(context)];
  if (part.observed.hasClock && clockKind(part.observed) === 'global') {
    const rows = sortPositiveRows(context);
    rankers.push(...WINDOW_DAYS.map((days) => createRecentPopularityRanker(context, days, rows)));
  }
  const neighbours = fitNeighbours(context);
  const addKnn = (name: string, decay: number): void => {
    rankers.push(createItemKnnRanker(context, neighbours, { decay, latest: LATEST }, name));
  };
  addKnn('item-kNN', 0);
  if (knnDecay > 0) addKnn('item-kNN, decayed', knnDecay);
  rankers.push(createUserKnnRanker(context, createUserIndex(context), userNeighbours));
  if (repeats === 'allow') rankers.push(createPersonalFrequencyRanker(context));
  if (previous !== undefined) rankers.push(createPreviousRanker(previous, part.observed, repeats));
  return rankers;
}

/** What is tuned, and on which rules. */
export type BaselineTuning = Pick<BaselineOptions, 'repeats' | 'eventWeights'>;

/** The decay with the best NDCG@10 on up to 2,000 tuning queries with a history, so that the baseline is no straw man. */
export function tuneKnnDecay(tune: SplitPart, options: BaselineTuning): number {
  const context = createBaselineContext(tune, options.repeats, options.eventWeights);
  const neighbours = fitNeighbours(context);
  return bestOf(DECAYS, tune, (decay) =>
    createItemKnnRanker(context, neighbours, { decay, latest: LATEST }, `decay ${decay}`),
  );
}

/** The number of neighbours out of 50, 100 and 200 with the best NDCG@10 on the same queries. */
export function tuneUserKnn(tune: SplitPart, options: BaselineTuning): number {
  const context = createBaselineContext(tune, options.repeats, options.eventWeights);
  const index = createUserIndex(context);
  return bestOf(NEIGHBOURS, tune, (neighbours) => createUserKnnRanker(context, index, neighbours));
}

/** The first of equally good values. */
function bestOf(values: readonly number[], tune: SplitPart, toRanker: (value: number) => Ranker): number {
  const asked = tune.queries.filter((query) => !isCold(query));
  const step = Math.max(1, Math.ceil(asked.length / TUNING_QUERIES));
  const queries = asked.filter((_, i) => i % step === 0);
  const scores = values.map((value) => {
    const ranker = toRanker(value);
    return queries.reduce((sum, query) => {
      const hits = toHits(ranker.rank(query, 10), new Set(query.relevant), 10);
      return sum + ndcg(hits, query.relevant.length, 10);
    }, 0);
  });
  return values[scores.indexOf(Math.max(...scores))]!;
}
