import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.js';
import type { EventName } from '../../core/events/event-names.js';
import { SCENARIOS } from '../../core/scenarios.js';
import { createEngine } from '../../engine/engine.js';
import { createExploration } from '../../engine/ranking/explore.js';
import { createRecommender, type Recommender, type RowRequest } from '../../engine/recommender.js';
import { smallModel } from '../helpers/small-model.js';

const model = smallModel({ rich: true, items: 120 });
const engine = createEngine(model);
const nameOf = (item: number): string => `thing ${String(item)}`;
const NOW = 1_700_000_000;
const plain = { count: 10, repeats: 'forbid', now: NOW } as const;

/** Events on items, a day apart, the last one a day ago. */
function shopper(...events: readonly (readonly [item: number, name?: EventName])[]): Recommender {
  const recommender = createRecommender(engine, nameOf);
  events.forEach(([item, name = 'view_item'], k) => {
    const time = (NOW - (events.length - k) * 86_400) * 1000;
    recommender.track({ name, time, items: [{ item_id: model.ids.itemIds[item]! }] });
  });
  return recommender;
}
const known = (): Recommender => shopper([0], [4, 'purchase'], [9], [13]);
const itemsOf = (recommender: Recommender, request: Partial<RowRequest> = {}): number[] =>
  recommender.recommend({ ...plain, ...request }).map(({ item }) => item);

