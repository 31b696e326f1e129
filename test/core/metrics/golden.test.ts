import { describe, expect, it } from 'vitest';
import { averagePrecision } from '../../../core/metrics/average-precision.js';
import { calibrationDivergence, categoryShares } from '../../../core/metrics/calibration.js';
import { intraListDistance } from '../../../core/metrics/diversity.js';
import { addExposures, coverage, exposureEntropy, gini } from '../../../core/metrics/exposure.js';
import { hitRate, reciprocalRank } from '../../../core/metrics/first-hit.js';
import { countRelevant, toHits } from '../../../core/metrics/hits.js';
import { dcg, ndcg } from '../../../core/metrics/ndcg.js';
import { novelty } from '../../../core/metrics/novelty.js';
import { f1, precision, recall, recallNorm } from '../../../core/metrics/precision-recall.js';

const K = 5;
const USERS = 100;
// Position 0 is no item: the table numbers its items from 1.
const POPULARITY = [0, 50, 40, 30, 20, 10, 8, 6, 4, 2, 1];
const [A, B, C] = [0, 1, 2];
const CATEGORY_OF = [-1, A, A, A, B, B, B, C, C, C, C];

/** Ten items, three users, worked out by hand; the columns are in the table's order. */
const TABLE = [
  {
    list: [1, 2, 3, 4, 5],
    relevant: [2, 5, 9],
    history: [1, 2, 4, 7],
    expected: [0.4, 0.666667, 0.666667, 0.5, 1, 0.5, 0.3, 0.3, 0.18, 1.017783, 0.477624, 0.6, 1.94055, 0.944404],
  },
  {
    list: [3, 1, 4, 2, 6],
    relevant: [7],
    history: [1, 2, 3, 1],
    expected: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.6, 2.004936, 0.504181],
  },
  {
    list: [8, 3, 1, 9, 2],
    relevant: [8, 3, 1, 9, 2, 10, 4],
    history: [4, 8],
    expected: [1, 0.714286, 1, 0.833333, 1, 1, 1, 0.714286, 1, 2.948459, 1, 0.6, 2.869321, 2.412908],
  },
];
const MEANS = [
  0.466667, 0.460317, 0.555556, 0.444444, 0.666667, 0.5, 0.433333, 0.338095, 0.393333, 1.322081, 0.492541, 0.6,
  2.271602, 1.287165,
];

function measure({ list, relevant, history }: (typeof TABLE)[number]): number[] {
  const hits = toHits(list, new Set(relevant), K);
  const count = relevant.length;
  const sharesOf = (items: readonly number[]): Float64Array => categoryShares(items, CATEGORY_OF, 3);
  return [
    precision(hits, K),
    recall(hits, count, K),
    recallNorm(hits, count, K),
    f1(hits, count, K),
    hitRate(hits, K),
    reciprocalRank(hits, K),
    averagePrecision(hits, count, K, 'min'),
    averagePrecision(hits, count, K, 'relevant'),
    averagePrecision(hits, count, K, 'k'),
    dcg(hits, K),
    ndcg(hits, count, K),
    intraListDistance(list, K, (a, b) => (CATEGORY_OF[a] === CATEGORY_OF[b] ? 0 : 1)),
    novelty(list, K, POPULARITY, USERS),
    calibrationDivergence(sharesOf(history), sharesOf(list)),
  ];
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, column) => {
    expect(Math.abs(value - expected[column]!), `column ${column}: ${value}`).toBeLessThanOrEqual(1e-6);
  });
}

describe('the golden table of metrics', () => {
  it.each(TABLE)('gives the metrics of list $list for relevant $relevant', (row) => {
    expectClose(measure(row), row.expected);
  });

  it('averages over users', () => {
    const rows = TABLE.map(measure);
    const means = MEANS.map((_, column) => rows.reduce((sum, row) => sum + row[column]!, 0) / rows.length);
    expectClose(means, MEANS);
  });

  it('gives coverage, Gini and entropy over all ten items', () => {
    const exposures = new Uint32Array(11);
    for (const { list } of TABLE) addExposures(exposures, list, K);
    const items = exposures.subarray(1);
    expectClose([coverage(items), gini(items), exposureEntropy(items)], [0.8, 0.406667, 2.82258]);
  });

  it('reads a mask of relevant items like a set of them', () => {
    const relevant = new Set([2, 5, 9]);
    const mask = Uint8Array.from({ length: 11 }, (_, item) => (relevant.has(item) ? 1 : 0));
    expect(toHits([1, 2, 3, 4, 5], mask, K)).toEqual(toHits([1, 2, 3, 4, 5], relevant, K));
    expect([countRelevant(mask), countRelevant(relevant)]).toEqual([3, 3]);
  });
});
