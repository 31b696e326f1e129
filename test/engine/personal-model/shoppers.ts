import { createItemTable } from '../../../core/artifact/items-section.js';
import { createModel, type Model } from '../../../core/artifact/model.js';
import { gramMatrix } from '../../../core/math/outer-products.js';
import { createRandom } from '../../../core/random.js';
import type { ShopEvent } from '../../../core/events/shop-event.js';
import { createEngine, type Engine } from '../../../engine/engine.js';
import { createRecommender, type Recommender } from '../../../engine/recommender.js';
import { blendOf, smallModelParts } from '../../helpers/small-model.js';

const ITEMS = 240;
const DIMENSION = 6;
const CATEGORIES = 6;
/** Items of one kind lie together in the factors; a category has items of every kind. */
const KINDS = 6;

/** A shop whose lists are made by factors that know kinds of items and nothing of their categories. */
export function kindShop(count = ITEMS): Model {
  const parts = smallModelParts({ items: 8, dimension: DIMENSION });
  const random = createRandom(7);
  const items = createItemTable(count, DIMENSION);
  for (let i = 0; i < count; i++) {
    items.category[i] = 1 + (i % CATEGORIES);
    items.brand[i] = 1 + (Math.floor(i / CATEGORIES) % 2);
    items.priceDecile[i] = 1 + random.int(10);
    items.popularity[i] = Math.fround(Math.log(1 + 5 + random.int(50)));
    items.factorScale[i] = Math.fround(0.01);
    for (let k = 0; k < DIMENSION; k++) {
      items.factors[i * DIMENSION + k] = Math.round((k === kindOf(i) ? 100 : 0) + 6 * random.normal());
    }
  }
  const dequantised = Float64Array.from(
    items.factors,
    (value, at) => value * items.factorScale[Math.floor(at / DIMENSION)]!,
  );
  return createModel({
    ...parts,
    items,
    ids: {
      itemIds: Array.from({ length: count }, (_, i) => `item-${String(i)}`),
      categories: ['', ...Array.from({ length: CATEGORIES }, (_, k) => `category ${String(k)}`)],
      brands: ['', 'Oak & Co', 'Fern'],
    },
    next: { start: new Uint32Array(count + 1), target: new Uint32Array(), weight: new Float32Array() },
    gram: gramMatrix(dequantised, DIMENSION),
    settings: {
      ...parts.settings,
      blend: { ...parts.settings.blend, forbid: blendOf({ factors: 1 }) },
      foldIn: { alpha0: 0.1, lambda: 0.01, nu: 1, itemCount: count },
    },
  });
}

function kindOf(item: number): number {
  return Math.floor(item / CATEGORIES) % KINDS;
}

/** `count` distinct items that `fits` picks, in a seeded order. */
function drawItems(count: number, seed: number, fits: (item: number) => boolean): number[] {
  const fitting = Array.from({ length: ITEMS }, (_, i) => i).filter(fits);
  return createRandom(seed).shuffle(fitting).slice(0, count);
}

/** Likes one category, of whatever kind: the factors cannot say so. */
export const categoryLover = (count: number): number[] => drawItems(count, 3, (item) => item % CATEGORIES === 2);
/** Likes one kind, of whatever category: that is what the factors say. */
export const kindLover = (count: number): number[] => drawItems(count, 4, (item) => kindOf(item) === 2);

export function viewsOf(items: readonly number[]): ShopEvent[] {
  return items.map((item, at) => ({
    name: 'view_item',
    time: 1_700_000_000_000 + 60_000 * at,
    items: [{ item_id: `item-${String(item)}` }],
  }));
}

export function shopperOf(items: readonly number[], engine: Engine = createEngine(kindShop())): Recommender {
  const recommender = createRecommender(engine);
  recommender.setEvents(viewsOf(items));
  return recommender;
}