describe('a row without options', () => {
  it('is the ranked list, score for score, for the shopper and for a newcomer', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(119), { maxLength: 8 }), fc.constantFrom('forbid', 'allow'), (items, repeats) => {
        const recommender = shopper(...items.map((item): [number] => [item]));
        const context = { hour: 20, weekday: 6, category: 'vases' };
        const request = { ...plain, repeats, context, exclude: new Set([3, 17]) } as const;
        const row = recommender.recommend({ ...request, diversity: 0 });
        expect(row.map(({ item, score }) => ({ item, score }))).toEqual(recommender.rank(request));
        expect(row.every((found) => !('propensity' in found))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('fills every scenario with distinct items', () => {
    for (const scenario of SCENARIOS) {
      const items = itemsOf(known(), { scenario, repeats: 'allow', item: 5, items: [5, 6, 7, 8, 20, 30] });
      expect(items).toHaveLength(scenario === 'rerank' ? 6 : 10);
      expect(new Set(items).size).toBe(items.length);
    }
  });

  it('goes with the circumstances of the visit', () => {
    const at = (category: string): number[] =>
      known()
        .recommend({ ...plain, context: { category } })
        .map(({ score }) => score);
    expect(at('chairs')).not.toEqual(at('rugs')); // from chairs one goes on to lamps, from rugs to chairs
  });
});

describe('reasons of rows', () => {
  it('name the item that is bought, or viewed, together with', () => {
    const recommender = known();
    expect(recommender.recommend({ ...plain, scenario: 'bought-together', item: 20 })[0]).toMatchObject({
      item: 21,
      reason: { kind: 'bought-together', text: 'Often bought together with thing 20', itemId: model.ids.itemIds[20] },
    });
    const viewed = recommender.recommend({ ...plain, scenario: 'viewed-together', item: 20 });
    expect(viewed.find(({ item }) => item === 22)!.reason.text).toBe('Often viewed together with thing 20');
  });

  it('name of a cart the one item that speaks for each', () => {
    const row = shopper().recommend({ ...plain, scenario: 'cart', items: [20, 50, 80] });
    const names = new Map(row.map(({ item, reason }) => [item, reason.text]));
    for (const item of [20, 50, 80]) {
      expect(names.has(item)).toBe(false);
      expect(names.get(item + 1)).toBe(`Often bought together with thing ${String(item)}`);
    }
  });

  it('call the shopper’s own items so, and nothing else', () => {
    const row = known().recommend({ ...plain, scenario: 'buy-again', repeats: 'allow' });
    const own = row.filter(({ reason }) => reason.kind === 'your-own').map(({ item, reason }) => [item, reason.text]);
    expect(own[0]).toEqual([4, 'You bought this before']);
    expect(own.slice(1)).toEqual([13, 9, 0].map((item) => [item, 'You looked at this before']));
  });

  it('name in a row about a viewed item that item, whatever the evidence', () => {
    const row = known().recommend({ ...plain, scenario: 'because-you-viewed' });
    const about = row.filter(({ source }) => source !== 'popularity').map(({ reason }) => reason);
    expect(new Set(about.map(({ text }) => text)).size).toBe(1);
    expect(about[0]!.kind).toMatch(/^because-you-/);
  });

  it('say of what has no place but the given one that it stands there for that', () => {
    const recommender = shopper([0], [30, 'dismiss_item']);
    const row = recommender.recommend({ ...plain, repeats: 'allow', scenario: 'rerank', items: [30, 4, 8] });
    expect(row.at(-1)).toMatchObject({ item: 30, source: 'given', reason: { kind: 'as-given' } });
  });
});

describe('a row with options', () => {
  it('is more varied the more diversity is asked for, and starts the same', () => {
    const categories = (items: number[]): number => new Set(items.map((item) => model.items.category[item])).size;
    const [least, most] = [itemsOf(known(), { count: 6 }), itemsOf(known(), { count: 6, diversity: 1 })];
    expect(most[0]).toBe(least[0]);
    expect(categories(most)).toBeGreaterThan(categories(least));
  });

  it('leaves out what does not stand out, more at every level', () => {
    const levels = ['low', 'medium', 'high'] as const;
    const lengths = levels.map((minRelevance) => itemsOf(known(), { count: 60, minRelevance }).length);
    expect([...lengths].sort((a, b) => b - a)).toEqual(lengths);
    expect(lengths[0]).toBeLessThan(60);
    const row = known().recommend({ ...plain, count: 60, scenario: 'similar', item: 20, minRelevance: 'medium' });
    expect(row.every(({ source }) => source === 'next' || source === 'factors')).toBe(true);
    expect(itemsOf(known(), { scenario: 'bestsellers', minRelevance: 'high' })).toHaveLength(10);
  });

  it('moves what was shown lately out of the row', () => {
    const first = itemsOf(known());
    const shown = first.map((item) => ({ item, shownAt: NOW - 1, count: 1 }));
    const next = itemsOf(known(), { rotation: { rotationRate: 1, rotationTime: 3600, shown } });
    expect(next.filter((item) => first.includes(item))).toEqual([]);
    expect(itemsOf(known(), { now: NOW, rotation: { rotationRate: 0, rotationTime: 3600, shown } })).toEqual(first);
  });

  it('explores in the last places alone, alike for one seed, with the chance of each', () => {
    const ask = (seed: number): ReturnType<Recommender['recommend']> =>
      known().recommend({ ...plain, explore: createExploration({ slots: 3, random: createRandom(seed) }) });
    expect(ask(7)).toEqual(ask(7));
    const rows = Array.from({ length: 20 }, (_, seed) => ask(seed));
    const first = itemsOf(known());
    for (const row of rows) {
      expect(row.slice(0, 7).map(({ item }) => item)).toEqual(first.slice(0, 7));
      expect(row.slice(0, 7).every(({ propensity }) => propensity === 1)).toBe(true);
      expect(row.slice(7).every(({ propensity }) => propensity! > 0 && propensity! < 1)).toBe(true);
      for (const { item, source, reason } of row) {
        expect(source === 'exploration').toBe(!first.includes(item));
        expect(reason.kind === 'something-new').toBe(source === 'exploration');
      }
    }
    expect(new Set(rows.map((row) => row.at(-1)!.item)).size).toBeGreaterThan(1);
  });
});

describe('the segment', () => {
  it('is the likeliest taste of a shopper of whom enough is known', () => {
    expect(shopper([0], [4], [8], [12]).segment()).toMatchObject({ name: 'Lamps', share: 0.375 });
    expect(shopper().segment()).toBeUndefined();
    expect(createRecommender(createEngine(smallModel())).segment()).toBeUndefined();
  });
});
