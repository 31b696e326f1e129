import { rankAllowed, type BaselineContext } from './baseline-context.js';
import type { Ranker } from './ranker.js';

/**
 * What the user did most often, the latest first among equals, popular items after that: hard to beat where repeats are
 * allowed, pointless where they are not.
 */
export function createPersonalFrequencyRanker(context: BaselineContext): Ranker {
  const { observed, observedMarks, popularityShare } = context;
  return {
    name: 'personal top frequency',
    rank: (query, count) => {
      const scores = popularityShare.slice();
      const length = query.historyTo - query.historyFrom;
      for (let row = query.historyFrom; row < query.historyTo; row++) {
        if (observedMarks.positive[row] !== 1) continue;
        const item = observed.item[row]!;
        const times = Math.floor(scores[item]!) + 1;
        scores[item] = times + (row - query.historyFrom + 1) / (length + 1);
      }
      return rankAllowed(context, query, scores, count);
    },
  };
}
