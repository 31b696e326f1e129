import { RecommenderError } from '../core/errors.js';
import type { Explanation, Recommendation } from '../core/protocol.js';
import { strongestEvent } from '../engine/profile.js';
import { createRecommender, type Recommender } from '../engine/recommender.js';
import type { ServedList } from './served-lists.js';

/**
 * Which of the shopper's events put an item where it was in a list, as of that list. A row that the blend does not rank owes
 * an item to the one event its reason names, if that is the shopper's own; else all of the score is `rest`, as it is where
 * the shop chose the place.
 * @param pages the list, and what it went on with.
 * @throws RecommenderError `request/unknown-item`.
 */
export function explainServed(
  pages: readonly ServedList[],
  itemId: string,
  recommender: Recommender | undefined,
): Omit<Explanation, 'recommId'> {
  const { list, served } = findServed(pages, itemId);
  const { score, source } = served;
  const { asked, request } = list;
  const isOwed = request.kind !== 'item' && source !== 'pinned';
  if (recommender === undefined || asked === undefined || !isOwed) return { itemId, score, events: [], rest: score };
  const then = createRecommender(recommender.engine);
  then.setEvents(list.events);
  then.setPersonal(list.personal);
  const isBlended = asked.scenario === 'for-you' || asked.scenario === 'rerank';
  const explained = isBlended ? explainBlended(then, asked, itemId) : explainByReason(then, list, served);
  if (explained === undefined) return { itemId, score, events: [], rest: score };
  // What rules and the shopper's own words add is no event's.
  return { ...explained, score, rest: explained.rest + score - explained.score };
}

interface Served {
  readonly list: ServedList;
  readonly served: Recommendation;
}

function findServed(pages: readonly ServedList[], itemId: string): Served {
  for (const list of pages) {
    const served = list.recomms.find(({ id }) => id === itemId);
    if (served !== undefined) return { list, served };
  }
  throw new RecommenderError('request/unknown-item', 'expected an item of that recommendation');
}

function explainByReason(
  then: Recommender,
  { request }: ServedList,
  { id, reason, score }: Recommendation,
): Omit<Explanation, 'recommId'> | undefined {
  const cause = request.kind === 'user' ? then.engine.model.itemToIndex.get(reason.itemId ?? '') : undefined;
  const events = cause === undefined ? [] : toEventShare(then, cause, score);
  return events.length === 0 ? undefined : { itemId: id, score, events, rest: 0 };
}

function explainBlended(
  then: Recommender,
  asked: NonNullable<ServedList['asked']>,
  itemId: string,
): Omit<Explanation, 'recommId'> | undefined {
  const among = asked.scenario === 'rerank' && { among: new Set(asked.items) };
  const item = then.engine.model.itemToIndex.get(itemId);
  const explained = item === undefined ? undefined : then.explain(item, asked.repeats, { ...asked, ...among });
  if (explained === undefined) return undefined;
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
