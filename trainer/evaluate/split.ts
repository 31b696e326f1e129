import type { Repeats } from '../../core/artifact/blend-section.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import { createRandom } from '../../core/random.js';
import type { History } from '../history.js';
import type { Query, QueryCounts, QueryOptions } from './query.js';

export type Protocol = 'temporal' | 'next-item' | 'unseen-users';

/** One half of a split: what may be learned, and what is then asked. */
export interface SplitPart {
  /** What models may be fitted on. */
  readonly fit: History;
  /**
   * What the queries' row ranges refer to. It may go beyond `fit`: whoever answers a query may use its rows strictly
   * before the query's time (live popularity), and never others.
   */
  readonly observed: History;
  readonly queries: readonly Query[];
  readonly counts: QueryCounts;
}

/** Fit on `tune.fit`, choose settings on `tune.queries`; refit on `test.fit` with them, report `test.queries`. */
export interface Split {
  readonly protocol: Protocol;
  readonly repeats: Repeats;
  readonly tune: SplitPart;
  readonly test: SplitPart;
  /** Epoch seconds at which the tuning and the test part begin; null where the split is not by time. */
  readonly cuts: { readonly tuneFrom: number; readonly testFrom: number } | null;
  /** What a reader of the result must know, as sentences. */
  readonly notes: readonly string[];
}

export interface SplitOptions {
  readonly repeats: Repeats;
  readonly seed: number;
  /** Cap on the queries of each part, default 20,000. */
  readonly maxQueries?: number;
  /** Decides which events count as positive. Default: Shelfwise's own weights. */
  readonly eventWeights?: EventWeights;
}

/** The options of one part's queries; each part draws from its own stream. */
export function toQueryOptions(options: SplitOptions, part: 'tune' | 'test'): QueryOptions {
  const { repeats, seed, maxQueries } = options;
  const random = createRandom(seed).fork(`${part} queries`);
  return maxQueries === undefined ? { repeats, random } : { repeats, random, maxQueries };
}
