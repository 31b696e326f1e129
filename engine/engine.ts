import type { Model } from '../core/artifact/model.js';
import { createCategories, type Categories } from './categories.js';
import { createContextScores, type ContextScores } from './context.js';
import { jsKernel, type Kernel } from './kernels.js';
import { createHabitScores, type HabitScores } from './scenarios/habit-scores.js';
import { dequantise } from './scorers/factor-scorer.js';
import { createSignals, type Signals } from './signals.js';
import { createTrends, warmPopularity, type Trends } from './trends.js';

/** A model made ready to score: tables unpacked once, scratch vectors kept. Holds nothing of any shopper. */
export interface Engine {
  readonly model: Model;
  readonly kernel: Kernel;
  /** f32[items x dimension]: the shipped factors, dequantised. */
  readonly factors: Float32Array;
  readonly trends: Trends;
  readonly signals: Signals;
  readonly categories: Categories;
  readonly contexts: ContextScores;
  readonly habits: HabitScores | undefined;
}

export function createEngine(model: Model, kernel: Kernel = jsKernel): Engine {
  const factors = dequantise(model);
  return {
    model,
    kernel,
    factors,
    trends: createTrends({ ...model.items, popularity: warmPopularity(model.items) }),
    signals: createSignals(model, factors, kernel),
    categories: createCategories(model),
    contexts: createContextScores(model.context, model.ids.categories),
    habits: model.habits && createHabitScores(model.habits, model.items.category),
  };
}
