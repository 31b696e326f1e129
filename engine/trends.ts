import { isCold, type ItemTable } from '../core/artifact/items-section.js';
import { topN } from '../core/math/top-n.js';

/**
 * How popular items are and what rises, as of one moment. The artifact carries one such table; evaluation makes one for
 * each moment it predicts at. All f32[items], logarithms of 1 + count.
 */
export interface Trends {
  readonly popularity: Float32Array;
  readonly trend1: Float32Array;
  readonly trend7: Float32Array;
  readonly trend30: Float32Array;
  /** The most popular and the most rising items: candidates for everybody. */
  readonly top: readonly number[];
}

const TOP_EACH = 60;

export function createTrends(columns: Pick<ItemTable, 'popularity' | 'trend1' | 'trend7' | 'trend30'>): Trends {
  const { popularity, trend1, trend7, trend30 } = columns;
  const lists = [popularity, trend1, trend7, trend30].map((column) => topN(column, TOP_EACH));
  return { popularity, trend1, trend7, trend30, top: [...new Set(lists.flat())] };
}

/** f32[items]: log(1 + distinct users) of items with behaviour; 0 for new ones, whose stored popularity is a guess. */
export function warmPopularity(items: Pick<ItemTable, 'popularity' | 'flags'>): Float32Array {
  return items.popularity.map((value, item) => (isCold(items, item) ? 0 : value));
}
