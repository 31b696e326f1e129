import { describe, expect, it } from 'vitest';
import { createEngine } from '../../engine/engine.js';
import { buildPersonalProblem, toPersonalProblem } from '../../engine/personal-problem.js';
import { kindShop, shopperOf, viewsOf } from './personal-model/shoppers.js';

const engine = createEngine(kindShop());

describe('a personal problem', () => {
  it('needs five distinct items', () => {
    expect(toPersonalProblem(shopperOf([1, 2, 3, 4, 1, 2], engine), 'forbid')).toBeUndefined();
    expect(toPersonalProblem(shopperOf([1, 2, 3, 4, 5], engine), 'forbid')).toBeDefined();
  });

  it('holds the list before each step, oldest first, as the shipped model gave it then', () => {
    const seen = [9, 3, 7, 5, 1, 20, 21];
    const { choices, factors } = toPersonalProblem(shopperOf(seen, engine), 'forbid')!;
    const last = choices.taken.length - 1;
    const from = choices.start[last]!;
    const then = shopperOf(seen.slice(0, -1), engine).rank({ count: 240, repeats: 'forbid', now: 1_700_000_360 });
    const ranks = [...choices.score.subarray(from + 1, from + 101)];
    const others = then.filter(({ item }) => item !== 21);
    ranks.forEach((score, k) => expect(score).toBeCloseTo(others[k]!.score, 5));
    expect(choices.score[from]).toBeCloseTo(then.find(({ item }) => item === 21)!.score, 5);
    const row = choices.row[from]!;
    expect(factors.subarray(row * 6, (row + 1) * 6)).toEqual(engine.factors.subarray(21 * 6, 22 * 6));
  });

  it('takes one choice for all that was met at one time', () => {
    const recommender = shopperOf([], engine);
    const [first, second] = [viewsOf([0])[0]!, viewsOf([0, 1])[1]!];
    const ids = (items: readonly number[]): { item_id: string }[] =>
      items.map((i) => ({ item_id: `item-${String(i)}` }));
    recommender.setEvents([
      { ...first, items: ids([4, 5, 6]) },
      { ...second, items: ids([7, 8, 4]) },
    ]);
    expect([...toPersonalProblem(recommender, 'forbid')!.choices.taken]).toEqual([2]);
    expect([...toPersonalProblem(recommender, 'allow')!.choices.taken]).toEqual([3]);
  });

  it('lets the rows of a list stand for all of it', () => {
    const { choices } = toPersonalProblem(shopperOf([1, 2, 3, 4, 5, 6, 7], engine), 'forbid')!;
    for (let c = 0; c < choices.taken.length; c++) {
      let stoodFor = 0;
      for (let k = choices.start[c]!; k < choices.start[c + 1]!; k++) stoodFor += Math.exp(choices.logWeight[k]!);
      const listed = shopperOf([1, 2, 3, 4, 5, 6, 7].slice(0, 2 + c), engine).rank({ count: 240, repeats: 'forbid' });
      expect(stoodFor).toBeCloseTo(listed.length, 3);
    }
  });

  it('holds the system of the engine’s own fold-in, factorised', () => {
    const recommender = shopperOf([1, 2, 3, 4, 5, 6], engine);
    const { foldIn } = toPersonalProblem(recommender, 'forbid')!;
    expect(foldIn).toEqual(engine.signals.factors.foldInFactor(recommender.profile));
  });

  it('can be built in pieces, the latest twelve steps at most', () => {
    const recommender = shopperOf([...Array(30).keys()], engine);
    const building = buildPersonalProblem(recommender, 'forbid');
    let pieces = 0;
    while (building.next().done !== true) pieces++;
    expect(pieces).toBe(12);
    expect(toPersonalProblem(recommender, 'forbid')!.choices.taken).toHaveLength(12);
    expect(toPersonalProblem(recommender, 'forbid')).toEqual(toPersonalProblem(recommender, 'forbid'));
  });
});
