import type { Query } from './query.js';

/** Anything that can answer queries: the model, a baseline, an earlier artifact. */
export interface Ranker {
  /** As it stands in reports. */
  readonly name: string;
  /** The first ranker under a handicap, shown beside it: no baseline. */
  readonly isControl?: true;
  /**
   * The `count` best item indices of the whole catalog, best first, without repetition; fewer where there are no more.
   * Knows nothing of the user but the query's row range, and nothing of others at or after the query's time.
   */
  rank(query: Query, count: number): ArrayLike<number>;
}
