import { describe, expect, it } from 'vitest';
import { createEngine } from '../../engine/engine.js';
import { toPersonalProblem } from '../../engine/personal-problem.js';
import { kindShop, shopperOf, viewsOf } from './personal-model/shoppers.js';

const engine = createEngine(kindShop());

describe('a personal problem', () => {
  it('needs five distinct items', () => {
    expect(toPersonalProblem(shopperOf([1, 2, 3, 4, 1, 2], engine), 1)).toBeUndefined();
    expect(toPersonalProblem(shopperOf([1, 2, 3, 4, 5], engine), 1)).toBeDefined();
  });

  it('holds the shopper’s items, oldest first, and then the rest of a small catalog', () => {
    const { history, itemCount, factors, category, logWeight } = toPersonalProblem(
      shopperOf([9, 3, 7, 3, 5, 1], engine),
      1,
    )!;
    expect([...history.item]).toEqual([0, 1, 2, 3, 4]);
    expect([...history.step]).toEqual([0, 1, 2, 4, 5]);
    expect(itemCount).toBe(240);
    expect(factors.subarray(0, 6)).toEqual(engine.factors.subarray(9 * 6, 10 * 6));
    expect([...category.subarray(0, 3)]).toEqual([9, 3, 7].map((item) => 1 + (item % 6)));
    expect(logWeight.every((value) => value === 0)).toBe(true);
  });

  it('takes a step for all that was met at one time', () => {
    const recommender = shopperOf([], engine);
    const [first, second] = [viewsOf([0])[0]!, viewsOf([0, 1])[1]!];
    const ids = (items: readonly number[]): { item_id: string }[] =>
      items.map((i) => ({ item_id: `item-${String(i)}` }));
    recommender.setEvents([
      { ...first, items: ids([4, 5, 6]) },
      { ...second, items: ids([7, 8, 4]) },
    ]);
    expect([...toPersonalProblem(recommender, 1)!.history.step]).toEqual([0, 0, 0, 1, 1]);
  });

  it('samples a large catalog so that the rows stand for all of it, and the same way for the same seed', () => {
    const large = createEngine(kindShop(6000));
    const recommender = shopperOf([1, 2, 3, 4, 5], large);
    const problem = toPersonalProblem(recommender, 1)!;
    expect(problem.itemCount).toBeLessThanOrEqual(2005);
    let stoodFor = 0;
    for (const value of problem.logWeight.subarray(5)) stoodFor += Math.exp(value);
    expect(stoodFor / 5995).toBeGreaterThan(0.95);
    expect(stoodFor / 5995).toBeLessThan(1.05);
    expect(toPersonalProblem(recommender, 1)).toEqual(problem);
    expect(toPersonalProblem(recommender, 2)).not.toEqual(problem);
  });
});
