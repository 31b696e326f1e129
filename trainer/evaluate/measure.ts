import { averagePrecision } from '../../core/metrics/average-precision.js';
import { calibrationDivergence, categoryShares } from '../../core/metrics/calibration.js';
import { intraListDistance, type ItemDistance } from '../../core/metrics/diversity.js';
import { hitRate, reciprocalRank } from '../../core/metrics/first-hit.js';
import { toHits } from '../../core/metrics/hits.js';
import { dcg, ndcg } from '../../core/metrics/ndcg.js';
import { novelty } from '../../core/metrics/novelty.js';
import { f1, precision, recall, recallNorm } from '../../core/metrics/precision-recall.js';
import type { History } from '../history.js';
import type { ItemCategories } from './content-distance.js';
import { QUERY_METRICS, type MetricName, type QueryMetric } from './evaluation-result.js';
import type { ItemPopularity } from './item-popularity.js';
import type { Query } from './query.js';
import type { RankedLists } from './ranked-lists.js';

/** What the metrics beyond accuracy need. */
export interface MeasureContext {
  readonly k: readonly number[];
  readonly history: History;
  /** u8[rows] of the history: which events were positive. */
  readonly positive: Uint8Array;
  readonly popularity: ItemPopularity;
  readonly distance: ItemDistance | undefined;
  readonly categories: ItemCategories;
}

/** One value a query and metric; NaN where a query has none, such as the diversity of a list of one item. */
export type Columns = ReadonlyMap<MetricName, Float64Array>;

export function measureLists(context: MeasureContext, queries: readonly Query[], lists: RankedLists): Columns {
  const columns = new Map<MetricName, Float64Array>();
  for (const k of context.k) {
    for (const metric of QUERY_METRICS) columns.set(`${metric}@${k}`, new Float64Array(queries.length));
  }
  const depth = Math.max(...context.k);
  queries.forEach((query, place) => {
    const list = lists[place]!;
    const hits = toHits(list, new Set(query.relevant), depth);
    for (const k of context.k) {
      const values = {
        ...measureAccuracy(hits, query.relevant.length, k),
        ...measureBeyondAccuracy(context, query, list, k),
      };
      for (const metric of QUERY_METRICS) columns.get(`${metric}@${k}`)![place] = values[metric];
    }
  });
  return columns;
}

type BeyondAccuracy = 'novelty' | 'diversity' | 'calibration';

function measureAccuracy(
  hits: Uint8Array,
  relevant: number,
  k: number,
): Record<Exclude<QueryMetric, BeyondAccuracy>, number> {
  return {
    ndcg: ndcg(hits, relevant, k),
    hr: hitRate(hits, k),
    mrr: reciprocalRank(hits, k),
    recall: recall(hits, relevant, k),
    recallNorm: recallNorm(hits, relevant, k),
    precision: precision(hits, k),
    f1: f1(hits, relevant, k),
    apMin: averagePrecision(hits, relevant, k, 'min'),
    apRelevant: averagePrecision(hits, relevant, k, 'relevant'),
    apK: averagePrecision(hits, relevant, k, 'k'),
    dcg: dcg(hits, k),
  };
}

function measureBeyondAccuracy(
  context: MeasureContext,
  query: Query,
  list: Uint32Array,
  k: number,
): Record<BeyondAccuracy, number> {
  const { popularity, distance } = context;
  return {
    novelty: novelty(list, k, popularity.usersOf, popularity.users),
    diversity: distance === undefined ? NaN : intraListDistance(list, k, distance),
    calibration: measureCalibration(context, query, list.subarray(0, k)),
  };
}

/** NaN where the history or the list has no item with a known category. */
function measureCalibration(context: MeasureContext, query: Query, list: Uint32Array): number {
  const { history, positive, categories } = context;
  const past: number[] = [];
  for (let row = query.historyFrom; row < query.historyTo; row++)
    if (positive[row] === 1) past.push(history.item[row]!);
  const wanted = categoryShares(past, categories.categoryOf, categories.count);
  const shown = categoryShares(list, categories.categoryOf, categories.count);
  const isKnown = (shares: Float64Array): boolean => shares.some((share) => share > 0);
  return isKnown(wanted) && isKnown(shown) ? calibrationDivergence(wanted, shown) : NaN;
}
