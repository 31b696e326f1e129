import { encodeDisplay } from '../../core/artifact/display-section.js';
import { BLEND_NAMES, type Blend, type BlendName, type Settings } from '../../core/artifact/blend-section.js';
import { encodeModel, type Model, type ModelParts } from '../../core/artifact/model.js';
import type { SectionName } from '../../core/artifact/manifest.js';
import { DEFAULT_EVENT_WEIGHTS, type EventWeights } from '../../core/events/event-weights.js';
import { createRandom, type Random } from '../../core/random.js';
import { toContentFeatures } from '../fit/content/content-features.js';
import { fitContentVectors } from '../fit/content/content-vectors.js';
import { fitBlend, type BlendEffort, type BlendFit } from '../fit/fit-blend.js';
import type { SlateSource } from '../fit/labelled-slates.js';
import { createHiddenQueries } from '../fit/hidden-queries.js';
import { rescaleBlend, scoreRatios, type ScoreRatios } from '../fit/rescale-blend.js';
import type { StatisticsEngine } from '../fit/statistics.js';
import { toBrands, toCategories } from '../fit/taxonomy.js';
import { chooseTogetherMixes } from '../fit/together/choose-mixes.js';
import { createValidation, type Validation } from '../fit/validation.js';
import { applyFeedback, type Flood } from '../feedback/apply-feedback.js';
import type { Feedback } from '../feedback/feedback.js';
import type { Catalog, History } from '../history.js';
import type { Progress } from '../progress.js';
import type { FittedParts } from './assemble-model.js';
import { SEARCH_SPACES, toPolicyEffort, type Budget, type ColdEffort } from './budget.js';
import { chooseDiversity } from './choose-diversity.js';
import { chooseEventWeights } from './choose-event-weights.js';
import { chooseFactors, type FactorSettings } from './choose-factors.js';
import { choosePrior } from './choose-prior.js';
import { chooseRows, type RowSettings } from './choose-rows.js';
import { countBase, type BaseCounts } from './count-base.js';
import { fitColdBlend } from './fit-cold-blend.js';
import { decode, fitModel, UNTUNED, type BaseSettings, type CatalogFeatures, type FitContext } from './fit-model.js';
import { createStaleTrends } from './stale-trends.js';
import type { Trial } from './trial.js';

export interface TrainOptions {
  /** Default 1. */
  readonly seed: number;
  readonly budget: Budget;
  /** Items with fewer distinct users carry nothing derived from behaviour. Default 5. */
  readonly minUsers: number;
  /** The same for pairs of items. Default 2. */
  readonly minPairUsers: number;
  /** Epoch seconds: where the validation part begins. Default: 80 % of the events lie before. */
  readonly validationFrom?: number;
}

export const TRAIN_DEFAULTS = { seed: 1, budget: 'normal', minUsers: 5, minPairUsers: 2 } as const;

export interface TrainedModel {
  /** What a device decodes from the shipped bytes. */
  readonly model: Model;
  readonly sections: ReadonlyMap<SectionName, Uint8Array>;
  /** What the sections were made from, in full precision. */
  readonly fitted: FittedParts;
  readonly settings: BaseSettings;
  readonly epochs: number;
  readonly clock: Validation['kind'];
  readonly trials: readonly Trial[];
  readonly blends: Readonly<Record<BlendName, BlendFit>>;
  readonly supportedItems: number;
  /** Of the reports; undefined without feedback. */
  readonly flood: Flood | undefined;
}

export interface TrainInputs {
  readonly history: History;
  readonly catalog: Catalog;
  readonly statistics: StatisticsEngine;
  readonly progress: Progress;
  /** What devices told since the log ended. Default: nothing. */
  readonly feedback?: Feedback;
}

export const VALIDATION = { maxUsers: 6000, maxPerUser: 6 } as const;
const DIMENSION = 64;

/**
 * History -> model, in three movements: choose settings on what came after a cut and fit the blend there; refit the base
 * models on everything; carry the blend over. Deterministic for a seed.
 */
