import { topN } from '../../core/math/top-n.js';
import { rankAllowed, type BaselineContext } from './baseline-context.js';
import { markedItems, type Query } from './query.js';
import type { Ranker } from './ranker.js';

export interface ItemKnnOptions {
  /** Neighbours kept for an item, default 100. */
  readonly neighbours?: number;
  /** Added to the cosine's denominator, so that pairs seen once do not win; default 10. */
  readonly shrinkage?: number;
}

export interface ItemKnnProfile {
  /** A distinct item k places back in the history weighs exp(-decay · k); 0: all weigh the same. */
  readonly decay: number;
  /** Only so many of the latest distinct items count. */
  readonly latest: number;
}

/** Row i: the items most similar to i and how similar they are, best first. */
export interface Neighbours {
  /** u32[items + 1]. */
  readonly start: Uint32Array;
  readonly item: Uint32Array;
  readonly similarity: Float32Array;
}

/** The latest so many items of a user enter the pairs: the cost is the square of it. */
const MAX_USER_ITEMS = 2_000;

/** Cosine of binary user columns of the positive events in `fit`: c_ij / (√(n_i·n_j) + shrinkage). */
export function fitNeighbours(context: BaselineContext, options: ItemKnnOptions = {}): Neighbours {
  const { neighbours = 100, shrinkage = 10 } = options;
  const { itemCount } = context;
  const { itemsOf, usersOf } = toBinary(context);
  const start = new Uint32Array(itemCount + 1);
  const items: number[] = [];
  const similarities: number[] = [];
  const together = new Uint32Array(itemCount);
  for (let i = 0; i < itemCount; i++) {
    const touched: number[] = [];
    for (const user of usersOf[i]!) {
      for (const j of itemsOf[user]!) if (together[j]!++ === 0) touched.push(j);
    }
    touched.sort((a, b) => a - b);
    const own = usersOf[i]!.length;
    const cosines = touched.map((j) =>
      j === i ? -Infinity : together[j]! / (Math.sqrt(own * usersOf[j]!.length) + shrinkage),
    );
    for (const place of topN(cosines, neighbours)) {
      items.push(touched[place]!);
      similarities.push(cosines[place]!);
    }
    for (const j of touched) together[j] = 0;
    start[i + 1] = items.length;
  }
  return { start, item: Uint32Array.from(items), similarity: Float32Array.from(similarities) };
}

function toBinary({ fit, fitMarks, itemCount }: BaselineContext): { itemsOf: Uint32Array[]; usersOf: number[][] } {
  const usersOf: number[][] = Array.from({ length: itemCount }, () => []);
  const itemsOf = fit.userIds.map((_, user) => {
    const all = [...markedItems(fit, fitMarks.positive, fit.userStart[user]!, fit.userStart[user + 1]!)];
    const items = Uint32Array.from(all.slice(-MAX_USER_ITEMS));
    for (const item of items) usersOf[item]!.push(user);
    return items;
  });
  return { itemsOf, usersOf };
}

/**
 * Item-based collaborative filtering (Sarwar et al. 2001): an item scores the weighted sum of its similarities to what
 * the user did. Items without any similarity follow, by popularity.
 */
export function createItemKnnRanker(
  context: BaselineContext,
  neighbours: Neighbours,
  profile: ItemKnnProfile,
  name: string,
): Ranker {
  const { start, item, similarity } = neighbours;
  return {
    name,
    rank: (query, count) => {
      const scores = context.popularityShare.slice();
      latestItems(context, query, profile.latest).forEach((source, back) => {
        const weight = Math.exp(-profile.decay * back);
        for (let k = start[source]!; k < start[source + 1]!; k++) {
          const target = item[k]!;
          // From 1 on up, above every item that is merely popular.
          scores[target] = (scores[target]! < 1 ? 1 : scores[target]!) + weight * similarity[k]!;
        }
      });
      return rankAllowed(context, query, scores, count);
    },
  };
}

/** Distinct positive items of a query's history, the latest first. */
function latestItems({ observed, observedMarks }: BaselineContext, query: Query, limit: number): number[] {
  const items = new Set<number>();
  for (let row = query.historyTo - 1; row >= query.historyFrom && items.size < limit; row--) {
    if (observedMarks.positive[row] === 1) items.add(observed.item[row]!);
  }
  return [...items];
}
