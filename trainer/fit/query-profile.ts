import type { EventWeights } from '../../core/events/event-weights.js';
import { Profile } from '../../engine/profile.js';
import type { History } from '../history.js';

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
