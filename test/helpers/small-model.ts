import {
  FEATURE_NAMES,
  type Blend,
  type BlendNetwork,
  type FeatureName,
  type Settings,
} from '../../core/artifact/blend-section.js';
import { createItemTable, ITEM_FLAGS, type ItemTable } from '../../core/artifact/items-section.js';
import { createModel, type Model, type ModelParts } from '../../core/artifact/model.js';
import type { NextRows } from '../../core/artifact/next-section.js';
import { DEFAULT_EVENT_WEIGHTS } from '../../core/events/event-weights.js';
import { createRandom, type Random } from '../../core/random.js';
import { smallSections } from './small-sections.js';

export interface SmallModelOptions {
  readonly seed?: number;
  readonly items?: number;
  readonly dimension?: number;
  /** Items of the last positions that no behaviour points to. */
  readonly cold?: number;
  /** Every optional section, new items placed by what they resemble, and a network on the blends. Default false. */
  readonly rich?: boolean;
}

/** A seeded model with structure in it: items of one category share a direction and point to each other. */
export function smallModelParts(options: SmallModelOptions = {}): ModelParts {
  const { seed = 1, items: count = 40, dimension = 8, cold = 2, rich = false } = options;
  const random = createRandom(seed);
  const categories = ['', 'lamps', 'vases', 'rugs', 'chairs'];
  const items = createItemTable(count, dimension);
  for (let i = 0; i < count; i++) {
    items.category[i] = 1 + (i % 4);
    items.brand[i] = 1 + (i % 2);
    items.priceDecile[i] = 1 + (i % 10);
    if (i >= count - cold) {
      items.flags[i] = ITEM_FLAGS.cold;
      continue;
    }
    items.factorScale[i] = Math.fround(0.01 * (1 + random.next()));
    for (let k = 0; k < dimension; k++) {
      const own = k % 4 === i % 4 ? 90 : 0;
      items.factors[i * dimension + k] = Math.max(-127, Math.min(127, Math.round(own + 20 * random.normal())));
    }
    const users = 5 + random.int(200);
    items.popularity[i] = toStep(Math.log(1 + users));
    items.trend30[i] = toStep(Math.log(1 + users / 3));
    items.trend7[i] = toStep(Math.log(1 + users / 10));
    items.trend1[i] = toStep(Math.log(1 + users / 60));
  }
  const parts: ModelParts = {
    ids: {
      itemIds: Array.from({ length: count }, (_, i) => `item-${String(i).padStart(3, '0')}`),
      categories,
      brands: ['', 'Oak & Co', 'Fern'],
    },
    items,
    next: smallRows(count - cold, count, random),
    gram: gramOf(items.factors, items.factorScale, dimension),
    settings: smallSettings(count - cold),
    content: undefined,
    cold: undefined,
    prototypes: undefined,
    context: undefined,
    together: undefined,
    habits: undefined,
    demand: undefined,
  };
  return rich ? enrich(parts, cold, random) : parts;
}

export function smallModel(options: SmallModelOptions = {}): Model {
  return createModel(smallModelParts(options));
}

/** Weights of named features; all others are 0. */
export function blendOf(named: Partial<Record<FeatureName, number>>, network?: BlendNetwork): Blend {
  const weights = Float64Array.from(FEATURE_NAMES, (name) => named[name] ?? 0);
  return network === undefined ? { weights } : { weights, network };
}

/** A network over all features whose numbers are drawn. */
export function randomNetwork(random: Random, hidden: number): BlendNetwork {
  const drawn = (length: number, scale: number): Float64Array =>
    Float64Array.from({ length }, () => scale * random.normal());
  const d = FEATURE_NAMES.length;
  return {
    hidden,
    center: drawn(d, 0.1),
    scale: drawn(d, 1).map((value) => 0.5 + Math.abs(value)),
    input: drawn(hidden * d, 0.3),
    bias: drawn(hidden, 0.3),
    output: drawn(hidden, 1),
  };
}

function enrich(parts: ModelParts, cold: number, random: Random): ModelParts {
  const sections = smallSections(parts, cold, random);
  return {
    ...parts,
    ...sections,
    items: imputeCold(parts.items, sections.cold),
    settings: { ...parts.settings, blend: richBlends(parts.settings.blend, random) },
  };
}

/** New items stand where the first item they resemble does, and are taken for half as popular. */
function imputeCold(items: ItemTable, neighbours: NextRows): ItemTable {
  const { count, dimension, factors, factorScale, popularity } = items;
  for (let item = 0; item < count; item++) {
    const warm = neighbours.target[neighbours.start[item]!];
    if (neighbours.start[item] === neighbours.start[item + 1] || warm === undefined) continue;
    factors.copyWithin(item * dimension, warm * dimension, (warm + 1) * dimension);
    factorScale[item] = factorScale[warm]!;
    popularity[item] = toStep(popularity[warm]! / 2);
  }
  return items;
}

/** A weight for every feature, so that nothing an engine computes is without effect. */
function richBlends({ forbid, allow, newcomer }: Settings['blend'], random: Random): Settings['blend'] {
  const full = ({ weights }: Blend, hidden: number): Blend => {
    const drawn = weights.map((weight) => (weight === 0 ? 0.05 * (1 + random.next()) : weight));
    return hidden === 0 ? { weights: drawn } : { weights: drawn, network: randomNetwork(random, hidden) };
  };
  return {
    forbid: full(forbid, 4),
    allow: full(allow, 3),
    basket: blendOf({ nextAll: 1, popularity: 0.1 }),
    newcomer,
    cold: blendOf({ content: 2, coldPopularity: 0.5, coldPopularityLength: 0.1, categoryLift: 0.2 }),
  };
}

/** The steps of 1/4096 in which logarithms are stored, so that a decoded table equals the encoded one. */
function toStep(value: number): number {
  return Math.fround(Math.round(value * 4096) / 4096);
}

function smallRows(warm: number, count: number, random: Random): NextRows {
  const start = new Uint32Array(count + 1);
  const target: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < count; i++) {
    if (i < warm) {
      const scale = Math.fround(0.1 + random.next());
      for (const [k, level] of [255, 128, 51].entries()) {
        target.push((i + 4 * (k + 1)) % warm);
        weight.push(Math.fround((level / 255) * scale));
      }
    }
    start[i + 1] = target.length;
  }
  return { start, target: Uint32Array.from(target), weight: Float32Array.from(weight) };
}

function gramOf(factors: Int8Array, scale: Float32Array, d: number): Float64Array {
  const gram = new Float64Array(d * d);
  for (let i = 0; i < scale.length; i++) {
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) gram[a * d + b]! += factors[i * d + a]! * factors[i * d + b]! * scale[i]! ** 2;
    }
  }
  return gram.map(Math.fround);
}

function smallSettings(itemCount: number): Settings {
  const forbid = blendOf({
    factors: 2,
    next: 3,
    nextLog: 0.2,
    nextRank: 0.05,
    popularity: 0.1,
    trend7: 0.1,
    categoryShare: 0.3,
  });
  return {
    asOf: 1_700_000_000,
    eventWeights: DEFAULT_EVENT_WEIGHTS,
    foldIn: { alpha0: 0.1, lambda: 0.01, nu: 1, itemCount },
    next: { steps: 20, decay: 0.5 },
    diversity: 0,
    blend: {
      forbid,
      allow: blendOf({ factors: 2, next: 3, seen: 4, seenRecency: 2, popularity: 0.1 }),
      basket: forbid,
      newcomer: blendOf({ popularity: 0.5, trend7: 1 }),
      cold: forbid,
    },
  };
}
