import { topN } from '../../../core/math/top-n.js';
import type { Random } from '../../../core/random.js';
import type { Scenario } from '../../../core/scenarios.js';
import type { Engine } from '../../../engine/engine.js';
import { Profile } from '../../../engine/profile.js';
import type { ScenarioRequest } from '../../../engine/scenarios/scenario-model.js';
import { SCENARIO_MODELS } from '../../../engine/scenarios/scenario-models.js';
import type { TrendsAt } from '../../fit/labelled-slates.js';
import type { History } from '../../history.js';

/** What scenarios are judged on: a model fitted before a moment, and everything, of which what follows is asked. */
export interface ScenarioContext {
  readonly engine: Engine;
  /** All events; rows before `from` are known, rows from then on are asked for. */
  readonly history: History;
  /** Epoch seconds. Nothing from then on was fitted on. */
  readonly from: number;
  readonly random: Random;
  /** Popularity and trend as of any moment, for the rows that are the same for everybody. */
  readonly trendsAt: TrendsAt;
  /** Cap on the queries of each scenario. Default 2,000. */
  readonly maxQueries?: number;
}

export const LIST_LENGTH = 10;
const DEFAULT_MAX_QUERIES = 2000;

/** A seeded sample in the order given. */
export function sampleQueries<T>(context: ScenarioContext, name: string, all: readonly T[]): readonly T[] {
  const max = context.maxQueries ?? DEFAULT_MAX_QUERIES;
  if (all.length <= max) return all;
  const places = context.random.fork(name).shuffle(all.map((_, k) => k));
  return places
    .slice(0, max)
    .sort((a, b) => a - b)
    .map((place) => all[place]!);
}

/** What the scenario's own model answers: item indices. */
export function rankScenario(
  { engine }: ScenarioContext,
  scenario: Scenario,
  request: Partial<ScenarioRequest>,
  profile?: Profile,
): number[] {
  const known = profile ?? new Profile(engine.model.settings.eventWeights);
  const { items } = SCENARIO_MODELS[scenario].rank(engine, known, {
    count: LIST_LENGTH,
    isAllowed: () => true,
    ...request,
  });
  return items.map(({ item }) => item);
}

/** The most popular items as of the model that are not among `without`. */
export function rankPopular({ engine }: ScenarioContext, without: Iterable<number>): number[] {
  const scores = engine.trends.popularity.slice();
  for (const item of without) scores[item] = -Infinity;
  return topN(scores, LIST_LENGTH);
}

/** The `similar` row of an item, without others. */
export function rankSimilar(context: ScenarioContext, item: number, without: ReadonlySet<number>): number[] {
  return rankScenario(context, 'similar', { item, isAllowed: (i) => !without.has(i) });
}

/** Item-to-item rows summed over several items, then what is popular: what `similar` says of a whole cart. */
export function rankRowSums({ engine }: ScenarioContext, anchors: readonly number[]): number[] {
  const { next } = engine.model;
  // Rows come first: a popularity is at most about 12, and counts here for less than any shipped weight.
  const scores = Float64Array.from(engine.trends.popularity, (value) => value * 1e-12);
  for (const anchor of anchors) {
    for (let k = next.start[anchor]!; k < next.start[anchor + 1]!; k++) scores[next.target[k]!]! += next.weight[k]!;
  }
  for (const anchor of anchors) scores[anchor] = -Infinity;
  return topN(scores, LIST_LENGTH);
}
