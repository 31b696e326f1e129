import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../engine/engine.js';
import { evaluateModel, type ModelUnderTest } from '../../../trainer/evaluate/evaluate-model.js';
import type { EvaluationResult } from '../../../trainer/evaluate/evaluation-result.js';
import { describeVerdict } from '../../../trainer/evaluate/report-format.js';
import type { Split, SplitOptions } from '../../../trainer/evaluate/split.js';
import { createTemporalSplit } from '../../../trainer/evaluate/temporal.js';
import { createUnseenUsersSplit } from '../../../trainer/evaluate/unseen-users.js';
import { localStatistics } from '../../../trainer/fit/statistics.js';
import type { History } from '../../../trainer/history.js';
import { SILENT_PROGRESS } from '../../../trainer/progress.js';
import { TRAIN_DEFAULTS, trainModel } from '../../../trainer/train/train-model.js';
import { exampleShop } from './example-shop.js';

const { history, catalog } = exampleShop({ users: 500, items: 40, seed: 4 });

function evaluate(createSplit: (history: History, options: SplitOptions) => Split) {
  const split = createSplit(history, { repeats: 'forbid', seed: 1, maxQueries: 60 });
  const inputs = { history: split.test.fit, catalog, statistics: localStatistics, progress: SILENT_PROGRESS };
  const engine = createEngine(trainModel(inputs, { ...TRAIN_DEFAULTS, budget: 'quick' }).model);
  const tested: ModelUnderTest = { engine, previous: engine, split, history, catalog };
  const listed: number[] = [];
  const evaluated = evaluateModel(tested, {
    k: [10, 20, 100],
    seed: 1,
    statistics: localStatistics,
    onLists: (asked, lists) => listed.push(asked.length, lists.length),
    onStep: () => undefined,
  });
  return { ...evaluated, listed };
}

function namesOf({ rankers }: EvaluationResult): string[] {
  return rankers.map(({ name }) => name);
}

describe('evaluateModel on a split by time', () => {
  const { result, parts, listed } = evaluate(createTemporalSplit);

  it('shows the model, its control, tuned neighbours and the previous artifact', () => {
    const names = namesOf(result);
    expect(names.slice(0, 2)).toEqual(['Shelfwise', 'Shelfwise, shuffled order']);
    expect(names).toContain('user-kNN');
    expect(names.at(-1)).toBe('previous artifact');
  });

  it('gives the previous artifact the figures of the model where it is the same', () => {
    expect(result.rankers.at(-1)!.metrics).toEqual(result.rankers[0]!.metrics);
  });

  it('measures every cut-off that was asked for', () => {
    expect(result.k).toEqual([10, 20, 100]);
    for (const { metrics } of result.rankers) expect(metrics['ndcg@100']).toBeDefined();
  });

  it('hands over the lists of the model alone', () => {
    expect(listed).toEqual([result.counts.queries, result.counts.queries]);
  });

  it('never calls the control the best baseline', () => {
    expect(result.rankers.filter(({ isControl }) => isControl).map(({ name }) => name)).toEqual([
      'Shelfwise, shuffled order',
    ]);
    expect(describeVerdict(result)).not.toContain('shuffled order');
  });

  it('measures scenarios and no curve over new shoppers', () => {
    expect(new Set(parts.scenarios!.map(({ scenario }) => scenario)).size).toBeGreaterThan(2);
    expect(parts.coldUsers).toBeUndefined();
  });
});

describe('evaluateModel on users kept out of training', () => {
  const { result, parts } = evaluate(createUnseenUsersSplit);

  it('says that the previous artifact has seen what is asked for', () => {
    expect(namesOf(result).at(-1)).toBe('previous artifact, has seen the test');
  });

  it('draws the curve over new shoppers and measures no scenario', () => {
    expect(parts.scenarios).toBeUndefined();
    const names = parts.coldUsers!.rankers.map(({ name }) => name);
    expect(names[0]).toBe('Shelfwise');
    expect(names).toEqual(expect.arrayContaining(['fold-in', 'popularity']));
  });
});
