import { FEATURE_NAMES, type Settings } from '../../core/artifact/blend-section.js';
import { createItemTable } from '../../core/artifact/items-section.js';
import { createModel, type Model, type ModelParts } from '../../core/artifact/model.js';
import { DEFAULT_EVENT_WEIGHTS } from '../../core/events/event-weights.js';
import { createRandom } from '../../core/random.js';

export interface SmallModelOptions {
  readonly seed?: number;
  readonly items?: number;
  readonly dimension?: number;
  /** Items of the last positions that carry nothing learned. */
  readonly cold?: number;
}

/** A seeded model with structure in it: items of one category share a direction and point to each other. */
export function smallModelParts(options: SmallModelOptions = {}): ModelParts {
  const { seed = 1, items: count = 40, dimension = 8, cold = 2 } = options;
  const random = createRandom(seed);
  const categories = ['', 'lamps', 'vases', 'rugs', 'chairs'];
  const items = createItemTable(count, dimension);
  for (let i = 0; i < count; i++) {
    items.category[i] = 1 + (i % 4);
    items.brand[i] = 1 + (i % 2);
    items.priceDecile[i] = 1 + (i % 10);
    if (i >= count - cold) {
      items.flags[i] = 1;
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
  return {
    ids: {
      itemIds: Array.from({ length: count }, (_, i) => `item-${String(i).padStart(3, '0')}`),
      categories,
      brands: ['', 'Oak & Co', 'Fern'],
    },
    items,
    next: smallRows(count - cold, count, random),
    gram: gramOf(items.factors, items.factorScale, dimension),
    settings: smallSettings(count - cold),
  };
}

export function smallModel(options: SmallModelOptions = {}): Model {
  return createModel(smallModelParts(options));
}

/** The steps of 1/4096 in which logarithms are stored, so that a decoded table equals the encoded one. */
function toStep(value: number): number {
  return Math.fround(Math.round(value * 4096) / 4096);
}

function smallRows(warm: number, count: number, random: ReturnType<typeof createRandom>): ModelParts['next'] {
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
  const weights = (named: Readonly<Record<string, number>>): Float64Array =>
    Float64Array.from(FEATURE_NAMES, (name) => named[name] ?? 0);
  return {
    asOf: 1_700_000_000,
    eventWeights: DEFAULT_EVENT_WEIGHTS,
    foldIn: { alpha0: 0.1, lambda: 0.01, nu: 1, itemCount },
    next: { steps: 20, decay: 0.5 },
    blend: {
      forbid: weights({
        factors: 2,
        next: 3,
        nextLog: 0.2,
        nextRank: 0.05,
        popularity: 0.1,
        trend7: 0.1,
        categoryShare: 0.3,
      }),
      allow: weights({ factors: 2, next: 3, seen: 4, seenRecency: 2, popularity: 0.1 }),
      newcomer: weights({ popularity: 0.5, trend7: 1 }),
    },
  };
}
