import type { ContentTable } from '../../core/artifact/content-section.js';
import { CONTEXT_DIMENSIONS, type ContextTable, type LiftCells } from '../../core/artifact/context-section.js';
import type { Habits } from '../../core/artifact/habits-section.js';
import type { ModelParts } from '../../core/artifact/model.js';
import type { NextRows } from '../../core/artifact/next-section.js';
import type { Together } from '../../core/artifact/together-section.js';
import { DEVICES, REFERRERS } from '../../core/context.js';
import type { Random } from '../../core/random.js';
import { smallPrototypes } from './small-prototypes.js';

type OptionalParts = Pick<ModelParts, 'content' | 'prototypes' | 'context' | 'together' | 'habits' | 'demand'>;

/** The optional sections of a small model, in numbers that their codecs keep to the last bit. */
export function smallSections(
  { ids, items }: ModelParts,
  cold: number,
  random: Random,
): OptionalParts & { readonly cold: NextRows } {
  const { count, dimension } = items;
  const warm = count - cold;
  const categories = ids.categories.length;
  return {
    content: smallContent(count, random),
    cold: coldRows(warm, count),
    prototypes: smallPrototypes(0.5, { items: count, dimension, cold }),
    context: smallContext(categories, random),
    together: smallTogether(warm, count, categories),
    habits: smallHabits(warm, count, categories),
    demand: Float32Array.from({ length: count }, (_, item) => ((item * 7) % 17) / 32 - 0.25),
  };
}

const CONTENT_DIMENSION = 6;

/** Items of one category point nearly the same way. */
function smallContent(count: number, random: Random): ContentTable {
  const vectors = new Int8Array(count * CONTENT_DIMENSION);
  for (let i = 0; i < count; i++) {
    const row = Float64Array.from(
      { length: CONTENT_DIMENSION },
      (_, k) => (k === i % 4 ? 1 : 0) + 0.3 * random.normal(),
    );
    const norm = Math.hypot(...row);
    row.forEach((value, k) => (vectors[i * CONTENT_DIMENSION + k] = Math.round((127 * value) / norm)));
  }
  return { dimension: CONTENT_DIMENSION, vectors };
}

/** Every new item is for two parts in three like the first item of its category, for one in three like the second. */
function coldRows(warm: number, count: number): NextRows {
  const start = new Uint32Array(count + 1);
  const target: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < count; i++) {
    if (i >= warm) {
      const scale = Math.fround(2 / 3);
      target.push(i % 4, 4 + (i % 4));
      weight.push(scale, Math.fround((128 / 255) * scale));
    }
    start[i + 1] = target.length;
  }
  return { start, target: Uint32Array.from(target), weight: Float32Array.from(weight) };
}

const COUNTRIES = ['de', 'fr'];

function smallContext(categoryCount: number, random: Random): ContextTable {
  const lift = (values: number): LiftCells => ({
    scale: 1 / 64,
    cells: Int8Array.from({ length: values * categoryCount }, () => random.int(101) - 50),
  });
  const values = {
    hour: 8,
    weekday: 7,
    device: DEVICES.length - 1,
    referrer: REFERRERS.length - 1,
    country: COUNTRIES.length,
  };
  const target = Uint16Array.from({ length: categoryCount - 1 }, (_, k) => 1 + ((k + 1) % (categoryCount - 1)));
  const lifts = Object.fromEntries(CONTEXT_DIMENSIONS.map((name) => [name, lift(values[name])]));
  return {
    categoryCount,
    countries: COUNTRIES,
    lifts: lifts as ContextTable['lifts'],
    page: {
      scale: 1 / 32,
      start: Uint32Array.from({ length: categoryCount + 1 }, (_, c) => Math.max(0, c - 1)),
      target,
      cells: Int8Array.from(target, () => 20 + random.int(80)),
    },
  };
}

/** Item i is bought with i + 1 and viewed with i + 2; an order of one category goes on in the one after it. */
function smallTogether(warm: number, count: number, categories: number): Together {
  const rows = (from: number, to: number, of: number, step: number): NextRows => ({
    start: Uint32Array.from({ length: of + 1 }, (_, i) => Math.min(to, Math.max(from, i)) - from),
    target: Uint32Array.from({ length: to - from }, (_, k) => from + ((k + step) % (to - from))),
    weight: new Float32Array(to - from).fill(0.5),
  });
  return {
    bought: rows(0, warm, count, 1),
    viewed: rows(0, warm, count, 2),
    kinds: rows(1, categories, categories, 1),
    mixes: { bought: { next: 0.125, kinds: 1 }, viewed: { next: 0.5, kinds: 0.25 }, cart: { next: 0, kinds: 1 } },
  };
}

/** Two items in three are bought again, sooner in some categories than in others. */
function smallHabits(warm: number, count: number, categories: number): Habits {
  return {
    repeat: Float32Array.from({ length: count }, (_, i) =>
      i >= warm || i % 3 === 0 ? 0 : ((60 + (i % 100)) / 255) ** 2,
    ),
    categoryRepeat: Float32Array.from({ length: categories }, (_, c) => 0.05 * (1 + c)),
    intervalDays: Float32Array.from({ length: categories }, (_, c) => 10 * (1 + c)),
    intervalSpread: new Float32Array(categories).fill(0.5),
    visitDays: 7,
  };
}
