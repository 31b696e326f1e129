import type { Random } from '../../../core/random.js';
import type { Baskets } from './baskets.js';

/** A basket with one item taken out. */
export interface Completion {
  readonly user: number;
  /** The others, in a drawn order, never empty. */
  readonly rest: readonly number[];
  readonly hidden: number;
}

/** One a basket of at least two items, at most `limit` baskets by seed. */
export function toCompletions({ user, start, item }: Baskets, random: Random, limit: number): Completion[] {
  const all: Completion[] = [];
  user.forEach((owner, basket) => {
    const items = random.shuffle(Array.from(item.subarray(start[basket], start[basket + 1])));
    const [hidden, ...rest] = items;
    if (hidden !== undefined && rest.length > 0) all.push({ user: owner, rest, hidden });
  });
  return random.shuffle(all).slice(0, limit);
}
