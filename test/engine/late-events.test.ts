import { describe, expect, it } from 'vitest';
import type { EventName } from '../../core/events/event-names.js';
import type { ShopEvent } from '../../core/events/shop-event.js';
import { createEngine } from '../../engine/engine.js';
import { createRecommender } from '../../engine/recommender.js';
import { smallModel } from '../helpers/small-model.js';

const model = smallModel();
const engine = createEngine(model);
const event = (item: number, time: number, name: EventName = 'view_item'): ShopEvent => ({
  name,
  time: time * 1000,
  items: [{ item_id: model.ids.itemIds[item]! }],
});

describe('events that arrive late', () => {
  it.each<[string, readonly ShopEvent[]]>([
    ['a view', [event(0, 1000), event(8, 3000), event(5, 2000)]],
    ['a view of what was seen since', [event(0, 1000), event(5, 3000, 'purchase'), event(5, 2000)]],
    ['a dismissal taken back since', [event(5, 3000), event(5, 2000, 'dismiss_item')]],
    ['a liking dismissed since', [event(0, 1000), event(5, 3000, 'dismiss_item'), event(5, 2000)]],
  ])('give the profile and the lists they give in time: %s', (_what, arriving) => {
    const tracked = createRecommender(engine);
    for (const one of arriving) tracked.track(one);
    const set = createRecommender(engine);
    set.setEvents(arriving);
    expect(tracked.profile.steps).toEqual(set.profile.steps);
    expect([...tracked.profile.known]).toEqual([...set.profile.known]);
    expect([...tracked.profile.dismissed]).toEqual([...set.profile.dismissed]);
    for (const repeats of ['forbid', 'allow'] as const) {
      expect(tracked.rank({ count: 10, repeats })).toEqual(set.rank({ count: 10, repeats }));
    }
  });
});
