import { RecommenderError } from '../core/errors.js';
import type { Explanation } from '../core/protocol.js';
import { strongestEvent } from '../engine/profile.js';
import { createRecommender, type Recommender } from '../engine/recommender.js';
import type { ServedList } from './served-lists.js';

/**
 * Which of the shopper's events put an item where it was in a list, as of that list. A row that the blend does not rank owes
 * an item to the one event its reason names, if that is the shopper's own; else all of the score is `rest`.
 */
export function explainServed(
  list: ServedList,
  itemId: string,
  recommender: Recommender | undefined,
): Omit<Explanation, 'recommId'> {
  const served = list.recomms.find(({ id }) => id === itemId);
  if (served === undefined)
    throw new RecommenderError('request/unknown-item', 'expected an item of that recommendation');
  const { score, reason } = served;
  const unexplained = { itemId, score, events: [], rest: score };
  const { asked } = list;
  if (recommender === undefined || asked === undefined || list.kind === 'item') return unexplained;
  const { itemToIndex } = recommender.engine.model;
  const then = createRecommender(recommender.engine);
  then.setEvents(list.events);
  then.setPersonal(list.personal);
  const isBlended = asked.scenario === 'for-you' || asked.scenario === 'rerank';
  if (!isBlended) {
    const cause = list.kind === 'user' ? itemToIndex.get(reason.itemId ?? '') : undefined;
    const events = cause === undefined ? [] : toEventShare(then, cause, score);
    return { ...unexplained, events, rest: events.length === 0 ? score : 0 };
  }
  return explainBlended(then, asked, { itemId, index: itemToIndex.get(itemId) }) ?? unexplained;
}

function explainBlended(
  then: Recommender,
  asked: NonNullable<ServedList['asked']>,
  { itemId, index: item }: { readonly itemId: string; readonly index: number | undefined },
): Omit<Explanation, 'recommId'> | undefined {
  const among = asked.scenario === 'rerank' && { among: new Set(asked.items) };
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
