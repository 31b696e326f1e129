import { encodeDisplay } from '../../core/artifact/display-section.js';
import type { BlendName, Settings } from '../../core/artifact/blend-section.js';
import { decodeModel, encodeModel, type Model, type ModelParts } from '../../core/artifact/model.js';
import { ITEM_FLAGS } from '../../core/artifact/items-section.js';
import type { SectionName } from '../../core/artifact/manifest.js';
import { DEFAULT_EVENT_WEIGHTS, type EventWeights } from '../../core/events/event-weights.js';
import { createRandom, type Random } from '../../core/random.js';
import { createEngine, type Engine } from '../../engine/engine.js';
import { createTrends } from '../../engine/trends.js';
import { fitBlend, rescaleBlend, scoreRatios, type BlendFit, type TrendsAt } from '../fit/fit-blend.js';
import { toConfidences } from '../fit/selection.js';
import type { StatisticsEngine } from '../fit/statistics.js';
import { createValidation, type Validation } from '../fit/validation.js';
import type { Catalog, History } from '../history.js';
import type { Progress } from '../progress.js';
import { assembleModel } from './assemble-model.js';
import { SEARCH_SPACES, type Budget } from './budget.js';
import { chooseFactors, type FactorSettings } from './choose-factors.js';
import { chooseRows, fitRows, type RowSettings } from './choose-rows.js';
import { countBase, lastTime, type BaseCounts } from './count-base.js';
import type { Trial } from './trial.js';

export interface TrainOptions {
  /** Default 1. */
  readonly seed: number;
  readonly budget: Budget;
  /** Items with fewer distinct users carry nothing derived from behaviour. Default 5. */
  readonly minUsers: number;
  /** The same for pairs of items. Default 2. */
  readonly minPairUsers: number;
  /** Epoch seconds: where the validation part begins. Default: after 8/9 of the events. */
  readonly validationFrom?: number;
}

export const TRAIN_DEFAULTS = { seed: 1, budget: 'normal', minUsers: 5, minPairUsers: 2 } as const;

export interface TrainedModel {
  /** What a device decodes from the shipped bytes. */
  readonly model: Model;
  readonly sections: ReadonlyMap<SectionName, Uint8Array>;
  readonly rowSettings: RowSettings;
  readonly factorSettings: FactorSettings;
  readonly epochs: number;
  readonly clock: Validation['kind'];
  readonly trials: readonly Trial[];
  readonly blends: Readonly<Record<BlendName, BlendFit>>;
  readonly supportedItems: number;
}

export interface TrainInputs {
  readonly history: History;
  readonly catalog: Catalog;
  readonly statistics: StatisticsEngine;
  readonly progress: Progress;
}

const VALIDATION = { maxUsers: 6000, maxPerUser: 6 } as const;
const DIMENSION = 64;

/**
 * History -> model, in three movements: choose settings on held-out users and fit the blend there; refit the base models on
 * everything; carry the blend over. Deterministic for a seed.
 */
export function trainModel(inputs: TrainInputs, options: TrainOptions): TrainedModel {
  const { history, progress } = inputs;
  const random = createRandom(options.seed);
  const eventWeights = toConfidences(DEFAULT_EVENT_WEIGHTS, history);
  const validation = createValidation(
    history,
    { eventWeights, ...VALIDATION, ...(options.validationFrom === undefined ? {} : { from: options.validationFrom }) },
    random.fork('validation'),
  );
  progress.step(
    `validation: ${String(validation.fit.length)} + ${String(validation.gate.length)} predictions to choose by`,
  );
  const chosen = chooseSettings(inputs, options, { validation, eventWeights, random });
  const shared = { ...chosen, eventWeights, random, kind: validation.kind };
  const fitted = fitModel(inputs, options, { ...shared, history: validation.fitHistory, base: chosen.base });
  progress.step('blending');
  const blends = fitBlends(fitted, inputs.statistics, validation, random);
  progress.step('fitting on the whole history');
  const whole = countBase(history, { ...options, eventWeights }, inputs.statistics);
  const refitted = fitModel(inputs, options, { ...shared, history, base: whole });
  const ratios = scoreRatios({ fitted, refitted }, validation);
  const carry = (name: BlendName): Float64Array => rescaleBlend(blends[name].weights, ratios);
  const blend = { forbid: carry('forbid'), allow: carry('allow'), newcomer: carry('newcomer') };
  const encoded = encodeModel(withBlend(refitted.model, blend));
  const sections = new Map<SectionName, Uint8Array>([...encoded, ['display', encodeDisplay(inputs.catalog.items)]]);
  progress.done();
  return {
    model: decode(encoded, refitted.model.items),
    sections,
    rowSettings: chosen.rowSettings,
    factorSettings: chosen.factorSettings,
    epochs: SEARCH_SPACES[options.budget].epochs,
    clock: validation.kind,
    trials: chosen.trials,
    blends,
    supportedItems: refitted.model.settings.foldIn.itemCount,
  };
}

