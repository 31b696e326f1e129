import type { ItemTable } from '../core/artifact/items-section.js';
import type { Model } from '../core/artifact/model.js';
import { createCategories, type Categories } from './categories.js';
import { createContextScores, type ContextScores } from './context.js';
import { jsKernel, type Kernel } from './kernels.js';
import { createItemSimilarity, type ItemSimilarity } from './ranking/item-similarity.js';
import { createHabitScores, type HabitScores } from './scenarios/habit-scores.js';
import { contentCosine } from './scorers/content-scorer.js';
import { dequantise } from './scorers/factor-scorer.js';
import { createSignals, type Signals } from './signals.js';
import { createTrends, warmPopularity, type Trends } from './trends.js';

/** A model made ready to score: tables unpacked once, scratch vectors kept. Holds nothing of any shopper. */
export interface Engine {
  readonly model: Model;
  readonly kernel: Kernel;
  /** f32[items x dimension]: the shipped factors, dequantised. */
  readonly factors: Float32Array;
  /** f64[items]: lengths of the factors; 0 where no behaviour is known. */
  readonly norms: Float64Array;
  readonly similarity: ItemSimilarity;
  readonly trends: Trends;
  readonly signals: Signals;
  readonly categories: Categories;
  readonly contexts: ContextScores;
  readonly habits: HabitScores | undefined;
}

export function createEngine(model: Model, kernel: Kernel = jsKernel): Engine {
  const { content } = model;
  const factors = dequantise(model);
  return {
    model,
    kernel,
    factors,
    norms: rowNorms(factors, model.items),
    similarity: createItemSimilarity(model.items, content && ((a, b) => contentCosine(content, a, b))),
    trends: createTrends({ ...model.items, popularity: warmPopularity(model.items) }),
    signals: createSignals(model, factors, kernel),
    categories: createCategories(model),
    contexts: createContextScores(model.context, model.ids.categories),
    habits: model.habits && createHabitScores(model.habits, model.items.category),
  };
}

function rowNorms(factors: Float32Array, { count, dimension }: ItemTable): Float64Array {
  return Float64Array.from({ length: count }, (_, item) => {
    let sum = 0;
    for (let at = item * dimension; at < (item + 1) * dimension; at++) sum += factors[at]! * factors[at]!;
    return Math.sqrt(sum);
  });
}
