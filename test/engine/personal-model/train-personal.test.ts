import { describe, expect, it } from 'vitest';
import type { PersonalProblem } from '../../../core/protocol.js';
import { createEngine } from '../../../engine/engine.js';
import { trainPersonal } from '../../../engine/personal-model/train-personal.js';
import { tf } from '../../../engine/personal-model/tensorflow.js';
import { toPersonalProblem } from '../../../engine/personal-problem.js';
import type { Recommender } from '../../../engine/recommender.js';
import { categoryLover, kindLover, kindShop, shopperOf, viewsOf } from './shoppers.js';

const engine = createEngine(kindShop());

function problemOf(items: readonly number[]): PersonalProblem {
  return toPersonalProblem(shopperOf(items, engine), 'forbid')!;
}

/** Mean position of items in the list of all that the shopper does not know. */
function meanRank(recommender: Recommender, items: readonly number[]): number {
  const list = recommender.rank({ count: 240, repeats: 'forbid' }).map(({ item }) => item);
  return items.reduce((sum, item) => sum + list.indexOf(item), 0) / items.length;
}

describe('the personal model', () => {
  it('is kept for a shopper who likes what the factors cannot express, and ranks what comes next better', () => {
    const items = categoryLover(26);
    const recommender = shopperOf(items.slice(0, 20), engine);
    const next = items.slice(20);
    const before = meanRank(recommender, next);
    const result = trainPersonal(problemOf(items.slice(0, 20)));
    expect(result).toMatchObject({ kept: true });
    if (!result.kept) return;
    expect(result.gain).toBeGreaterThan(result.standardError);
    const others = result.categoryOffset.filter((_, category) => category !== 3);
    expect(result.categoryOffset[3]).toBeGreaterThan(Math.max(...others));
    recommender.setPersonal(result);
    expect(meanRank(recommender, next)).toBeLessThan(before / 2);
  });

  it('is not kept for a shopper whom the closed form knows', () => {
    expect(trainPersonal(problemOf(kindLover(20)))).toMatchObject({ kept: false });
  });

  it('is not kept where too few steps could be held out', () => {
    const order = { ...viewsOf([0])[0]!, items: viewsOf(categoryLover(20)).flatMap(({ items }) => items) };
    const recommender = shopperOf([], engine);
    recommender.setEvents([order]);
    expect(trainPersonal(toPersonalProblem(recommender, 'forbid')!)).toEqual({
      kept: false,
      gain: 0,
      standardError: Infinity,
      steps: 0,
    });
  });

  it('gives the same result for the same problem', () => {
    const problem = problemOf(categoryLover(12));
    expect(trainPersonal(problem)).toEqual(trainPersonal(problem));
  });

  it('lets a further event change the list at once, and keeps what it has learned', () => {
    const recommender = shopperOf(categoryLover(20), engine);
    const result = trainPersonal(toPersonalProblem(recommender, 'forbid')!);
    recommender.setPersonal(result.kept ? result : undefined);
    const before = recommender.rank({ count: 5, repeats: 'forbid' });
    expect(before.every(({ item }) => engine.model.items.category[item] === 3)).toBe(true);
    recommender.track({ ...viewsOf([before[1]!.item])[0]!, time: 1_800_000_000_000 });
    const after = recommender.rank({ count: 5, repeats: 'forbid' });
    expect(after.map(({ score }) => score)).not.toEqual(before.map(({ score }) => score));
    expect(recommender.personal).toBeDefined();
  });

  it('explains scores to the last digit, and what it adds counts as rest', () => {
    const recommender = shopperOf(categoryLover(20), engine);
    const result = trainPersonal(toPersonalProblem(recommender, 'forbid')!);
    recommender.setPersonal(result.kept ? result : undefined);
    const [first] = recommender.rank({ count: 1, repeats: 'forbid' });
    const explained = recommender.explain(first!.item, 'forbid')!;
    const sum = [...explained.shares.values()].reduce((a, b) => a + b, explained.rest);
    expect(sum).toBeCloseTo(first!.score, 9);
  });

  it('leaves no tensor behind, whether it is kept, dropped or fails', () => {
    const before = tf.memory().numTensors;
    trainPersonal(problemOf(categoryLover(20)));
    trainPersonal(problemOf(kindLover(8)));
    expect(() => trainPersonal(huge(problemOf(categoryLover(20))))).toThrow();
    expect(tf.memory().numTensors).toBe(before);
  });
});

/** Finite numbers that do not stay so. */
function huge(problem: PersonalProblem): PersonalProblem {
  return { ...problem, choices: { ...problem.choices, logWeight: problem.choices.logWeight.map(() => 1e38) } };
}

describe('a problem that is malformed', () => {
  const good = problemOf(categoryLover(12));
  const spoilt: readonly (readonly [name: string, problem: PersonalProblem])[] = [
    ['NaN in the factors', { ...good, factors: good.factors.map((value, k) => (k === 3 ? NaN : value)) }],
    ['a fold-in that cannot be solved', { ...good, foldIn: good.foldIn.map(() => 0) }],
    ['NaN in the scores', { ...good, choices: { ...good.choices, score: good.choices.score.map(() => NaN) } }],
    ['a huge dimension', { ...good, dimension: 1e9 }],
    ['no rows', { ...good, itemCount: 0 }],
    ['a row outside', { ...good, choices: { ...good.choices, row: good.choices.row.map(() => 1e6) } }],
    ['a choice of nothing', { ...good, choices: { ...good.choices, taken: good.choices.taken.map(() => 0) } }],
    ['choices that end early', { ...good, choices: { ...good.choices, start: good.choices.start.map(() => 0) } }],
    ['a category outside', { ...good, categoryCount: 1 }],
    ['factors cut short', { ...good, factors: good.factors.subarray(1) }],
    ['numbers that overflow', huge(good)],
  ];

  it.each(spoilt)('is refused with a code: %s', (_name, problem) => {
    expect(() => trainPersonal(problem)).toThrow(expect.objectContaining({ code: 'personal/failed' }) as Error);
  });
});