export function trainModel(inputs: TrainInputs, options: TrainOptions): TrainedModel {
  const { history, progress, statistics } = inputs;
  const random = createRandom(options.seed);
  const { validationFrom: from } = options;
  const validation = createValidation(
    history,
    { eventWeights: DEFAULT_EVENT_WEIGHTS, ...VALIDATION, ...(from === undefined ? {} : { from }) },
    random.fork('validation'),
  );
  progress.step(
    `validation: ${String(validation.fit.length)} + ${String(validation.gate.length)} predictions to choose by`,
  );
  const shop = readCatalog(inputs.catalog, random);
  const chosen = chooseSettings(inputs, options, { validation, random });
  const { eventWeights } = chosen;
  const context = {
    ...inputs,
    ...toShape(options, history.itemIds.length),
    shop,
    eventWeights,
    kind: validation.kind,
    random,
  };
  const tuned = tune(validation, chosen, context);
  progress.step('fitting on the whole history');
  const counted = countBase(history, { ...options, eventWeights }, statistics);
  const { categories } = shop;
  const told =
    inputs.feedback && applyFeedback(counted.popularity, inputs.feedback, { history, eventWeights, categories });
  const { engine: refitted, parts } = fitModel({
    ...context,
    history,
    base: { ...counted, ...(told && { popularity: told.popularity }) },
    settings: tuned.settings,
    demand: told?.demand,
  });
  const blend = carryBlends(tuned.blends, scoreRatios({ fitted: tuned.source.engine, refitted }, validation));
  const encoded = encodeModel(withSettings(refitted.model, { blend, diversity: tuned.diversity }));
  const sections = new Map<SectionName, Uint8Array>([...encoded, ['display', encodeDisplay(inputs.catalog.items)]]);
  progress.done();
  return {
    model: decode(encoded, refitted.model.items),
    sections,
    fitted: parts,
    settings: tuned.settings,
    epochs: context.shape.epochs,
    clock: validation.kind,
    trials: [...chosen.trials, ...tuned.trials],
    blends: tuned.blends,
    supportedItems: refitted.model.settings.foldIn.itemCount,
    flood: told?.flood,
  };
}

/** Nothing of a catalog without texts, categories or brands is kept. */
export function readCatalog(catalog: Catalog, random: Random): CatalogFeatures {
  const features = toContentFeatures(catalog);
  const content = features.featureCount === 0 ? undefined : fitContentVectors(features, random.fork('content'));
  return { catalog, features, content, categories: toCategories(catalog.items), brands: toBrands(catalog.items) };
}

export function toShape(
  { budget, minUsers, minPairUsers }: TrainOptions,
  itemCount: number,
): Pick<FitContext, 'shape' | 'limits'> & Effort {
  const space = SEARCH_SPACES[budget];
  return {
    shape: { dimension: DIMENSION, epochs: space.epochs },
    limits: { minUsers, minPairUsers },
    effort: space.blend,
    policyEffort: toPolicyEffort(space, itemCount),
  };
}

export interface Chosen {
  /** Counts of the part that was fitted on: the blend's base models are solved from the same. */
  readonly base: BaseCounts;
  readonly eventWeights: EventWeights;
  readonly rows: RowSettings;
  readonly factors: FactorSettings;
  readonly trials: readonly Trial[];
}

/** The settings of events, rows and factors, each judged alone. */
export function chooseSettings(
  { history, statistics, progress }: TrainInputs,
  options: TrainOptions,
  at: { readonly validation: Validation; readonly random: Random },
): Chosen {
  const { validation, random } = at;
  const space = SEARCH_SPACES[options.budget];
  const onTrial = (what: string): void => {
    progress.step(`trying ${what}`);
  };
  const trying = { validation, statistics, onTrial };
  const events = chooseEventWeights({ ...trying, history, limits: options, random: random.fork('events') });
  const { eventWeights } = events;
  const base = countBase(validation.fitHistory, { ...options, eventWeights }, statistics);
  const rows = chooseRows(base, { validation, eventWeights, space, onTrial });
  const factors = chooseFactors(base.interactions, { validation, eventWeights, random, space, onTrial });
  return {
    base,
    eventWeights,
    rows: rows.settings,
    factors: factors.settings,
    trials: [...events.trials, ...rows.trials, ...factors.trials],
  };
}

