import { eventWeight } from '../../core/events/event-weights.js';
import type { ShopEvent } from '../../core/events/shop-event.js';
import type { Evidence } from '../../core/privacy/evidence.js';
import type { Draw } from '../../core/privacy/questions.js';
import type { Engine } from '../engine.js';
import { rankList } from '../rank-list.js';
import { blendGradient } from './blend-gradient.js';
import { holdOutLast, toProfile } from './held-out.js';

/** A list so long is what the model check asks about. */
const TOP = 10;

/**
 * All that events say about the question drawn; nothing is chosen here, and nothing is drawn. The closed-form model alone
 * speaks; a personal model, which has learned from older events, does not.
 * @param events since the last report's cut and none older, oldest first. Empty is an answer like any other.
 */
export function gatherEvidence({ question, parameter }: Draw, engine: Engine, events: readonly ShopEvent[]): Evidence {
  const { model } = engine;
  switch (question) {
    case 'item': {
      const known = [...toProfile(model, events).known.keys()].sort((a, b) => a - b);
      return { question, items: known.map((item) => model.ids.itemIds[item]!) };
    }
    case 'category':
      return {
        question,
        told: toldCategories(engine, events),
        categories: model.ids.categories,
        category: model.items.category,
      };
    case 'placement':
    case 'dismissal':
      return { question, events };
    case 'model':
      return { question, wasForeseen: wasForeseen(engine, events) };
    case 'weight': {
      const held = holdOutLast(model, events);
      return { question, gradient: held === undefined ? 0 : blendGradient(engine, held, parameter) };
    }
  }
}

function toldCategories({ model }: Engine, events: readonly ShopEvent[]): number[] {
  const { events: told, weights } = toProfile(model, events);
  return told
    .filter(({ event, rating }) => eventWeight(weights, event, rating) > 0)
    .map(({ item }) => model.items.category[item]!);
}

/** Was the last new item in the list that the events before it give? */
function wasForeseen(engine: Engine, events: readonly ShopEvent[]): boolean {
  const held = holdOutLast(engine.model, events);
  if (held === undefined) return false;
  const list = rankList(engine, held.before, { count: TOP, repeats: 'forbid', now: held.time });
  return list.some(({ item }) => item === held.item);
}
