import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averagePrecision } from '../../../core/metrics/average-precision.js';
import { calibrationDivergence, categoryShares } from '../../../core/metrics/calibration.js';
import { intraListDistance } from '../../../core/metrics/diversity.js';
import { coverage, exposureEntropy, gini } from '../../../core/metrics/exposure.js';
import { hitRate, reciprocalRank } from '../../../core/metrics/first-hit.js';
import { toHits } from '../../../core/metrics/hits.js';
import { ndcg } from '../../../core/metrics/ndcg.js';
import { novelty } from '../../../core/metrics/novelty.js';
import { f1, precision, recall, recallNorm } from '../../../core/metrics/precision-recall.js';

const ITEMS = 30;
const item = fc.nat({ max: ITEMS - 1 });
const query = fc.record({
  list: fc.uniqueArray(item, { maxLength: ITEMS }),
  relevant: fc.uniqueArray(item, { minLength: 1, maxLength: ITEMS }),
  k: fc.integer({ min: 1, max: 20 }),
});

function accuracy(list: readonly number[], relevant: readonly number[], k: number): number[] {
  const hits = toHits(list, new Set(relevant), Math.max(k, 20));
  const count = relevant.length;
  return [
    ndcg(hits, count, k),
    precision(hits, k),
    recall(hits, count, k),
    recallNorm(hits, count, k),
    f1(hits, count, k),
    hitRate(hits, k),
    reciprocalRank(hits, k),
    averagePrecision(hits, count, k, 'min'),
    averagePrecision(hits, count, k, 'relevant'),
    averagePrecision(hits, count, k, 'k'),
  ];
}

describe('accuracy metrics', () => {
  it('lie in [0, 1]', () => {
    fc.assert(
      fc.property(query, ({ list, relevant, k }) => {
        for (const value of accuracy(list, relevant, k)) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });

  it('do not depend on what is ranked after k', () => {
    fc.assert(
      fc.property(query, fc.uniqueArray(item), ({ list, relevant, k }, other) => {
        const top = list.slice(0, k);
        const rest = other.filter((candidate) => !top.includes(candidate));
        fc.pre(top.length === k);
        expect(accuracy([...top, ...rest], relevant, k)).toEqual(accuracy(list, relevant, k));
      }),
    );
  });

  it('give a list with all that is relevant first an NDCG, AP and normalised recall of 1', () => {
    fc.assert(
      fc.property(query, ({ list, relevant, k }) => {
        const perfect = [...relevant, ...list.filter((candidate) => !relevant.includes(candidate))];
        const hits = toHits(perfect, new Set(relevant), k);
        expect(ndcg(hits, relevant.length, k)).toBeCloseTo(1, 12);
        expect(averagePrecision(hits, relevant.length, k)).toBeCloseTo(1, 12);
        expect(recallNorm(hits, relevant.length, k)).toBe(1);
      }),
    );
  });

  it('never fall when a relevant item moves up by one rank', () => {
    fc.assert(
      fc.property(query, fc.nat(), ({ list, relevant, k }, at) => {
        fc.pre(list.length >= 2);
        const rank = 1 + (at % (list.length - 1));
        fc.pre(relevant.includes(list[rank]!) && !relevant.includes(list[rank - 1]!));
        const better = [...list];
        [better[rank - 1], better[rank]] = [list[rank]!, list[rank - 1]!];
        const before = accuracy(list, relevant, k);
        accuracy(better, relevant, k).forEach((value, metric) => {
          expect(value).toBeGreaterThanOrEqual(before[metric]! - 1e-12);
        });
      }),
    );
  });

  it('count a repeated item once and give it one rank', () => {
    expect([...toHits([4, 4, 4, 2], new Set([2, 4]), 3)]).toEqual([1, 1, 0]);
  });

  it('are 0 for an empty list and where nothing is relevant', () => {
    expect(accuracy([], [1], 10)).toEqual(new Array(10).fill(0));
    expect(accuracy([1, 2], [], 10)).toEqual(new Array(10).fill(0));
  });
});

describe('metrics of what lists are made of', () => {
  it('measure an even exposure as Gini 0 and full entropy, a single item as the opposite', () => {
    expect(gini([3, 3, 3, 3])).toBe(0);
    expect(exposureEntropy([3, 3, 3, 3])).toBeCloseTo(2, 12);
    expect(gini([0, 0, 0, 12])).toBe(0.75);
    expect(exposureEntropy([0, 0, 0, 12])).toBe(0);
  });

  it('are 0 where nothing was shown', () => {
    expect([coverage([0, 0]), gini([0, 0]), exposureEntropy([0, 0]), coverage([])]).toEqual([0, 0, 0, 0]);
  });

  it('call an item nobody has had as novel as one that a single user has had', () => {
    expect(novelty([0, 1], 2, [0, 1], 8)).toBe(3);
  });

  it('have no value where a list is too short for one', () => {
    expect(novelty([], 5, [], 8)).toBeNaN();
    expect(intraListDistance([1], 5, () => 1)).toBeNaN();
  });

  it('measure a list with the categories of the history as perfectly calibrated, any other as worse', () => {
    const shares = fc
      .array(fc.nat({ max: 9 }), { minLength: 4, maxLength: 4 })
      .filter((counts) => counts.some((count) => count > 0))
      .map((counts) => {
        const total = counts.reduce((a, b) => a + b, 0);
        return counts.map((count) => count / total);
      });
    fc.assert(
      fc.property(shares, shares, (history, list) => {
        expect(calibrationDivergence(history, history)).toBeCloseTo(0, 12);
        expect(calibrationDivergence(history, list)).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });

  it('leave items without a category out of the shares', () => {
    expect([...categoryShares([0, 1, 2, 2], [-1, 0, 1], 2)]).toEqual([1 / 3, 2 / 3]);
    expect([...categoryShares([0], [-1, 0, 1], 2)]).toEqual([0, 0]);
  });
});
