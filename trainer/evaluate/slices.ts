import { bootstrapMean, type Resamples } from '../../core/metrics/bootstrap.js';
import { hitRate } from '../../core/metrics/first-hit.js';
import { countHits, toHits } from '../../core/metrics/hits.js';
import { ndcg } from '../../core/metrics/ndcg.js';
import type { ExposureCell, RankerResult, Slice } from './evaluation-result.js';
import type { Query } from './query.js';
import type { RankedLists } from './ranked-lists.js';

/** One ranker's answers. */
export interface Run {
  readonly queries: readonly Query[];
  readonly lists: RankedLists;
  /** Drawn over the queries' users. */
  readonly resamples: Resamples;
  /** The cut-off everything here is measured at. */
  readonly k: number;
}

const LENGTHS: readonly (readonly [from: number, to: number, label: string])[] = [
  [1, 2, '1–2'],
  [3, 5, '3–5'],
  [6, 10, '6–10'],
  [11, 20, '11–20'],
  [21, 50, '21–50'],
  [51, Infinity, '51+'],
];

/** Mean of one value a query by the number of events in the query's history. Empty slices are left out. */
export function sliceByHistory(values: Float64Array, { queries, resamples }: Omit<Run, 'lists' | 'k'>): Slice[] {
  return LENGTHS.flatMap(([from, to, label]) => {
    const isIn = ({ historyFrom, historyTo }: Query): boolean =>
      historyTo - historyFrom >= from && historyTo - historyFrom <= to;
    const inSlice = values.map((value, i) => (isIn(queries[i]!) ? value : NaN));
    return toSlice(label, inSlice, resamples);
  });
}

/** Which popularity group an item belongs to. */
export interface PopularityGroups {
  readonly labels: readonly string[];
  /** u8[items]: index into labels. */
  readonly groupOf: Uint8Array;
}

const HEAD_SHARE = 0.5;
const MIDDLE_SHARE = 0.8;

/**
 * Head: the most popular items that make up half of all training interactions; middle: the next up to 80 %; tail: the
 * rest; cold: no interaction. Equally popular items stay together.
 */
export function groupByPopularity(popularity: ArrayLike<number>): PopularityGroups {
  const sorted = Uint32Array.from(popularity).sort().reverse();
  const total = sorted.reduce((a, b) => a + b, 0);
  const leastOf = (share: number): number => {
    let sum = 0;
    for (const count of sorted) if ((sum += count) >= share * total) return count;
    return 0;
  };
  const [head, middle] = [leastOf(HEAD_SHARE), leastOf(MIDDLE_SHARE)];
  const groupOf = Uint8Array.from(popularity, (count) => {
    if (count === 0) return 3;
    if (count >= head) return 0;
    return count >= middle ? 1 : 2;
  });
  return { labels: ['head', 'middle', 'tail', 'cold'], groupOf };
}

/** For each group of items: the share of those relevant that the first k ranks hold. Empty groups are left out. */
export function sliceByPopularity(groups: PopularityGroups, { queries, lists, k, resamples }: Run): Slice[] {
  return groups.labels.flatMap((label, group) => {
    const recalls = Float64Array.from(queries, (query, i) => {
      const relevant = new Set(query.relevant.filter((item) => groups.groupOf[item] === group));
      return relevant.size === 0 ? NaN : countHits(toHits(lists[i]!, relevant, k), k) / relevant.size;
    });
    return toSlice(label, recalls, resamples);
  });
}

function toSlice(label: string, values: Float64Array, resamples: Resamples): Slice[] {
  const count = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  return count === 0 ? [] : [{ label, queries: count, value: bootstrapMean(values, resamples) }];
}

/** NDCG and HR where items without training events do not count as relevant: what the rest of the model is worth. */
export function scoreWithoutColdItems(
  popularity: ArrayLike<number>,
  { queries, lists, k, resamples }: Run,
): RankerResult['withoutColdItems'] {
  const gains = new Float64Array(queries.length).fill(NaN);
  const hitRates = gains.slice();
  let counted = 0;
  queries.forEach((query, i) => {
    const warm = new Set(query.relevant.filter((item) => popularity[item]! > 0));
    if (warm.size === 0) return;
    const hits = toHits(lists[i]!, warm, k);
    gains[i] = ndcg(hits, warm.size, k);
    hitRates[i] = hitRate(hits, k);
    counted++;
  });
  if (counted === 0) return null;
  return { queries: counted, ndcg: bootstrapMean(gains, resamples), hr: bootstrapMean(hitRates, resamples) };
}

/** Counts items by powers of two of their popularity and of their exposures; 0 is a class of its own. */
export function toExposureCells(popularity: ArrayLike<number>, exposures: ArrayLike<number>): ExposureCell[] {
  const cells = new Map<string, ExposureCell>();
  for (let item = 0; item < exposures.length; item++) {
    const cell = { popularity: toClass(popularity[item]!), exposures: toClass(exposures[item]!), items: 1 };
    const key = `${cell.popularity} ${cell.exposures}`;
    cells.set(key, { ...cell, items: (cells.get(key)?.items ?? 0) + 1 });
  }
  return [...cells.values()].sort((a, b) => a.popularity - b.popularity || a.exposures - b.exposures);
}

/** The geometric middle of 2^n .. 2^(n+1) − 1, rounded to three digits; 0 for 0. */
function toClass(count: number): number {
  if (count === 0) return 0;
  const low = 2 ** Math.floor(Math.log2(count));
  return Number(Math.sqrt(low * (2 * low - 1)).toPrecision(3));
}
