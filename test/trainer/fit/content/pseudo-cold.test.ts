import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS } from '../../../../core/events/event-weights.js';
import { createRandom } from '../../../../core/random.js';
import {
  pseudoColdFolds,
  pseudoColdQueries,
  withoutItems,
  withoutRowsOf,
} from '../../../../trainer/fit/content/pseudo-cold.js';
import { makeHistory } from '../make-history.js';

const rate = (user: number, item: number, time: number, rating: number) =>
  ({ user, item, time, rating, event: 'rate_item' }) as const;

const history = makeHistory(
  [
    rate(0, 1, 10, 5),
    rate(0, 4, 15, 2),
    rate(0, 2, 20, 4),
    rate(0, 4, 30, 5),
    rate(0, 3, 40, 5),
    rate(0, 5, 50, 4),
    // Disliked the held-out item.
    rate(1, 1, 10, 5),
    rate(1, 4, 20, 1),
    // Nothing is known before the held-out item.
    rate(2, 5, 10, 5),
    rate(2, 1, 20, 5),
    // The same moment is not before.
    rate(3, 0, 5, 3),
    rate(3, 1, 10, 5),
    rate(3, 4, 10, 4),
  ],
  { users: 4, items: 6 },
);
const mask = Uint8Array.from([0, 0, 0, 0, 1, 1]);

describe('items held out as if they were cold', () => {
  it('are drawn by seed, each eligible one into one fold and no other', () => {
    const eligible = Uint8Array.from({ length: 57 }, (_, i) => (i % 3 === 0 ? 0 : 1));
    const folds = pseudoColdFolds(eligible, createRandom(1));
    expect(folds).toHaveLength(10);
    const drawn = eligible.map((_, item) => folds.reduce((sum, fold) => sum + fold[item]!, 0));
    expect(drawn).toEqual(eligible);
    expect(pseudoColdFolds(eligible, createRandom(1))).toEqual(folds);
  });

  it('make fewer folds of fewer items', () => {
    expect(pseudoColdFolds(Uint8Array.from([1, 0, 1]), createRandom(1))).toHaveLength(2);
    expect(pseudoColdFolds(new Uint8Array(3), createRandom(1))).toHaveLength(0);
  });

  it('are no more than enough in a large catalog', () => {
    const folds = pseudoColdFolds(new Uint8Array(30_000).fill(1), createRandom(1));
    expect(folds).toHaveLength(1);
    expect(folds[0]!.reduce((sum, mark) => sum + mark, 0)).toBe(3000);
  });

  it('leave no event in the history, which keeps its items and users', () => {
    const without = withoutItems(history, mask);
    expect([...without.item].some((item) => mask[item] === 1)).toBe(false);
    expect(without.itemIds).toBe(history.itemIds);
    expect(without.item).toHaveLength(7);
  });

  it('ask one question a user who came to like one: what was known before, and all of them that were liked', () => {
    const { known, queries } = pseudoColdQueries(history, mask, DEFAULT_EVENT_WEIGHTS);
    expect(queries.map(({ user, time, relevant }) => ({ user, time, relevant }))).toEqual([
      { user: 0, time: 30, relevant: [4, 5] },
      { user: 3, time: 10, relevant: [4] },
    ]);
    const itemsOf = (at: number): number[] => {
      const { historyFrom, historyTo } = queries[at]!;
      return [...known.item.subarray(historyFrom, historyTo)];
    };
    expect(itemsOf(0)).toEqual([1, 2]);
    expect(itemsOf(1)).toEqual([0]);
  });

  it('have no row and stand in none', () => {
    const rows = {
      start: Uint32Array.from([0, 2, 3, 3, 3, 4, 4]),
      target: Uint32Array.from([4, 2, 3, 1]),
      weight: Float32Array.from([0.5, 0.25, 1, 2]),
    };
    expect(withoutRowsOf(rows, mask)).toEqual({
      start: Uint32Array.from([0, 1, 2, 2, 2, 2, 2]),
      target: Uint32Array.from([2, 3]),
      weight: Float32Array.from([0.25, 1]),
    });
  });
});
