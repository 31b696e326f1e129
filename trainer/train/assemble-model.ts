import {
  BLEND_NAMES,
  FEATURE_NAMES,
  type Blend,
  type BlendName,
  type Settings,
} from '../../core/artifact/blend-section.js';
import type { ModelParts } from '../../core/artifact/model.js';
import type { NextRows } from '../../core/artifact/next-section.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import type { ColdItems } from '../fit/content/cold-items.js';
import type { IalsFit } from '../fit/ials.js';
import type { Interactions } from '../fit/interactions.js';
import type { PopularityColumns } from '../fit/popularity.js';
import { quantiseFactors } from '../fit/quantise.js';
import { toFlags, type NamedGroups } from '../fit/taxonomy.js';
import type { Catalog } from '../history.js';
import type { FactorSettings } from './choose-factors.js';

export type OptionalParts = Pick<ModelParts, 'content' | 'prototypes' | 'context' | 'together' | 'habits' | 'demand'>;

export interface FittedParts {
  readonly itemIds: readonly string[];
  readonly catalog: Catalog;
  readonly categories: NamedGroups;
  readonly brands: NamedGroups;
  readonly interactions: Pick<Interactions, 'supported'>;
  readonly rows: NextRows;
  readonly factors: Pick<IalsFit, 'items' | 'dimension' | 'itemCount'>;
  readonly factorSettings: FactorSettings;
  readonly popularity: PopularityColumns;
  readonly cold: ColdItems;
  readonly optional: OptionalParts;
  readonly eventWeights: EventWeights;
  readonly window: Settings['next'];
  /** Epoch seconds of the last event; null without a clock. */
  readonly asOf: number | null;
}

/**
 * Puts what was fitted into an artifact's tables. Items with too few users get what their catalog rows suggest. The blend is
 * zeros: it is fitted on top of these.
 */
export function assembleModel(fitted: FittedParts): ModelParts {
  const { brands, catalog, categories, cold, factors, interactions, popularity } = fitted;
  const { supported } = interactions;
  const isImputed = (item: number): boolean => cold.imputed[item] === 1;
  const quantised = quantiseFactors(toFactorRows(fitted), factors.dimension, supported);
  return {
    ids: { itemIds: fitted.itemIds, categories: categories.names, brands: brands.names },
    items: {
      count: fitted.itemIds.length,
      dimension: quantised.dimension,
      factors: quantised.factors,
      factorScale: quantised.factorScale,
      ...popularity,
      popularity: popularity.popularity.map((value, item) => (isImputed(item) ? cold.popularity[item]! : value)),
      category: categories.index,
      brand: brands.index,
      priceDecile: catalog.priceDecile,
      flags: toFlags(catalog.items, supported),
    },
    next: fitted.rows,
    gram: quantised.gram,
    settings: {
      asOf: fitted.asOf,
      eventWeights: fitted.eventWeights,
      foldIn: { ...fitted.factorSettings, itemCount: factors.itemCount },
      next: fitted.window,
      diversity: 0,
      blend: emptyBlends(),
    },
    cold: cold.imputed.includes(1) ? cold.neighbours : undefined,
    ...fitted.optional,
  };
}

/** f64[items x dimension]: what was fitted, and for items with too few users what their catalog rows suggest. */
export function toFactorRows({ cold, factors }: Pick<FittedParts, 'cold' | 'factors'>): Float64Array {
  const { dimension, items } = factors;
  return items.map((value, at) => (cold.imputed[Math.floor(at / dimension)] === 1 ? cold.factors[at]! : value));
}

function emptyBlends(): Record<BlendName, Blend> {
  const empty: Blend = { weights: new Float64Array(FEATURE_NAMES.length) };
  return Object.fromEntries(BLEND_NAMES.map((name) => [name, empty])) as Record<BlendName, Blend>;
}
