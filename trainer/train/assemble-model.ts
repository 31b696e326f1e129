import { FEATURE_NAMES, type Settings } from '../../core/artifact/blend-section.js';
import type { ModelParts } from '../../core/artifact/model.js';
import type { NextRows } from '../../core/artifact/next-section.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import type { IalsFit } from '../fit/ials.js';
import type { Interactions } from '../fit/interactions.js';
import type { PopularityColumns } from '../fit/popularity.js';
import { quantiseFactors } from '../fit/quantise.js';
import { toBrands, toCategories, toFlags } from '../fit/taxonomy.js';
import type { Catalog } from '../history.js';
import type { FactorSettings } from './choose-factors.js';

export interface FittedParts {
  readonly itemIds: readonly string[];
  readonly catalog: Catalog;
  readonly interactions: Interactions;
  readonly rows: NextRows;
  readonly factors: IalsFit;
  readonly factorSettings: FactorSettings;
  readonly popularity: PopularityColumns;
  readonly eventWeights: EventWeights;
  readonly window: Settings['next'];
  /** Epoch seconds of the last event; null without a clock. */
  readonly asOf: number | null;
}

/** Puts what was fitted into an artifact's tables. The blend is zeros: it is fitted on top of these. */
export function assembleModel(fitted: FittedParts): ModelParts {
  const { catalog, interactions, factors, factorSettings, popularity } = fitted;
  const quantised = quantiseFactors(factors.items, factors.dimension);
  const categories = toCategories(catalog.items);
  const brands = toBrands(catalog.items);
  const empty = new Float64Array(FEATURE_NAMES.length);
  return {
    ids: { itemIds: fitted.itemIds, categories: categories.names, brands: brands.names },
    items: {
      count: fitted.itemIds.length,
      dimension: quantised.dimension,
      factors: quantised.factors,
      factorScale: quantised.factorScale,
      ...popularity,
      category: categories.index,
      brand: brands.index,
      priceDecile: catalog.priceDecile,
      flags: toFlags(catalog.items, interactions.supported),
    },
    next: fitted.rows,
    gram: quantised.gram,
    settings: {
      asOf: fitted.asOf,
      eventWeights: fitted.eventWeights,
      foldIn: { ...factorSettings, itemCount: factors.itemCount },
      next: fitted.window,
      blend: { forbid: empty, allow: empty, newcomer: empty },
    },
  };
}
