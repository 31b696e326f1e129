import { rankAllowed, type BaselineContext } from './baseline-context.js';
import type { Ranker } from './ranker.js';

const DAY_SECONDS = 86_400;

/** Positive events of each item in `fit`: what was popular when the models were fitted, whatever the query's time. */
export function createPopularityRanker(context: BaselineContext): Ranker {
  return {
    name: 'popularity, all time',
    rank: (query, count) => rankAllowed(context, query, context.popularityShare.slice(), count),
  };
}

/** The rows of `observed` that are positive, oldest first. Shared by the windows. */
export function sortPositiveRows({ observed, observedMarks }: BaselineContext): Uint32Array {
  const rows = Uint32Array.from(observed.item.keys()).filter((row) => observedMarks.positive[row] === 1);
  return rows.sort((a, b) => observed.time[a]! - observed.time[b]! || a - b);
}

/**
 * Popularity as of the query: positive events of all users in the `days` before its time, those after the fit included
 * (a shop knows today what sold yesterday). Ties, and items that had none, by popularity in `fit`.
 *
 * The window slides both ways, so any order of queries is right and order of time is fast.
 * @param rows `sortPositiveRows` of the same context.
 */
export function createRecentPopularityRanker(context: BaselineContext, days: number, rows: Uint32Array): Ranker {
  const { observed, popularityShare } = context;
  const counts = new Int32Array(context.itemCount);
  let from = 0;
  let to = 0;
  const timeAt = (place: number): number => observed.time[rows[place]!]!;
  const add = (place: number, by: number): void => {
    counts[observed.item[rows[place]!]!]! += by;
  };
  const slideTo = (time: number): void => {
    const begin = time - days * DAY_SECONDS;
    while (to < rows.length && timeAt(to) < time) add(to++, 1);
    while (to > 0 && timeAt(to - 1) >= time) add(--to, -1);
    while (from < rows.length && timeAt(from) < begin) add(from++, -1);
    while (from > 0 && timeAt(from - 1) >= begin) add(--from, 1);
  };
  return {
    name: `popularity, ${days} ${days === 1 ? 'day' : 'days'}`,
    rank: (query, count) => {
      slideTo(query.time);
      const scores = popularityShare.map((share, item) => share + counts[item]!);
      return rankAllowed(context, query, scores, count);
    },
  };
}
