import type { Task } from '../../core/artifact/blend-section.js';
import { createRandom } from '../../core/random.js';
import { createEngine, type Engine } from '../../engine/engine.js';
import { createSlate } from '../../engine/slate.js';
import { rankSlate, scoreSlate } from '../../engine/slate-scores.js';
import { circumstancesOf } from '../fit/query-profile.js';
import type { StatisticsEngine } from '../fit/statistics.js';
import type { Catalog, History } from '../history.js';
import { createTrendsAt } from '../train/stale-trends.js';
import { createBaselines, tuneKnnDecay, tuneUserKnn } from './baselines.js';
import {
  coldUserCurve,
  createPopularityColdRanker,
  createScorerRanker,
  type ColdUserCurve,
  type ColdUserRanker,
} from './cold-user-curve.js';
import { evaluateRankers } from './evaluate.js';
import type { EvaluationResult } from './evaluation-result.js';
import { countItemPopularity } from './item-popularity.js';
import { createModelRanker } from './model-ranker.js';
import type { Query } from './query.js';
import type { RankedLists } from './ranked-lists.js';
import type { Ranker } from './ranker.js';
import type { ReportParts } from './report-parts.js';
import { measureScenarios } from './scenarios/measure-scenarios.js';
import { createShuffledOrderRanker } from './shuffled-order.js';
import type { Split } from './split.js';

export interface ModelUnderTest {
  /** Fitted on `split.test.fit`. */
  readonly engine: Engine;
  /** An artifact that stands already, to be compared with. */
  readonly previous: Engine | undefined;
  readonly split: Split;
  /** What was split. */
  readonly history: History;
  readonly catalog: Catalog;
}

export interface EvaluateModelOptions {
  readonly k: readonly number[];
  readonly seed: number;
  readonly statistics: StatisticsEngine;
  /** Told the model's own lists over the queries with a history. */
  readonly onLists: (queries: readonly Query[], lists: RankedLists) => void;
  readonly onStep: (what: string) => void;
}

/**
 * The model beside its control, tuned baselines and the previous artifact; every scenario by its own measure where the
 * split is by time; the curve over new shoppers where users were kept out of training.
 */
export function evaluateModel(
  tested: ModelUnderTest,
  options: EvaluateModelOptions,
): { readonly result: EvaluationResult; readonly parts: ReportParts } {
  const { catalog, split } = tested;
  const { fit, observed, queries } = split.test;
  const { onStep, onLists, k, seed } = options;
  onStep('tuning baselines');
  const rankers = createRankers(tested, options);
  onStep(`ranking ${String(queries.length)} predictions`);
  const result = evaluateRankers(queries, rankers, {
    k,
    history: observed,
    catalog,
    popularity: countItemPopularity(fit),
    seed,
    onRanked: (ranker, asked, lists) => {
      if (ranker === rankers[0]) onLists(asked, lists);
    },
  });
  return { result, parts: measureParts(tested, options) };
}

/** The model first. */
function createRankers(tested: ModelUnderTest, { seed, statistics }: EvaluateModelOptions): Ranker[] {
  const { engine, previous, split } = tested;
  const { repeats } = split;
  const { observed, queries } = split.test;
  const trendsAt = createTrendsAt(engine, observed, statistics);
  const modelOver = (history: History, asked?: Query): Ranker =>
    createModelRanker(engine, {
      history,
      repeats,
      task: toTask(split),
      trendsAt,
      ...(asked === undefined ? {} : { circumstances: circumstancesOf(observed, asked) }),
    });
  const baselines = createBaselines(split.test, {
    repeats,
    knnDecay: tuneKnnDecay(split.tune, { repeats }),
    userNeighbours: tuneUserKnn(split.tune, { repeats }),
    ...(previous === undefined
      ? {}
      : {
          previous: {
            engine: previous,
            queries,
            task: toTask(split),
            ...(split.protocol === 'unseen-users' ? { hasSeenAnswers: true } : {}),
            trendsOf: (history: History) => createTrendsAt(previous, history, statistics),
          },
        }),
  });
  return [modelOver(observed), createShuffledOrderRanker(observed, seed, modelOver), ...baselines];
}

/** Items hidden anywhere in a history are no next step. */
function toTask({ protocol }: Split): Task {
  return protocol === 'unseen-users' ? 'basket' : 'next';
}

function measureParts(tested: ModelUnderTest, { seed, statistics, onStep }: EvaluateModelOptions): ReportParts {
  const { engine, history, split } = tested;
  if (split.protocol === 'unseen-users') {
    onStep('asking for new shoppers');
    return { coldUsers: measureColdUsers(tested, seed) };
  }
  if (split.cuts === null) return {};
  onStep('measuring scenarios');
  const scenarios = measureScenarios({
    engine,
    history,
    from: split.cuts.testFrom,
    random: createRandom(seed).fork('scenarios'),
    trendsAt: createTrendsAt(engine, history, statistics),
  });
  return { scenarios };
}

function measureColdUsers({ engine, history, split }: ModelUnderTest, seed: number): ColdUserCurve {
  const { fit, queries } = split.test;
  const { model, kernel, signals } = engine;
  const { count } = model.items;
  const withoutPrior = createEngine({ ...model, prototypes: undefined }, kernel).signals.factors;
  const hasPrototypes = model.prototypes !== undefined;
  const rankers: ColdUserRanker[] = [
    {
      name: 'Shelfwise',
      rank: (profile, length) => {
        const slate = createSlate(engine, profile, { repeats: 'forbid' });
        return rankSlate(scoreSlate(slate, model.settings.blend.basket), length).map((row) => slate.items[row]!);
      },
    },
    ...(hasPrototypes ? [createScorerRanker('fold-in with prior', signals.factors, count)] : []),
    createScorerRanker('fold-in', withoutPrior, count),
    ...(hasPrototypes ? [createScorerRanker('prototypes', signals.prototypes, count)] : []),
    createPopularityColdRanker(Float32Array.from(countItemPopularity(fit).usersOf)),
  ];
  return coldUserCurve(rankers, {
    history,
    users: [...new Set(queries.map(({ user }) => user))],
    eventWeights: model.settings.eventWeights,
    seed,
  });
}
