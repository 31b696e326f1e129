import { bootstrapDifference, bootstrapMean, drawResamples, type Interval } from '../../../core/metrics/bootstrap.js';
import { hitRate, reciprocalRank } from '../../../core/metrics/first-hit.js';
import { toHits } from '../../../core/metrics/hits.js';
import { ndcg } from '../../../core/metrics/ndcg.js';
import type { Random } from '../../../core/random.js';
import type { Scenario } from '../../../core/scenarios.js';

export const SCENARIO_METRICS = ['hr@10', 'ndcg@10', 'mrr@10', 'category@10'] as const;
export type ScenarioMetric = (typeof SCENARIO_METRICS)[number];

/** One scenario judged by one measure, beside what a shop would show without it. */
export interface ScenarioFigure {
  readonly scenario: Scenario;
  readonly metric: ScenarioMetric;
  /** What was asked, as a clause: "the next item viewed in a visit, from the current one". */
  readonly asked: string;
  readonly queries: number;
  /** Mean with its 95 % interval; users are drawn as clusters (moments, where a list is the same for everybody). */
  readonly value: Interval;
  readonly baselines: readonly {
    readonly name: string;
    readonly mean: number;
    /** The scenario minus the baseline, paired. */
    readonly difference: Interval;
  }[];
}

export interface ScenarioQuery {
  /** What is drawn as one when intervals are made. */
  readonly user: number;
  readonly relevant: ReadonlySet<number>;
}

/** The first ranker is the scenario, the others are its baselines. */
export interface ScenarioRanker<Q> {
  readonly name: string;
  /** Item indices, best first, without repetition. */
  rank(query: Q): readonly number[];
}

export interface ScenarioTask<Q> {
  readonly scenario: Scenario;
  readonly asked: string;
  readonly metrics: readonly Exclude<ScenarioMetric, 'category@10'>[];
  readonly queries: readonly Q[];
  readonly rankers: readonly [ScenarioRanker<Q>, ...ScenarioRanker<Q>[]];
}

const K = 10;

const MEASURES: Readonly<
  Record<Exclude<ScenarioMetric, 'category@10'>, (hits: Uint8Array, relevant: number) => number>
> = {
  'hr@10': (hits) => hitRate(hits, K),
  'ndcg@10': (hits, relevant) => ndcg(hits, relevant, K),
  'mrr@10': (hits) => reciprocalRank(hits, K),
};

/** Figures of one task; none where nothing could be asked. */
export function measureTask<Q extends ScenarioQuery>(task: ScenarioTask<Q>, random: Random): ScenarioFigure[] {
  const { queries, rankers, metrics } = task;
  const hits = rankers.map((ranker) => queries.map((query) => toHits(ranker.rank(query), query.relevant, K)));
  return metrics.flatMap((metric) => {
    const columns = hits.map((lists) =>
      Float64Array.from(lists, (list, q) => MEASURES[metric](list, queries[q]!.relevant.size)),
    );
    return toFigures(task, metric, columns, random);
  });
}

/** Figures of values that were measured elsewhere, a column a ranker and a value a query. */
export function toFigures<Q extends ScenarioQuery>(
  { scenario, asked, queries, rankers }: Omit<ScenarioTask<Q>, 'metrics'>,
  metric: ScenarioMetric,
  columns: readonly Float64Array[],
  random: Random,
): ScenarioFigure[] {
  const [own, ...others] = columns;
  if (own === undefined || queries.length === 0) return [];
  const resamples = drawResamples(
    queries.map(({ user }) => user),
    random.fork(`${scenario} ${metric}`),
  );
  const baselines = others.map((column, k) => ({
    name: rankers[k + 1]!.name,
    mean: bootstrapMean(column, resamples).mean,
    difference: bootstrapDifference(own, column, resamples),
  }));
  return [{ scenario, metric, asked, queries: queries.length, value: bootstrapMean(own, resamples), baselines }];
}
