import type { PersonalProblem } from '../core/protocol.js';
import { createRandom } from '../core/random.js';
import type { Engine } from './engine.js';
import type { Profile } from './profile.js';

/** Below this many distinct items there is nothing to learn that the fold-in does not say. */
export const PERSONAL_MIN_ITEMS = 5;
/** Only so many of the shopper's latest items are learned from: time grows with them, and tastes change. */
const MAX_HISTORY = 100;
/** A catalog up to this size is taken whole. */
const MAX_CANDIDATES = 2000;

/** The shopper's distinct items that carry behaviour, oldest first. */
export function personalItems(engine: Engine, profile: Profile): number[] {
  const { factorScale } = engine.model.items;
  return [...profile.known.keys()].filter((item) => factorScale[item]! > 0);
}

/**
 * What the personal model is trained on: the shopper's items and the candidates they were chosen among, which are the whole
 * catalog where it is small, else a sample, half of it uniform and half in proportion to the items' users.
 * @returns undefined below PERSONAL_MIN_ITEMS distinct items.
 */
export function toPersonalProblem(
  { engine, profile }: { readonly engine: Engine; readonly profile: Profile },
  seed: number,
): PersonalProblem | undefined {
  const own = personalItems(engine, profile).slice(-MAX_HISTORY);
  if (own.length < PERSONAL_MIN_ITEMS) return undefined;
  const { items, ids, gram, settings } = engine.model;
  const { dimension } = items;
  const candidates = drawCandidates(engine, new Set(profile.known.keys()), seed);
  const rows = [...own, ...candidates.keys()];
  const factors = new Float32Array(rows.length * dimension);
  rows.forEach((item, row) => {
    factors.set(engine.factors.subarray(item * dimension, (item + 1) * dimension), row * dimension);
  });
  return {
    dimension,
    itemCount: rows.length,
    factors,
    category: Uint16Array.from(rows, (item) => items.category[item]!),
    categoryCount: ids.categories.length,
    brand: Uint16Array.from(rows, (item) => items.brand[item]!),
    brandCount: ids.brands.length,
    priceDecile: Uint8Array.from(rows, (item) => items.priceDecile[item]!),
    logWeight: Float32Array.from(rows, (item) => Math.log(candidates.get(item) ?? 1)),
    history: {
      item: Uint32Array.from(own.keys()),
      weight: Float32Array.from(own, (item) => profile.known.get(item)!.weight),
      step: toSteps(profile, own),
    },
    gram,
    foldIn: settings.foldIn,
  };
}

/** The step in which each item was first met. */
function toSteps(profile: Profile, own: readonly number[]): Uint32Array {
  const first = new Map<number, number>();
  profile.steps.forEach(({ items }, step) => {
    for (const item of items) if (!first.has(item)) first.set(item, step);
  });
  return Uint32Array.from(own, (item) => first.get(item) ?? 0);
}

/**
 * Candidates and how many items of the catalog each stands for: the times it was drawn over the times expected. Without the
 * uniform half rare items would stand for thousands when they are drawn at all.
 */
function drawCandidates({ model }: Engine, known: ReadonlySet<number>, seed: number): Map<number, number> {
  const { factorScale, popularity } = model.items;
  const eligible: number[] = [];
  for (let i = 0; i < factorScale.length; i++) if (factorScale[i]! > 0 && !known.has(i)) eligible.push(i);
  if (eligible.length <= MAX_CANDIDATES) return new Map(eligible.map((item) => [item, 1]));
  const cumulative = new Float64Array(eligible.length);
  let total = 0;
  eligible.forEach((item, at) => {
    total += Math.exp(popularity[item]!) - 1;
    cumulative[at] = total;
  });
  const random = createRandom(seed);
  const drawn = new Map<number, number>();
  for (let n = 0; n < MAX_CANDIDATES; n++) {
    const at = n % 2 === 0 || total === 0 ? random.int(eligible.length) : firstAbove(cumulative, random.next() * total);
    const users = total === 0 ? 1 / eligible.length : (Math.exp(popularity[eligible[at]!]!) - 1) / total;
    const expected = (MAX_CANDIDATES * (1 / eligible.length + users)) / 2;
    drawn.set(eligible[at]!, (drawn.get(eligible[at]!) ?? 0) + 1 / expected);
  }
  return drawn;
}

/** Position of the first entry above `value` in an ascending list; the last where there is none. */
function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