export interface Effort {
  readonly effort: ColdEffort;
  /** Of `forbid` and `allow`, which most lists are asked of. */
  readonly policyEffort: BlendEffort;
}

interface Tuned {
  readonly settings: BaseSettings;
  readonly source: SlateSource;
  readonly blends: Readonly<Record<BlendName, BlendFit>>;
  readonly diversity: number;
  readonly trials: readonly Trial[];
}

/** Fits the base models as of the cut, chooses on top of them what needs them whole, and fits the blends. */
function tune(
  validation: Validation,
  { base, rows, factors }: Chosen,
  context: Omit<FitContext, 'history' | 'base' | 'settings'> & Effort,
): Tuned {
  const { effort, policyEffort, progress, random, statistics } = context;
  const { history, fitHistory } = validation;
  progress.step('fitting as of the cut');
  const first = fitModel({ ...context, history: fitHistory, base, settings: { rows, factors, ...UNTUNED } });
  const prior = choosePrior(first.engine, validation);
  const engine = prior.engine;
  const mixes =
    engine.model.together === undefined
      ? UNTUNED.mixes
      : chooseTogetherMixes(engine, engine.model.together, { history, fitHistory, random: random.fork('mixes') });
  const trendsAt = createStaleTrends(engine, validation, { statistics, random: random.fork('trends') });
  const source: SlateSource = { engine, history, trendsAt };
  const fit = (name: BlendName, cost = policyEffort): BlendFit => {
    progress.step(`blending for ${name}`);
    return fitBlend([{ source, ...queriesOf(validation, name) }], { ...cost, name, random: random.fork(name) });
  };
  const forbid = fit('forbid');
  const varied = chooseDiversity(source, validation.gate.slice(0, effort.gateQueries), {
    blend: forbid,
    name: 'forbid',
  });
  progress.step('blending for new items');
  const cold = fitColdBlend(first.parts, context.shop, { history: fitHistory, effort, random: random.fork('cold') });
  return {
    settings: { rows, factors, priorScale: prior.scale, mixes },
    source,
    blends: {
      forbid,
      allow: fit('allow'),
      basket: fitBasketBlend(source, validation, context) ?? forbid,
      newcomer: fit('newcomer', { ...effort, hidden: 0 }),
      cold: cold ?? forbid,
    },
    diversity: varied.diversity,
    trials: [...prior.trials, ...varied.trials],
  };
}

/** Fewer questions teach a blend nothing that another would not know better. */
const MIN_BASKETS = 100;

/** Undefined where the log has no order, so that the blend of the policy is this one already, or too few new users. */
function fitBasketBlend(
  source: SlateSource,
  validation: Validation,
  { effort, eventWeights, progress, random }: Omit<FitContext, 'history' | 'base' | 'settings'> & Effort,
): BlendFit | undefined {
  if (validation.kind === 'none') return undefined;
  const { maxUsers } = VALIDATION;
  const { history, fit, gate } = createHiddenQueries(validation, { eventWeights, maxUsers }, random.fork('hidden'));
  if (fit.length < MIN_BASKETS) return undefined;
  progress.step('blending for basket');
  const options = { ...effort, name: 'basket', random: random.fork('basket') } as const;
  return fitBlend([{ source: { ...source, history }, fit, gate }], options);
}

function queriesOf(validation: Validation, name: BlendName): Pick<Validation, 'fit' | 'gate'> {
  if (name !== 'newcomer') return validation;
  const { newcomers } = validation;
  return { fit: newcomers.filter((_, k) => k % 3 !== 0), gate: newcomers.filter((_, k) => k % 3 === 0) };
}

function carryBlends(
  blends: Readonly<Record<BlendName, BlendFit>>,
  ratios: ScoreRatios,
): Readonly<Record<BlendName, Blend>> {
  return Object.fromEntries(BLEND_NAMES.map((name) => [name, rescaleBlend(blends[name], ratios)])) as Record<
    BlendName,
    Blend
  >;
}

function withSettings(
  { itemToIndex: _, ...parts }: Model,
  settings: Pick<Settings, 'blend' | 'diversity'>,
): ModelParts {
  return { ...parts, settings: { ...parts.settings, ...settings } };
}
