import type { Blend, Repeats } from '../../core/artifact/blend-section.js';
import { DEFAULT_EVENT_WEIGHTS } from '../../core/events/event-weights.js';
import { toHits } from '../../core/metrics/hits.js';
import { ndcg } from '../../core/metrics/ndcg.js';
import { bootstrapDifference, bootstrapMean, drawResamples, type Interval } from '../../core/metrics/bootstrap.js';
import { createRandom, type Random } from '../../core/random.js';
import { createEngine, type Engine } from '../../engine/engine.js';
import { createSlate } from '../../engine/slate.js';
import type { PersonalModel } from '../../engine/personal.js';
import { rankSlate, scoreSlate } from '../../engine/slate-scores.js';
import { isCold, type Query } from '../evaluate/query.js';
import { createTemporalSplit } from '../evaluate/temporal.js';
import { fitBlend } from '../fit/fit-blend.js';
import type { SlateSource, TrendsAt } from '../fit/labelled-slates.js';
import { withPriorScale } from '../fit/prototypes/fit-prototypes.js';
import { circumstancesOf, rowsToProfile } from '../fit/query-profile.js';
import { rescaleBlend, scoreRatios } from '../fit/rescale-blend.js';
import { localStatistics } from '../fit/statistics.js';
import { createValidation, type Validation } from '../fit/validation.js';
import type { Catalog, History } from '../history.js';
import type { Progress } from '../progress.js';
import { ABLATION_STEPS, LEFT_OUT_STEPS, WHOLE_STEP, type AblationStep } from './ablation-steps.js';
import { SEARCH_SPACES } from './budget.js';
import { choosePrior } from './choose-prior.js';
import { countBase } from './count-base.js';
import { fitModel, UNTUNED } from './fit-model.js';
import { createStaleTrends, createTrendsAt } from './stale-trends.js';
import { chooseSettings, readCatalog, toShape, TRAIN_DEFAULTS, VALIDATION } from './train-model.js';

export interface AblationOptions {
  readonly repeats: Repeats;
  /** Default 3,000. */
  readonly maxQueries?: number;
}

export interface AblationRow {
  readonly step: string;
  readonly queries: number;
  readonly ndcg10: Interval;
  /** To the step before, query by query; null for the first. Where a part is left out: of the whole to what is left. */
  readonly difference: Interval | null;
  /** What the gate chose: `blend`, `network` or a single feature. */
  readonly chosen: string;
}

/** What was measured, and with what: a further step may go on from the last blend. */
export interface Ablation {
  readonly rows: readonly AblationRow[];
  /** The whole without one part each. */
  readonly leftOut: readonly AblationRow[];
  /** The last step's. */
  readonly blend: Blend;
  readonly queries: readonly Query[];
  readonly asked: Asked;
  readonly random: Random;
}

const K = 10;
const MAX_QUERIES = 3000;

export interface AblationInputs {
  readonly history: History;
  readonly catalog: Catalog;
  readonly progress: Progress;
}
/**
 * Popularity, then one part after another: base models are fitted once before each cut of the global time split, and for each
 * step a blend of that step's features is fitted on the validation queries and carried to the same test queries. All steps
 * rank the whole generator's candidates, so what is compared is ranking alone. Budget quick, seed 1.
 */
export function ablate(inputs: AblationInputs, { repeats, maxQueries = MAX_QUERIES }: AblationOptions): Ablation {
  const random = createRandom(TRAIN_DEFAULTS.seed).fork('ablation');
  const split = createTemporalSplit(inputs.history, { repeats, seed: TRAIN_DEFAULTS.seed, maxQueries });
  const queries = split.test.queries.filter((query) => !isCold(query));
  const base = fitBaseModels({ ...inputs, history: split.test.fit }, split.cuts?.tuneFrom);
  const blends = [...ABLATION_STEPS, ...LEFT_OUT_STEPS].map((step) => {
    inputs.progress.step(`blending ${step.name}`);
    return fitStep(step, base, repeats);
  });
  inputs.progress.step(`ranking ${String(queries.length)} predictions`);
  const asked: Asked = { ...base, history: split.test.observed, repeats };
  const columns = scoreSteps(queries, blends, asked);
  const resamples = drawResamples(
    queries.map(({ user }) => user),
    random.fork('bootstrap'),
  );
  const toRow = (column: Float64Array, at: number, difference: Interval | null): AblationRow => ({
    step: blends[at]!.step.name,
    queries: queries.length,
    ndcg10: bootstrapMean(column, resamples),
    difference,
    chosen: blends[at]!.chosen,
  });
  const whole = columns[ABLATION_STEPS.findIndex(({ name }) => name === WHOLE_STEP)]!;
  const all = columns.map((column, at) => {
    if (at === 0) return toRow(column, at, null);
    const isLeftOut = at >= ABLATION_STEPS.length;
    const [better, worse] = isLeftOut ? [whole, column] : [column, columns[at - 1]!];
    return toRow(column, at, bootstrapDifference(better, worse, resamples));
  });
  const [rows, leftOut] = [all.slice(0, ABLATION_STEPS.length), all.slice(ABLATION_STEPS.length)];
  return { rows, leftOut, blend: blends[ABLATION_STEPS.length - 1]!.blend, queries, asked, random };
}

