import { decodeModel, encodeModel, type Model, type ModelParts } from '../../core/artifact/model.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import type { TogetherMixes } from '../../core/artifact/together-section.js';
import type { Random } from '../../core/random.js';
import { createEngine, type Engine } from '../../engine/engine.js';
import { fitColdItems } from '../fit/content/cold-items.js';
import type { ContentFeatures } from '../fit/content/content-features.js';
import { fitContextLifts } from '../fit/context-lifts.js';
import { fitHabits } from '../fit/habits/fit-habits.js';
import type { IalsFit } from '../fit/ials.js';
import { fitPrototypes, withPriorScale } from '../fit/prototypes/fit-prototypes.js';
import type { StatisticsEngine } from '../fit/statistics.js';
import type { NamedGroups } from '../fit/taxonomy.js';
import { DEFAULT_MIXES, fitTogether } from '../fit/together/fit-together.js';
import type { ClockKind } from '../fit/clock.js';
import type { Catalog, History } from '../history.js';
import type { Progress } from '../progress.js';
import { assembleModel, type FittedParts } from './assemble-model.js';
import type { FactorSettings } from './choose-factors.js';
import { fitRows, type RowSettings } from './choose-rows.js';
import { lastTime, type BaseCounts } from './count-base.js';

/** What the catalog says, read once: no event enters. */
export interface CatalogFeatures {
  readonly catalog: Catalog;
  readonly categories: NamedGroups;
  readonly brands: NamedGroups;
  readonly features: ContentFeatures;
  readonly content: ModelParts['content'];
}

/** Everything that validation chooses about the base models. */
export interface BaseSettings {
  readonly rows: RowSettings;
  readonly factors: FactorSettings;
  /** How strongly prototypes pull the fold-in; 0: not at all. */
  readonly priorScale: number;
  readonly mixes: TogetherMixes;
}

export interface FitContext {
  readonly history: History;
  readonly base: BaseCounts;
  readonly settings: BaseSettings;
  readonly shop: CatalogFeatures;
  readonly statistics: StatisticsEngine;
  readonly progress: Progress;
  readonly eventWeights: EventWeights;
  readonly kind: ClockKind;
  readonly limits: { readonly minUsers: number; readonly minPairUsers: number };
  readonly shape: { readonly dimension: number; readonly epochs: number };
  readonly random: Random;
  /** What demand has become since the log, where devices told. */
  readonly demand?: ModelParts['demand'];
}

export interface FittedModel {
  /** What a device makes of the bytes: what is judged is what ships. The blend is still empty. */
  readonly engine: Engine;
  /** What the engine was assembled from. */
  readonly parts: FittedParts;
}

export const UNTUNED = { priorScale: 0.5, mixes: DEFAULT_MIXES } as const;

/** Base models on one history, quantised and decoded again. */
export function fitModel(context: FitContext): FittedModel {
  const { base, history, settings, shop, kind } = context;
  const factors = fitFactors(context);
  const { supported } = base.interactions;
  const warm = {
    supported,
    factors: factors.items,
    dimension: factors.dimension,
    popularity: base.popularity.popularity,
  };
  const parts: FittedParts = {
    ...shop,
    itemIds: history.itemIds,
    interactions: base.interactions,
    rows: fitRows(base, settings.rows),
    factors,
    factorSettings: settings.factors,
    popularity: base.popularity,
    cold: fitColdItems(shop.features, warm),
    optional: fitOptional(context, factors),
    eventWeights: context.eventWeights,
    window: settings.rows.window,
    asOf: kind === 'global' ? lastTime(history) : null,
  };
  return { engine: toEngine(assembleModel(parts)), parts };
}

function fitFactors({ base, progress, random, settings, shape, statistics }: FitContext): IalsFit {
  const onHalfEpoch = (done: number, total: number): void => {
    progress.update(done, total);
  };
  return statistics.fitFactors(
    base.interactions,
    { ...settings.factors, ...shape, onHalfEpoch },
    random.fork('factors'),
  );
}

/** Sections that a shop's data may give no reason for. */
function fitOptional(context: FitContext, factors: IalsFit): FittedParts['optional'] {
  const { base, eventWeights, history, limits, random, settings, shop } = context;
  const { categories } = shop;
  const groups = { category: categories.index, categoryCount: categories.names.length, ...limits };
  const { supported } = base.interactions;
  const prototypes = fitPrototypes(
    { interactions: base.interactions, factors, catalog: shop.catalog.items },
    limits,
    random.fork('prototypes'),
  );
  const together = fitTogether(history, { ...groups, supported, mixes: settings.mixes });
  return {
    content: shop.content,
    prototypes: prototypes && withPriorScale(prototypes, settings.priorScale),
    context: fitContextLifts(history, { categories, eventWeights, ...limits }, random.fork('context'))?.table,
    together: together.bought.target.length + together.viewed.target.length > 0 ? together : undefined,
    habits: fitHabits(history, groups),
    demand: context.demand,
  };
}

export function toEngine(parts: ModelParts): Engine {
  return createEngine(decode(encodeModel(parts), parts.items));
}

/** What a device makes of the shipped bytes. */
export function decode(encoded: ReturnType<typeof encodeModel>, { count, dimension }: ModelParts['items']): Model {
  const facts = { format: 'shelfwise-model', version: 1, sequence: 1, asOf: null, sections: [] } as const;
  return decodeModel({ ...facts, items: count, dimension }, encoded);
}
