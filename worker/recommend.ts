import { displayValues, type Display } from '../core/artifact/display-section.js';
import type { Model } from '../core/artifact/model.js';
import { contextAt, parseVisitContext } from '../core/context.js';
import { RecommenderError } from '../core/errors.js';
import type { Recommendation, RecommendRequest } from '../core/protocol.js';
import { parseScenario, repeatsOf, type Scenario } from '../core/scenarios.js';
import { AS_GIVEN } from '../engine/reasons.js';
import type { Recommender, RowRequest, ScoredItem } from '../engine/recommender.js';
import type { ShownList } from './served-lists.js';

/** Seconds after which what was shown counts like anything else, where the page does not say. */
const ROTATION_SECONDS = 7200;

/** The scenarios that a kind of request can be; what any other name stands for comes first. */
const FITTING: Readonly<Record<RecommendRequest['kind'], readonly [Scenario, ...Scenario[]]>> = {
  user: ['for-you', 'cart', 'buy-again', 'recently-viewed', 'because-you-viewed', 'trending', 'bestsellers'],
  item: ['similar', 'viewed-together', 'bought-together', 'cart'],
  items: ['cart', 'rerank'],
};

/** The moment of asking and what was shown before it. */
export interface Asking {
  /** Epoch seconds. */
  readonly now: number;
  /** Lists given so far, oldest first. */
  readonly shown: readonly ShownList[];
}

/** A checked request in the engine's terms. @throws RecommenderError `request/unknown-item`. */
export function toRowRequest(model: Model, request: RecommendRequest, { now, shown }: Asking): RowRequest {
  const { kind, count, diversity, minRelevance, rotationRate } = request;
  const named = parseScenario(request.scenario ?? '');
  const [usual, ...others] = FITTING[kind];
  const scenario = named !== undefined && others.includes(named) ? named : usual;
  return {
    scenario,
    count,
    repeats: request.repeats ?? repeatsOf(scenario),
    exclude: new Set(toIndices(model, request.exclude ?? [])),
    now,
    context: { ...contextAt(now), ...parseVisitContext(request.context) },
    ...(kind === 'item' && { item: toKnownIndex(model, request.itemId) }),
    ...(kind === 'items' && { items: toIndices(model, request.items ?? []) }),
    ...(diversity !== undefined && { diversity }),
    ...(minRelevance !== undefined && { minRelevance }),
    ...(rotationRate !== undefined && { rotation: toRotation(model, request, rotationRate, shown) }),
  };
}

/** The engine's answer in a page's terms. */
export function answer(
  recommender: Recommender,
  asked: RowRequest,
  request: RecommendRequest,
  display: Display | undefined,
): Recommendation[] {
  const { model } = recommender.engine;
  const recomms = recommender.recommend(asked).map((item) => toRecommendation(model, item, display));
  if (asked.scenario !== 'rerank') return recomms;
  return [...recomms, ...strangers(model, request, recomms)].slice(0, asked.count);
}

/** Items to put in order that the model does not know: nothing speaks for or against them, so they come last as given. */
function strangers(model: Model, request: RecommendRequest, recomms: readonly Recommendation[]): Recommendation[] {
  const excluded = new Set(request.exclude);
  const unknown = [...new Set(request.items)].filter((id) => !model.itemToIndex.has(id) && !excluded.has(id));
  if (request.minRelevance !== undefined) return [];
  const least = recomms.at(-1)?.score ?? 0;
  return unknown.map((id, k) => ({ id, values: {}, score: least - 1 - k, source: 'given', reason: AS_GIVEN }));
}

function toRotation(
  { itemToIndex }: Model,
  { rotationTime = ROTATION_SECONDS }: RecommendRequest,
  rotationRate: number,
  lists: readonly ShownList[],
): NonNullable<RowRequest['rotation']> {
  const shown = lists.flatMap(({ itemIds, shownAt }) =>
    itemIds.flatMap((id) => {
      const item = itemToIndex.get(id);
      return item === undefined ? [] : [{ item, shownAt, count: 1 }];
    }),
  );
  return { rotationRate, rotationTime, shown };
}

function toRecommendation(model: Model, scored: ScoredItem, display: Display | undefined): Recommendation {
  const { item, score, source, reason } = scored;
  const values = display === undefined ? {} : displayValues(display, item);
  return { id: model.ids.itemIds[item] ?? '', values, score, source, reason };
}

function toKnownIndex(model: Model, itemId: string | undefined): number {
  const index = itemId === undefined ? undefined : model.itemToIndex.get(itemId);
  if (index === undefined) throw new RecommenderError('request/unknown-item', 'expected an item of the model');
  return index;
}

function toIndices(model: Model, itemIds: readonly string[]): number[] {
  return itemIds.map((id) => model.itemToIndex.get(id)).filter((index) => index !== undefined);
}
