import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS as eventWeights } from '../../../core/events/event-weights.js';
import {
  coldUserCurve,
  createPopularityColdRanker,
  createScorerRanker,
  type ColdUserRanker,
} from '../../../trainer/evaluate/cold-user-curve.js';
import { makeHistory } from '../fit/make-history.js';

/** Users 0 and 1 take items 0-13, user 2 takes 11 and is left out. */
const history = makeHistory(
  [14, 14, 11].flatMap((items, user) => Array.from({ length: items }, (_, item) => ({ user, item, time: item }))),
  { users: 3, items: 40 },
);
const options = { history, users: [0, 1, 2], eventWeights, seed: 1 };

describe('the cold-user curve', () => {
  it('asks with 1, 3, 5 and 10 known items of users with at least 12', () => {
    const seen = new Set<number>();
    const watcher: ColdUserRanker = {
      name: 'watcher',
      rank: ({ known }) => {
        seen.add(known.size);
        return [...known.keys()];
      },
    };
    const curve = coldUserCurve([watcher], options);
    expect(curve.users).toBe(2);
    expect([...seen]).toEqual([1, 3, 5, 10]);
    expect(curve.rankers[0]!.points).toEqual([1, 3, 5, 10].map((known) => ({ known, ndcg10: 0, ndcg100: 0 })));
  });

  it('gives 1 to a ranker that knows and less to one that does not', () => {
    const known = Float32Array.from({ length: 40 }, (_, item) => (item < 14 ? 1 : 0));
    const wrong = known.map((value) => 1 - value);
    const curve = coldUserCurve([createPopularityColdRanker(known), createPopularityColdRanker(wrong)], options);
    for (const point of curve.rankers[0]!.points) expect([point.ndcg10, point.ndcg100]).toEqual([1, 1]);
    for (const point of curve.rankers[1]!.points) {
      expect(point.ndcg10).toBe(0);
      expect(point.ndcg100).toBeLessThan(1);
    }
  });

  it('knows the same items for the same seed, whichever users stand beside', () => {
    const orders = (users: readonly number[], seed: number): string[] => {
      const asked: string[] = [];
      const spy = createScorerRanker(
        'spy',
        { score: ({ known }, out) => (asked.push([...known.keys()].join()), out.fill(0)) },
        40,
      );
      coldUserCurve([spy], { ...options, users, seed });
      return asked;
    };
    expect(orders([0, 1], 1)).toEqual(orders([0, 1], 1));
    expect(orders([1], 1)).toEqual(orders([0, 1], 1).filter((_, at) => at % 2 === 1));
    expect(orders([0, 1], 2)).not.toEqual(orders([0, 1], 1));
  });

  it('is empty where nobody has items enough', () => {
    expect(coldUserCurve([createPopularityColdRanker(new Float32Array(40))], { ...options, users: [2] }).users).toBe(0);
  });
});
