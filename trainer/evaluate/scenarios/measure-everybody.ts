import { topN } from '../../../core/math/top-n.js';
import type { Trends } from '../../../engine/trends.js';
import { markRows } from '../query.js';
import { LIST_LENGTH, rankScenario, type ScenarioContext } from './scenario-context.js';
import { measureTask, type ScenarioFigure, type ScenarioQuery } from './scenario-figure.js';

const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;
/** How many of the next week's best count as found. */
const BEST = 20;
const SMOOTHING = 5;

interface MomentQuery extends ScenarioQuery {
  readonly trends: Trends;
}

/**
 * Trending and bestsellers, each day of the later part that a whole week follows: trending against the next week's top
 * risers (standard errors above what the 30 days before let expect), bestsellers against the next week's most wanted.
 */
export function measureEverybody(context: ScenarioContext): ScenarioFigure[] {
  const moments = toMoments(context);
  const popular = {
    name: 'popularity',
    rank: ({ trends }: MomentQuery) => topN(trends.popularity, LIST_LENGTH),
  };
  const scenario = (name: 'trending' | 'bestsellers'): { name: string; rank(query: MomentQuery): number[] } => ({
    name,
    rank: ({ trends }) => {
      return rankScenario({ ...context, engine: { ...context.engine, trends } }, name, {});
    },
  });
  const metrics = ['ndcg@10'] as const;
  return [
    ...measureTask<MomentQuery>(
      {
        scenario: 'trending',
        asked: `the ${String(BEST)} items that rise most in the next 7 days`,
        metrics,
        queries: moments.map(({ trends, user, risers }) => ({ trends, user, relevant: risers })),
        rankers: [scenario('trending'), popular, scenario('bestsellers')],
      },
      context.random,
    ),
    ...measureTask<MomentQuery>(
      {
        scenario: 'bestsellers',
        asked: `the ${String(BEST)} most wanted items of the next 7 days`,
        metrics,
        queries: moments.map(({ trends, user, sellers }) => ({ trends, user, relevant: sellers })),
        rankers: [scenario('bestsellers'), popular, scenario('trending')],
      },
      context.random,
    ),
  ];
}

interface Moment {
  readonly user: number;
  readonly trends: Trends;
  readonly risers: ReadonlySet<number>;
  readonly sellers: ReadonlySet<number>;
}

function toMoments({ history, from, trendsAt }: ScenarioContext): Moment[] {
  const { positive } = markRows(history);
  const end = history.time.reduce((latest, time) => Math.max(latest, time), 0);
  const moments: Moment[] = [];
  for (let at = from; at + WEEK_SECONDS <= end; at += DAY_SECONDS) {
    const trends = trendsAt(at);
    const counts = countBetween(at, at + WEEK_SECONDS);
    const rises = counts.map((count, item) => {
      const expected = (7 / 30) * Math.expm1(trends.trend30[item]!);
      return (count - expected) / Math.sqrt(count + expected + SMOOTHING);
    });
    moments.push({ user: moments.length, trends, risers: bestOf(rises), sellers: bestOf(counts) });
  }
  return moments;

  function countBetween(after: number, before: number): Float64Array {
    const counts = new Float64Array(history.itemIds.length);
    history.time.forEach((time, row) => {
      if (time >= after && time < before && positive[row] === 1) counts[history.item[row]!]!++;
    });
    return counts;
  }
}

function bestOf(scores: Float64Array): Set<number> {
  return new Set(topN(scores, BEST).filter((item) => scores[item]! > 0));
}
