import type { EventWeights } from '../../core/events/event-weights.js';
import { Profile } from '../../engine/profile.js';
import type { EngineRequest } from '../../engine/slate.js';
import type { Query } from '../evaluate/query.js';
import type { History } from '../history.js';
import { contextOf } from './visit-columns.js';

/** The profile a device would hold after the rows [from, to) of one user. */
export function rowsToProfile(history: History, range: { from: number; to: number }, weights: EventWeights): Profile {
  const profile = new Profile(weights);
  for (let row = range.from; row < range.to; row++) {
    profile.add({
      item: history.item[row]!,
      event: history.event[row]!,
      time: history.time[row]!,
      rating: history.rating[row]!,
    });
  }
  return profile;
}

/** When and how a query is asked, as a device would know it: the visit's circumstances are known before its next item is. */
export function circumstancesOf(history: History, query: Query): Pick<EngineRequest, 'now' | 'context'> {
  const row = query.historyTo;
  const isAsked = row < history.item.length && history.time[row] === query.time;
  return { now: query.time, ...(isAsked ? { context: contextOf(history, row) } : {}) };
}
