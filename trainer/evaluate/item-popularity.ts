import type { EventWeights } from '../../core/events/event-weights.js';
import type { History } from '../history.js';
import { markedItems, markRows } from './query.js';

/** How known items are, counted over the events a model was fitted on. */
export interface ItemPopularity {
  /** u32[items]: distinct users with a positive event. 0: a cold item, which nothing could be learned about. */
  readonly usersOf: Uint32Array;
  /** Users with any positive event. */
  readonly users: number;
}

/** @param fit `SplitPart.fit`. */
export function countItemPopularity(fit: History, weights?: EventWeights): ItemPopularity {
  const { positive } = markRows(fit, weights);
  const usersOf = new Uint32Array(fit.itemIds.length);
  let users = 0;
  for (let user = 0; user < fit.userIds.length; user++) {
    const items = markedItems(fit, positive, fit.userStart[user]!, fit.userStart[user + 1]!);
    for (const item of items) usersOf[item]!++;
    if (items.size > 0) users++;
  }
  return { usersOf, users };
}
