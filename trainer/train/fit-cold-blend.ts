import type { Random } from '../../core/random.js';
import { fitColdItems } from '../fit/content/cold-items.js';
import { describedItems } from '../fit/content/content-features.js';
import { pseudoColdFolds, pseudoColdQueries, withoutRowsOf } from '../fit/content/pseudo-cold.js';
import { fitBlend, type BlendFit, type BlendPart } from '../fit/fit-blend.js';
import type { History } from '../history.js';
import type { ColdEffort } from './budget.js';
import { assembleModel, type FittedParts } from './assemble-model.js';
import { toEngine, type CatalogFeatures } from './fit-model.js';

/**
 * The blend for lists of new items alone. New items have no past to learn from, so items that have one play new: each fold
 * takes the behaviour-derived values of a tenth of them away, gives them what their catalog rows suggest, and asks which of
 * them users took. Undefined where the catalog describes nothing.
 */
export function fitColdBlend(
  fitted: FittedParts,
  shop: CatalogFeatures,
  at: { readonly history: History; readonly effort: ColdEffort; readonly random: Random },
): BlendFit | undefined {
  const { eventWeights, interactions } = fitted;
  const eligible = describedItems(shop.features, (item) => interactions.supported[item] === 1);
  const masks = pseudoColdFolds(eligible, at.random).slice(0, at.effort.coldFolds);
  const most = Math.ceil((at.effort.fitQueries + at.effort.gateQueries) / Math.max(1, masks.length));
  const parts = masks.map((mask): BlendPart => {
    const engine = toEngine(assembleModel(withoutBehaviour(fitted, shop, mask)));
    const { known, queries } = pseudoColdQueries(at.history, mask, eventWeights);
    const among = new Set([...mask.keys()].filter((item) => mask[item] === 1));
    const drawn = at.random.shuffle([...queries]).slice(0, most);
    return {
      source: { engine, history: known, trendsAt: () => engine.trends, among },
      fit: drawn.filter((_, k) => k % 3 !== 0),
      gate: drawn.filter((_, k) => k % 3 === 0),
    };
  });
  if (!parts.some(({ fit }) => fit.length > 0)) return undefined;
  return fitBlend(parts, { ...at.effort, name: 'cold', hidden: 0, random: at.random });
}

/** The same model, had nobody ever met the items marked 1. */
function withoutBehaviour(fitted: FittedParts, shop: CatalogFeatures, mask: Uint8Array): FittedParts {
  const { factors, popularity } = fitted;
  const supported = fitted.interactions.supported.map((one, item) => (mask[item] === 1 ? 0 : one));
  const items = factors.items.map((value, at) => (mask[Math.floor(at / factors.dimension)] === 1 ? 0 : value));
  const keep = (column: Float32Array): Float32Array => column.map((value, item) => (mask[item] === 1 ? 0 : value));
  const columns = {
    popularity: keep(popularity.popularity),
    trend1: keep(popularity.trend1),
    trend7: keep(popularity.trend7),
    trend30: keep(popularity.trend30),
  };
  const warm = { supported, factors: items, dimension: factors.dimension, popularity: columns.popularity };
  return {
    ...fitted,
    interactions: { supported },
    factors: { ...factors, items },
    popularity: columns,
    rows: withoutRowsOf(fitted.rows, mask),
    cold: fitColdItems(shop.features, warm),
    optional: { ...fitted.optional, prototypes: undefined, together: undefined, habits: undefined },
  };
}