interface BaseModels {
  readonly validation: Validation;
  /** As of the first cut, with and without the prototypes' pull on the fold-in: blends are fitted on these. */
  readonly source: SlateSource;
  readonly plainSource: SlateSource;
  /** As of the second cut: test queries are asked of these. */
  readonly engine: Engine;
  readonly plainEngine: Engine;
}

/** `trainModel` up to the blends. */
function fitBaseModels(inputs: AblationInputs, from: number | undefined): BaseModels {
  const { history, progress } = inputs;
  const options = { ...TRAIN_DEFAULTS, budget: 'quick' } as const;
  const random = createRandom(options.seed);
  const validation = createValidation(
    history,
    { eventWeights: DEFAULT_EVENT_WEIGHTS, ...VALIDATION, ...(from === undefined ? {} : { from }) },
    random.fork('validation'),
  );
  const shop = readCatalog(inputs.catalog, random);
  const training = { ...inputs, statistics: localStatistics };
  const { base, eventWeights, rows, factors } = chooseSettings(training, options, { validation, random });
  const context = {
    ...training,
    ...toShape(options, history.itemIds.length),
    shop,
    eventWeights,
    kind: validation.kind,
    random,
  };
  progress.step('fitting as of the first cut');
  const settings = { rows, factors, ...UNTUNED };
  const first = fitModel({ ...context, history: validation.fitHistory, base, settings });
  const prior = choosePrior(first.engine, validation);
  const trendsAt = createStaleTrends(prior.engine, validation, {
    statistics: localStatistics,
    random: random.fork('trends'),
  });
  progress.step('fitting as of the second cut');
  const refitted = fitModel({
    ...context,
    history,
    base: countBase(history, { ...options, eventWeights }, localStatistics),
    settings: { ...settings, priorScale: prior.scale },
  }).engine;
  const source = { engine: prior.engine, history: validation.history, trendsAt };
  return {
    validation,
    source,
    plainSource: { ...source, engine: withoutPrior(source.engine) },
    engine: refitted,
    plainEngine: withoutPrior(refitted),
  };
}

/** Prototypes stay a signal of their own and leave the fold-in alone. */
function withoutPrior(engine: Engine): Engine {
  const { prototypes } = engine.model;
  if (prototypes === undefined) return engine;
  return createEngine({ ...engine.model, prototypes: withPriorScale(prototypes, 0) }, engine.kernel);
}

interface StepBlend {
  readonly step: AblationStep;
  readonly blend: Blend;
  readonly chosen: string;
}

function fitStep(step: AblationStep, base: BaseModels, repeats: Repeats): StepBlend {
  const { validation } = base;
  const source = step.hasPrior ? base.source : base.plainSource;
  const refitted = step.hasPrior ? base.engine : base.plainEngine;
  const random = createRandom(TRAIN_DEFAULTS.seed);
  const { fit, gate } = validation;
  const fitted = fitBlend([{ source, fit, gate }], {
    // What the budget quick gives a blend; it tries no network, so that step has what the budget normal gives.
    ...SEARCH_SPACES[step.hasNetwork ? 'normal' : 'quick'].blend,
    name: repeats,
    random: random.fork(repeats),
    features: step.features,
  });
  const blend = rescaleBlend(fitted, scoreRatios({ fitted: source.engine, refitted }, validation));
  return { step, blend, chosen: fitted.chosen };
}

export interface Asked {
  readonly engine: Engine;
  readonly plainEngine: Engine;
  /** What the queries' rows point into. */
  readonly history: History;
  readonly repeats: Repeats;
}

/** f64[queries] of NDCG@10 a step. A query's candidates and features are made once for all steps. */
function scoreSteps(queries: readonly Query[], blends: readonly StepBlend[], asked: Asked): Float64Array[] {
  const columns = blends.map(() => new Float64Array(queries.length));
  const trendsAt = createTrendsAt(asked.engine, asked.history, localStatistics);
  const inTime = queries.map((_, at) => at).sort((a, b) => queries[a]!.time - queries[b]!.time || a - b);
  for (const at of inTime) {
    const query = queries[at]!;
    for (const hasPrior of [false, true]) {
      const rank = createList(query, { ...asked, trendsAt, engine: hasPrior ? asked.engine : asked.plainEngine });
      blends.forEach(({ step, blend }, column) => {
        if (step.hasPrior === hasPrior) columns[column]![at] = rank(blend);
      });
    }
  }
  return columns;
}

/** Candidates and features of a query; the result gives NDCG@10 of a blend over them. */
export function createList(
  query: Query,
  at: Omit<Asked, 'plainEngine'> & { readonly trendsAt: TrendsAt; readonly personal?: PersonalModel },
): (blend: Blend) => number {
  const { engine, history, personal, repeats, trendsAt } = at;
  const range = { from: query.historyFrom, to: query.historyTo };
  const profile = rowsToProfile(history, range, engine.model.settings.eventWeights);
  const slate = createSlate(engine, profile, {
    repeats,
    trends: trendsAt(query.time),
    ...circumstancesOf(history, query),
    ...(personal === undefined ? {} : { personal }),
  });
  const relevant = new Set(query.relevant);
  return (blend) => {
    const list = rankSlate(scoreSlate(slate, blend), K).map((row) => slate.items[row]!);
    return ndcg(toHits(list, relevant, K), relevant.size, K);
  };
}
