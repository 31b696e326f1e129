import { displayValues, type Display } from '../core/artifact/display-section.js';
import type { Model } from '../core/artifact/model.js';
import { RecommenderError } from '../core/errors.js';
import type { Explanation, Recommendation, RecommendRequest } from '../core/protocol.js';
import { strongestEvent } from '../engine/profile.js';
import { createRecommender, type Recommender, type ScoredItem } from '../engine/recommender.js';
import type { ServedList } from './served-lists.js';

const MAX_COUNT = 1000;

/** The engine's answer to a request in a page's terms. @throws RecommenderError `request/…`. */
export function answer(
  recommender: Recommender,
  request: RecommendRequest,
  display: Display | undefined,
): Recommendation[] {
  const { model } = recommender.engine;
  const { count, repeats = 'forbid' } = request;
  const exclude = toIndices(model, request.exclude ?? []);
  const scored =
    request.kind === 'user'
      ? recommender.recommend({ count, repeats, exclude })
      : recommender.similar(toKnownIndex(model, request.itemId), { count, repeats, exclude });
  return scored.map((item) => toRecommendation(model, item, display));
}

/** @throws RecommenderError `request/bad-count`. */
export function checkCount(count: unknown): void {
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MAX_COUNT) {
    const came = typeof count === 'number' ? String(count) : typeof count;
    throw new RecommenderError(
      'request/bad-count',
      `expected a whole number of 1-${String(MAX_COUNT)} items, got ${came}`,
    );
  }
}

/**
 * Which of the shopper's events put an item where it was in a list, as of that list. Lists that start from an item owe
 * nothing to the shopper: all of their score is `rest`.
 */
export function explainServed(
  list: ServedList,
  itemId: string,
  recommender: Recommender | undefined,
): Omit<Explanation, 'recommId'> {
  const served = list.recomms.find(({ id }) => id === itemId);
  if (served === undefined)
    throw new RecommenderError('request/unknown-item', 'expected an item of that recommendation');
  const item = recommender?.engine.model.itemToIndex.get(itemId);
  if (recommender === undefined || item === undefined || list.kind === 'item') {
    return { itemId, score: served.score, events: [], rest: served.score };
  }
  const then = createRecommender(recommender.engine);
  then.setEvents(list.events);
  then.setPersonal(list.personal);
  const explained = then.explain(item, list.repeats);
  if (explained === undefined) return { itemId, score: served.score, events: [], rest: served.score };
  const events = [...explained.shares].flatMap(([index, share]) => toEventShare(then, index, share));
  events.sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
  return { itemId, score: explained.score, events, rest: explained.rest };
}

function toEventShare(recommender: Recommender, index: number, share: number): Explanation['events'][number][] {
  const known = recommender.profile.known.get(index);
  const itemId = recommender.engine.model.ids.itemIds[index];
  if (known === undefined || itemId === undefined) return [];
  return [{ itemId, name: strongestEvent(known), time: known.time * 1000, share }];
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

function toIndices(model: Model, itemIds: readonly string[]): Set<number> {
  return new Set(itemIds.map((id) => model.itemToIndex.get(id)).filter((index) => index !== undefined));
}
