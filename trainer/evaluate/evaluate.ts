import { bootstrapDifference, bootstrapMean, drawResamples, type Resamples } from '../../core/metrics/bootstrap.js';
import { addExposures, coverage, exposureEntropy, gini } from '../../core/metrics/exposure.js';
import { createRandom } from '../../core/random.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import type { Catalog, History } from '../history.js';
import { createContentDistance, numberCategories } from './content-distance.js';
import type {
  EvaluationResult,
  ListMetricName,
  MetricName,
  MetricSummaries,
  MetricSummary,
  PairedDifference,
  RankerResult,
} from './evaluation-result.js';
import type { ItemPopularity } from './item-popularity.js';
import { measureLists, type Columns, type MeasureContext } from './measure.js';
import { isCold, markRows, type Query } from './query.js';
import { rankQueries, type RankedLists } from './ranked-lists.js';
import type { Ranker } from './ranker.js';
import {
  groupByPopularity,
  scoreWithoutColdItems,
  sliceByHistory,
  sliceByPopularity,
  toExposureCells,
  type Run,
} from './slices.js';

export interface EvaluateOptions {
  /** Cut-offs. The first is the one of the differences and slices. Default 10 and 20. */
  readonly k?: readonly number[];
  /** What the queries' row ranges refer to: `SplitPart.observed`. */
  readonly history: History;
  /** Without it lists have neither diversity nor calibration. */
  readonly catalog?: Catalog;
  /** Counted on `SplitPart.fit`. */
  readonly popularity: ItemPopularity;
  readonly seed: number;
  /** Decides which events of a history count in its calibration. Default: Shelfwise's own weights. */
  readonly eventWeights?: EventWeights;
  /** Told each ranker's lists over the queries with a history, in their order, once it has answered all of them. */
  readonly onRanked?: (ranker: Ranker, queries: readonly Query[], lists: RankedLists) => void;
}

/**
 * Ranks the full catalog for every query with every ranker and compares the first ranker with the others.
 *
 * Means are over queries; intervals are 95 % percentile intervals of 1,000 bootstrap resamples of users; differences are
 * paired. Cold queries (no history) are kept out of everything but `cold`. A relevant item nobody had in training counts
 * as a miss; `withoutColdItems` shows the figures without such items. Every figure is of all k slots: short and empty
 * lists lose. Equal input and seed give an equal result.
 */
export function evaluateRankers(
  queries: readonly Query[],
  rankers: readonly Ranker[],
  options: EvaluateOptions,
): EvaluationResult {
  const { history, popularity, seed, k = [10, 20] } = options;
  const items = options.catalog?.items ?? [];
  const context: MeasureContext = {
    k,
    history,
    positive: markRows(history, options.eventWeights).positive,
    popularity,
    distance: createContentDistance(items),
    categories: numberCategories(items),
  };
  const warm = queries.filter((query) => !isCold(query));
  const cold = queries.filter(isCold);
  const draw = (of: readonly Query[]): Resamples =>
    drawResamples(
      of.map(({ user }) => user),
      createRandom(seed).fork('bootstrap'),
    );
  const [resamples, coldResamples] = [draw(warm), draw(cold)];
  const measured = rankers.map((ranker) => {
    const lists = rankQueries(ranker, warm, Math.max(...k), history.itemIds.length);
    options.onRanked?.(ranker, warm, lists);
    const columns = measureLists(context, warm, lists);
    const coldLists = rankQueries(ranker, cold, Math.max(...k), history.itemIds.length);
    const coldMetrics = toSummaries(measureLists(context, cold, coldLists), cold, coldResamples);
    const run = { queries: warm, lists, resamples, k: k[0]!, columns };
    const { name, isControl = false } = ranker;
    return { name, columns, result: { name, isControl, cold: coldMetrics, ...toResult(context, run) } };
  });
  return {
    k,
    counts: countQueries(warm, cold.length, history.itemIds.length, popularity),
    rankers: measured.map(({ result }) => result),
    differences: compareWithFirst(measured, resamples, [`ndcg@${k[0]!}`, `hr@${k[0]!}`]),
  };
}

function toResult(
  context: MeasureContext,
  run: Run & { readonly columns: Columns },
): Omit<RankerResult, 'name' | 'isControl' | 'cold'> {
  const { queries, lists, columns, resamples, k } = run;
  const { usersOf } = context.popularity;
  const exposures = new Map(context.k.map((depth) => [depth, countExposures(lists, depth, usersOf.length)]));
  return {
    metrics: toSummaries(columns, queries, resamples),
    lists: toListMetrics(exposures),
    unanswered: lists.filter((list) => list.length === 0).length,
    withoutColdItems: scoreWithoutColdItems(usersOf, run),
    byHistoryLength: sliceByHistory(columns.get(`ndcg@${k}`)!, run),
    byItemPopularity: sliceByPopularity(groupByPopularity(usersOf), run),
    exposure: toExposureCells(usersOf, exposures.get(k)!),
  };
}

function countExposures(lists: RankedLists, k: number, itemCount: number): Uint32Array {
  const exposures = new Uint32Array(itemCount);
  for (const list of lists) addExposures(exposures, list, k);
  return exposures;
}

function toListMetrics(exposures: ReadonlyMap<number, Uint32Array>): RankerResult['lists'] {
  const entries = [...exposures].flatMap(([k, counts]): [ListMetricName, number][] => [
    [`coverage@${k}`, coverage(counts)],
    [`gini@${k}`, gini(counts)],
    [`entropy@${k}`, exposureEntropy(counts)],
  ]);
  return Object.fromEntries(entries);
}

/** Metrics without a single value are left out. */
function toSummaries(columns: Columns, queries: readonly Query[], resamples: Resamples): MetricSummaries {
  const present = [...columns].filter(([, values]) => values.some((value) => !Number.isNaN(value)));
  const entries = present.map(([name, values]): [MetricName, MetricSummary] => [
    name,
    { ...bootstrapMean(values, resamples), userMean: meanOverUsers(values, queries) },
  ]);
  return Object.fromEntries(entries);
}

function meanOverUsers(values: Float64Array, queries: readonly Query[]): number {
  const byUser = new Map<number, { sum: number; count: number }>();
  queries.forEach(({ user }, i) => {
    if (Number.isNaN(values[i]!)) return;
    const { sum, count } = byUser.get(user) ?? { sum: 0, count: 0 };
    byUser.set(user, { sum: sum + values[i]!, count: count + 1 });
  });
  let total = 0;
  for (const { sum, count } of byUser.values()) total += sum / count;
  return total / byUser.size;
}

function countQueries(
  warm: readonly Query[],
  coldQueries: number,
  items: number,
  popularity: ItemPopularity,
): EvaluationResult['counts'] {
  const relevant = warm.flatMap((query) => query.relevant);
  return {
    queries: warm.length,
    users: new Set(warm.map(({ user }) => user)).size,
    coldQueries,
    items,
    relevant: relevant.length,
    coldRelevant: relevant.filter((item) => popularity.usersOf[item] === 0).length,
  };
}

function compareWithFirst(
  measured: readonly { readonly name: string; readonly columns: Columns }[],
  resamples: Resamples,
  metrics: readonly MetricName[],
): PairedDifference[] {
  const first = measured[0];
  if (first === undefined || resamples.clusterCount === 0) return [];
  return measured.slice(1).flatMap(({ name, columns }) =>
    metrics.map((metric) => ({
      against: name,
      metric,
      difference: bootstrapDifference(first.columns.get(metric)!, columns.get(metric)!, resamples),
    })),
  );
}
