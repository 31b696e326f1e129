import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topN } from '../../core/math/top-n.js';
import { solveUser } from '../../core/math/fold-in.js';
import { EVENT_NAMES, toEventCode, type EventName } from '../../core/events/event-names.js';
import type { ShopEvent } from '../../core/events/shop-event.js';
import { createEngine } from '../../engine/engine.js';
import { createRecommender } from '../../engine/recommender.js';
import { Profile } from '../../engine/profile.js';
import { dequantise } from '../../engine/scorers/factor-scorer.js';
import { smallModel } from '../helpers/small-model.js';

const model = smallModel();
const engine = createEngine(model);
const id = (index: number): string => model.ids.itemIds[index]!;
const event = (index: number, time: number, name: EventName = 'view_item'): ShopEvent => ({
  name,
  time: time * 1000,
  items: [{ item_id: id(index) }],
});
const forbid = { count: 10, repeats: 'forbid' } as const;

const events = fc.array(
  fc.record({ item: fc.nat(39), time: fc.integer({ min: 1, max: 1000 }), name: fc.constantFrom(...EVENT_NAMES) }),
  { maxLength: 30 },
);

describe('the recommender', () => {
  it('gives a newcomer what rises and what is popular', () => {
    const list = createRecommender(engine).recommend(forbid);
    const { popularity, trend7 } = model.items;
    const expected = topN(
      popularity.map((value, i) => 0.5 * value + trend7[i]!),
      10,
    );
    expect(list.map(({ item }) => item)).toEqual(expected);
    expect(list.every(({ source }) => source === 'trend' || source === 'popularity')).toBe(true);
  });

  it('follows the shopper: two lamps looked at bring lamps to the top, and the reason names one of them', () => {
    const recommender = createRecommender(engine, (item) => `Lamp ${String(item)}`);
    recommender.track(event(0, 1));
    recommender.track(event(4, 2));
    const list = recommender.recommend(forbid);
    expect(list.slice(0, 3).every(({ item }) => model.items.category[item] === 1)).toBe(true);
    expect(list[0]!.reason.kind).toBe('because-you-viewed');
    expect([id(0), id(4)]).toContain(list[0]!.reason.itemId);
    expect(list[0]!.reason.text).toMatch(/^Because you looked at Lamp [04]$/);
  });

  it('never repeats a known item where repeats are forbidden, and may where they are allowed', () => {
    const recommender = createRecommender(engine);
    recommender.track(event(0, 1));
    const items = (repeats: 'forbid' | 'allow'): number[] =>
      recommender.rank({ count: 40, repeats }).map(({ item }) => item);
    expect(items('forbid')).not.toContain(0);
    expect(items('allow')[0]).toBe(0);
  });

  it('leaves out what was dismissed and excluded, and ranks only what is asked for', () => {
    const recommender = createRecommender(engine);
    recommender.track(event(0, 1));
    recommender.track(event(8, 2, 'dismiss_item'));
    const all = recommender.rank({ ...forbid, count: 40, exclude: new Set([12]) }).map(({ item }) => item);
    expect(all).not.toContain(8);
    expect(all).not.toContain(12);
    const among = recommender.rank({ ...forbid, among: new Set([8, 16, 38, 39]) }).map(({ item }) => item);
    expect(among).toHaveLength(3);
    expect(among[0]).toBe(16);
  });

  it('gives the same list for events told one by one and all at once', () => {
    fc.assert(
      fc.property(events, (list) => {
        const sorted = [...list].sort((a, b) => a.time - b.time);
        const [one, all] = [createRecommender(engine), createRecommender(engine)];
        for (const { item, time, name } of sorted) one.track(event(item, time, name));
        all.setEvents(sorted.map(({ item, time, name }) => event(item, time, name)));
        expect(one.rank(forbid)).toEqual(all.rank(forbid));
      }),
    );
  });

  it.each([
    ['a model without optional sections', engine],
    ['a model with all of them and a network', createEngine(smallModel({ rich: true }))],
  ])('explains every score to the last digit: shares and rest add up, with %s', (_name, asked) => {
    fc.assert(
      fc.property(events, (list) => {
        const recommender = createRecommender(asked);
        recommender.setEvents(list.map(({ item, time, name }) => event(item, time, name)));
        for (const { item, score } of recommender.rank(forbid)) {
          const explained = recommender.explain(item, 'forbid')!;
          const sum = [...explained.shares.values()].reduce((a, b) => a + b, explained.rest);
          expect(sum).toBeCloseTo(score, 9);
          expect([...explained.shares.keys()].every((index) => recommender.profile.known.has(index))).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('ignores items and events it does not know, such as __proto__', () => {
    const recommender = createRecommender(engine);
    recommender.track({ name: 'view_item', time: 1, items: [{ item_id: '__proto__' }, { item_id: 'constructor' }] });
    recommender.track({ name: 'search', time: 2, items: [], searchTerm: 'lamp' });
    expect(recommender.profile.isEmpty).toBe(true);
    expect(recommender.rank(forbid)).toHaveLength(10);
  });

  it('says what the shopper leans to', () => {
    const recommender = createRecommender(engine);
    recommender.track(event(0, 1));
    recommender.track(event(4, 2));
    recommender.track(event(1, 3));
    expect(recommender.tastes().categories.map(({ name }) => name)).toEqual(['lamps', 'vases']);
    expect(recommender.tastes().categories[0]!.share).toBeCloseTo(2 / 3);
  });
});

describe('items that go with an item', () => {
  it('come from its row first, then from taste, then from its kind', () => {
    const list = createRecommender(engine).similar(0, { count: 12, repeats: 'forbid' });
    expect(list.slice(0, 3).map(({ item }) => item)).toEqual([4, 8, 12]);
    const order = ['next', 'factors', 'category', 'popularity'];
    const tiers = list.map(({ source }) => order.indexOf(source));
    expect(tiers).toEqual([...tiers].sort((a, b) => a - b));
    expect(list.map(({ score }) => score)).toEqual(list.map(({ score }) => score).sort((a, b) => b - a));
    expect(list.map(({ item }) => item)).not.toContain(0);
  });

  it('are found for an item nobody has bought, by its kind', () => {
    const list = createRecommender(engine).similar(39, { count: 5, repeats: 'forbid' });
    expect(list).toHaveLength(5);
    expect(
      list.every(
        ({ source, item }) => source === 'category' && model.items.category[item] === model.items.category[39],
      ),
    ).toBe(true);
  });
});

describe('the fold-in', () => {
  it('solves the user’s equations', () => {
    const profile = new Profile(model.settings.eventWeights);
    for (const item of [0, 4, 9]) profile.add({ item, event: toEventCode('purchase'), time: item, rating: NaN });
    const w = engine.signals.factors.foldIn(profile);
    const direct = solveUser({
      factors: dequantise(model),
      dimension: 8,
      gram: model.gram,
      items: Uint32Array.from([0, 4, 9]),
      confidences: Float64Array.from([3, 3, 3]),
      ...model.settings.foldIn,
    });
    w.forEach((value, k) => expect(value).toBeCloseTo(direct[k]!, 12));
    expect(w.some((value) => value !== 0)).toBe(true);
  });
});