interface Chosen {
  /** Counts of the part that was fitted on: the blend's base models are solved from the same. */
  readonly base: BaseCounts;
  readonly rowSettings: RowSettings;
  readonly factorSettings: FactorSettings;
  readonly trials: readonly Trial[];
}

function chooseSettings(
  { statistics, progress }: TrainInputs,
  options: TrainOptions,
  at: { readonly validation: Validation; readonly eventWeights: EventWeights; readonly random: Random },
): Chosen {
  const { validation, eventWeights } = at;
  const space = SEARCH_SPACES[options.budget];
  const onTrial = (what: string): void => {
    progress.step(`trying ${what}`);
  };
  const base = countBase(validation.fitHistory, { ...options, eventWeights }, statistics);
  const rows = chooseRows(base, { validation, eventWeights, space, onTrial });
  const factors = chooseFactors(base.interactions, { ...at, space, onTrial });
  return {
    base,
    rowSettings: rows.settings,
    factorSettings: factors.settings,
    trials: [...rows.trials, ...factors.trials],
  };
}

interface FitContext extends Omit<Chosen, 'trials'> {
  readonly history: History;
  readonly eventWeights: EventWeights;
  readonly random: Random;
  readonly kind: Validation['kind'];
}

/** Base models on one history, quantised and decoded again: what is judged is what ships. The blend is still empty. */
function fitModel({ catalog, statistics, progress }: TrainInputs, options: TrainOptions, context: FitContext): Engine {
  const { base, factorSettings, history, kind, rowSettings } = context;
  const factors = statistics.fitFactors(
    base.interactions,
    {
      ...factorSettings,
      dimension: DIMENSION,
      epochs: SEARCH_SPACES[options.budget].epochs,
      onHalfEpoch: (done, total) => {
        progress.update(done, total);
      },
    },
    context.random.fork('factors'),
  );
  const parts = assembleModel({
    itemIds: history.itemIds,
    catalog,
    interactions: base.interactions,
    rows: fitRows(base, rowSettings),
    factors,
    factorSettings,
    popularity: base.popularity,
    eventWeights: context.eventWeights,
    window: rowSettings.window,
    asOf: kind === 'global' ? lastTime(history) : null,
  });
  return createEngine(decode(encodeModel(parts), parts.items));
}

function fitBlends(
  engine: Engine,
  statistics: StatisticsEngine,
  validation: Validation,
  random: Random,
): Record<BlendName, BlendFit> {
  const trendsAt = createTrendsAt(engine, validation.history, statistics);
  const fit = (name: BlendName): BlendFit =>
    fitBlend(engine, validation, { name, trendsAt, random: random.fork(`blend ${name}`) });
  return { forbid: fit('forbid'), allow: fit('allow'), newcomer: fit('newcomer') };
}

/** Popularity and trend as of any moment of a history, for items the engine has behaviour of; without a clock the model's own. */
export function createTrendsAt(engine: Engine, history: History, statistics: StatisticsEngine): TrendsAt {
  const { items, settings } = engine.model;
  if (settings.asOf === null) return () => engine.trends;
  const supported = Uint8Array.from(items.flags, (flags) => ((flags & ITEM_FLAGS.cold) === 0 ? 1 : 0));
  const clock = statistics.createTrendClock(history, { eventWeights: settings.eventWeights, supported });
  return (time) => createTrends(clock(time));
}

function withBlend(model: Model, blend: Settings['blend']): ModelParts {
  const { ids, items, next, gram, settings } = model;
  return { ids, items, next, gram, settings: { ...settings, blend } };
}

/** What a device makes of the shipped bytes. */
function decode(encoded: ReadonlyMap<SectionName, Uint8Array>, { count, dimension }: ModelParts['items']): Model {
  const facts = { format: 'shelfwise-model', version: 1, sequence: 1, asOf: null, sections: [] } as const;
  return decodeModel({ ...facts, items: count, dimension }, encoded);
}
