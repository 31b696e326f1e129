import { RecommenderError } from '../../core/errors.js';
import type { Query } from './query.js';
import type { Ranker } from './ranker.js';

/** A list a query, in the queries' order: item indices, best first. */
export type RankedLists = readonly Uint32Array[];

/**
 * Asks a ranker every query, oldest first, which lets it keep running state.
 * @throws RecommenderError `internal/unexpected` where a ranker gives something that is not a list of distinct items.
 */
export function rankQueries(ranker: Ranker, queries: readonly Query[], count: number, itemCount: number): RankedLists {
  const order = queries.map((_, place) => place).sort((a, b) => queries[a]!.time - queries[b]!.time || a - b);
  const lists: Uint32Array[] = queries.map(() => EMPTY);
  for (const place of order) {
    const list = Array.from(ranker.rank(queries[place]!, count)).slice(0, count);
    const wrong = list.find((item) => !Number.isInteger(item) || item < 0 || item >= itemCount);
    if (wrong !== undefined || new Set(list).size !== list.length) {
      const came = wrong === undefined ? 'one item twice' : String(wrong);
      throw new RecommenderError(
        'internal/unexpected',
        `expected distinct item indices below ${itemCount} from ranker "${ranker.name}", got ${came}`,
      );
    }
    lists[place] = Uint32Array.from(list);
  }
  return lists;
}

const EMPTY = new Uint32Array(0);
