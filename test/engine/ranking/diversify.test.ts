import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intraListDistance } from '../../../core/metrics/diversity.js';
import { calibrationDivergence, categoryShares } from '../../../core/metrics/calibration.js';
import { createRandom } from '../../../core/random.js';
import { createCalibrationState } from '../../../engine/ranking/calibration.js';
import { diversify } from '../../../engine/ranking/diversify.js';
import { createItemSimilarity } from '../../../engine/ranking/item-similarity.js';
import type { Ranked } from '../../../engine/ranking/ranked.js';
import { smallModel } from '../../helpers/small-model.js';

const { items } = smallModel({ items: 120, seed: 4 });
const similarity = createItemSimilarity(items);
const CONTROLS = [0, 0.1, 0.2, 0.3, 0.5, 1];

/** Distinct items in any order, scores falling. */
const lists = fc
  .uniqueArray(fc.nat(items.count - 1), { maxLength: 80 })
  .map((order): Ranked[] => order.map((item, place) => ({ item, score: -place })));
const itemsOf = (list: readonly Ranked[]): number[] => list.map(({ item }) => item);

describe('diversify', () => {
  it('is the scored order exactly at 0, whatever else is asked', () => {
    fc.assert(
      fc.property(lists, fc.nat(30), (list, count) => {
        const calibration = { shares: new Map([[1, 1]]), categoryOf: items.category };
        expect(diversify(list, { count, diversity: 0, similarity, calibration })).toEqual(list);
      }),
    );
  });

  it('neither loses nor repeats an item, and leaves alone what is far down', () => {
    fc.assert(
      fc.property(lists, fc.nat(30), fc.double({ min: 0, max: 1, noNaN: true }), (list, count, diversity) => {
        const calibration = { shares: new Map([[2, 1]]), categoryOf: items.category };
        const answer = diversify(list, { count, diversity, similarity, calibration });
        expect([...answer].sort((a, b) => b.score - a.score)).toEqual(list);
        expect(answer.slice(count * 5)).toEqual(list.slice(count * 5));
      }),
    );
  });

  it('shows lists that differ more within the further the control is turned, on average', () => {
    const random = createRandom(7);
    const drawn = Array.from({ length: 60 }, () => {
      // A taste for one category: its items lead, others follow.
      const scored = Array.from({ length: items.count }, (_, item) => ({
        item,
        score: random.next() - (item % 4) / 4,
      }));
      return scored.sort((a, b) => b.score - a.score);
    });
    const distances = CONTROLS.map((diversity) => {
      const sums = drawn.map((list) =>
        intraListDistance(
          itemsOf(diversify(list, { count: 10, diversity, similarity })),
          10,
          (a, b) => 1 - similarity(a, b),
        ),
      );
      return sums.reduce((a, b) => a + b, 0) / drawn.length;
    });
    for (let k = 1; k < distances.length; k++) expect(distances[k]).toBeGreaterThanOrEqual(distances[k - 1]!);
    expect(distances.at(-1)).toBeGreaterThan(distances[0]! + 0.05);
  });

  it('keeps the best item first where nothing is to be mirrored', () => {
    fc.assert(
      fc.property(lists, (list) => {
        expect(diversify(list, { count: 10, diversity: 1, similarity })[0]).toBe(list[0]);
      }),
    );
  });

  it('passes over a twin for the next best thing', () => {
    const list = [0, 1, 2].map((item) => ({ item, score: -item }));
    const twins = (a: number, b: number): number => (a + b === 1 ? 1 : 0);
    expect(itemsOf(diversify(list, { count: 3, diversity: 1, similarity: twins }))).toEqual([0, 2, 1]);
  });

  it('comes nearer to the categories of the shopper where they are given', () => {
    const shares = new Map([
      [1, 0.5],
      [2, 0.5],
    ]);
    const list = Array.from({ length: 60 }, (_, k) => ({ item: (k * 4 + (k > 40 ? k % 2 : 2)) % 120, score: -k }));
    const divergenceAt = (diversity: number): number => {
      const calibration = { shares, categoryOf: items.category };
      const answer = diversify(list, { count: 10, diversity, similarity, calibration });
      return calibrationDivergence(
        [0, 0.5, 0.5, 0, 0],
        categoryShares(itemsOf(answer).slice(0, 10), items.category, 5),
      );
    };
    expect(divergenceAt(1)).toBeLessThan(divergenceAt(0));
  });
});

describe('the calibration state', () => {
  it('equals C_KL of the list so far with the item added, over its largest value', () => {
    const history = [0, 0.2, 0.5, 0.3, 0];
    const shares = new Map(
      history.map((share, category): [number, number] => [category, share]).filter(([, s]) => s > 0),
    );
    fc.assert(
      fc.property(fc.array(fc.nat(items.count - 1), { minLength: 1, maxLength: 12 }), (list) => {
        const state = createCalibrationState({ shares, categoryOf: items.category });
        list.slice(0, -1).forEach((item) => {
          state.add(item);
        });
        const expected = calibrationDivergence(history, categoryShares(list, items.category, 5)) / Math.log(100);
        expect(state.costOf(list.at(-1)!)).toBeCloseTo(expected, 10);
      }),
    );
  });
});

describe('createItemSimilarity', () => {
  it('is symmetric, between 0 and 1, and 1 for a warm item with itself', () => {
    const withContent = createItemSimilarity(items, (a, b) => (a === b ? 1 : -0.5));
    fc.assert(
      fc.property(fc.nat(items.count - 1), fc.nat(items.count - 1), (a, b) => {
        for (const likeness of [similarity, withContent]) {
          expect(likeness(a, b)).toBe(likeness(b, a));
          expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
          expect(likeness(a, b)).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
    expect(similarity(3, 3)).toBeCloseTo(1, 12);
    expect(withContent(3, 3)).toBeCloseTo(1, 12);
  });

  it('does not count what the shop does not have', () => {
    const bare = { ...items, category: new Uint16Array(items.count), brand: new Uint16Array(items.count) };
    expect(createItemSimilarity(bare)(5, 5)).toBeCloseTo(1, 12);
  });
});
