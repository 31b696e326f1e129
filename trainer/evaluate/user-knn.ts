import { topN } from '../../core/math/top-n.js';
import { rankAllowed, type BaselineContext } from './baseline-context.js';
import { markedItems, type Query } from './query.js';
import type { Ranker } from './ranker.js';

/** Who did what in `fit`, both ways round. */
export interface UserIndex {
  /** Distinct positive items of each user. */
  readonly itemsOf: readonly Uint32Array[];
  /** Users of each item, by index. */
  readonly usersOf: readonly Uint32Array[];
}

/** A user is found through so many of the latest items, and looked for through as many: both bound a query's cost. */
const MAX_USER_ITEMS = 500;
/** Users a bestseller is found by: an even sample of them, because all of them would cost more than they tell apart. */
const MAX_ITEM_USERS = 2_000;

/** Counted on `fit` alone. */
export function createUserIndex({ fit, fitMarks, itemCount }: BaselineContext): UserIndex {
  const all: number[][] = Array.from({ length: itemCount }, () => []);
  const itemsOf = fit.userIds.map((_, user) => {
    const items = [...markedItems(fit, fitMarks.positive, fit.userStart[user]!, fit.userStart[user + 1]!)];
    const latest = Uint32Array.from(items.slice(-MAX_USER_ITEMS));
    for (const item of latest) all[item]!.push(user);
    return latest;
  });
  return { itemsOf, usersOf: all.map(thinOut) };
}

function thinOut(users: readonly number[]): Uint32Array {
  const step = Math.max(1, users.length / MAX_ITEM_USERS);
  return Uint32Array.from({ length: Math.min(users.length, MAX_ITEM_USERS) }, (_, k) => users[Math.floor(k * step)]!);
}

/**
 * User-based collaborative filtering (Resnick et al. 1994, with the cosine of item sets): an item scores the summed
 * similarity of those of the `neighbours` most similar other users who have it. All other items follow, by popularity.
 *
 * Neighbours are users of `fit`, known by what they did there; the asking user is never their own neighbour.
 * @param neighbours k, see `tuneUserKnn`.
 */
export function createUserKnnRanker(context: BaselineContext, index: UserIndex, neighbours: number): Ranker {
  const { itemsOf, usersOf } = index;
  const shared = new Uint32Array(itemsOf.length);
  const findNeighbours = (query: Query): { user: number; similarity: number }[] => {
    const own = ownItems(context, query);
    const met: number[] = [];
    for (const item of own) for (const user of usersOf[item]!) if (shared[user]!++ === 0) met.push(user);
    met.sort((a, b) => a - b);
    const cosines = met.map((user) =>
      user === query.user ? -Infinity : shared[user]! / Math.sqrt(own.length * itemsOf[user]!.length),
    );
    for (const user of met) shared[user] = 0;
    return topN(cosines, neighbours).map((place) => ({ user: met[place]!, similarity: cosines[place]! }));
  };
  return {
    name: 'user-kNN',
    rank: (query, count) => {
      const scores = context.popularityShare.slice();
      for (const { user, similarity } of findNeighbours(query)) {
        for (const item of itemsOf[user]!) {
          // From 1 on up, above every item that is merely popular.
          scores[item] = (scores[item]! < 1 ? 1 : scores[item]!) + similarity;
        }
      }
      return rankAllowed(context, query, scores, count);
    },
  };
}

/** Distinct positive items of a query's history: the latest ones. */
function ownItems({ observed, observedMarks }: BaselineContext, query: Query): number[] {
  const items = markedItems(observed, observedMarks.positive, query.historyFrom, query.historyTo);
  return [...items].slice(-MAX_USER_ITEMS);
}
