import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Habits } from '../../../core/artifact/habits-section.js';
import type { Together } from '../../../core/artifact/together-section.js';
import { toEventCode, type EventName } from '../../../core/events/event-names.js';
import { SCENARIOS, type Scenario } from '../../../core/scenarios.js';
import { createEngine } from '../../../engine/engine.js';
import { Profile } from '../../../engine/profile.js';
import type { ScenarioList, ScenarioRequest } from '../../../engine/scenarios/scenario-model.js';
import { SCENARIO_MODELS } from '../../../engine/scenarios/scenario-models.js';
import { smallModel } from '../../helpers/small-model.js';

const ITEMS = 40;
const DAY = 86_400;
const engine = createEngine(smallModel({ items: ITEMS }));

/** Item i goes with i + 1 in an order and with i + 2 in a visit; category 1 with category 3. */
const together: Together = {
  bought: { ...stepRows(1), weight: new Float32Array(ITEMS).fill(0.5) },
  viewed: { ...stepRows(2), weight: new Float32Array(ITEMS).fill(0.5) },
  mixes: { bought: { next: 0.1, kinds: 1 }, viewed: { next: 0, kinds: 0 }, cart: { next: 0, kinds: 0 } },
  kinds: { start: Uint32Array.of(0, 0, 1, 1, 1, 1), target: Uint32Array.of(3), weight: Float32Array.of(0.8) },
};
const habits: Habits = {
  repeat: new Float32Array(ITEMS).fill(0.5),
  categoryRepeat: new Float32Array(5).fill(0.1),
  intervalDays: new Float32Array(5).fill(30),
  intervalSpread: new Float32Array(5).fill(0.3),
  visitDays: 7,
};
const full = createEngine({ ...engine.model, together, habits });
const bare = createEngine({ ...engine.model, together: undefined, habits: undefined });

function stepRows(step: number): { start: Uint32Array; target: Uint32Array } {
  return {
    start: Uint32Array.from({ length: ITEMS + 1 }, (_, i) => i),
    target: Uint32Array.from({ length: ITEMS }, (_, i) => (i + step) % ITEMS),
  };
}

function profileOf(events: readonly (readonly [item: number, day: number, name?: EventName])[]): Profile {
  const profile = new Profile(engine.model.settings.eventWeights);
  for (const [item, day, name = 'view_item'] of events)
    profile.add({ item, event: toEventCode(name), time: day * DAY, rating: NaN });
  return profile;
}

function rank(
  name: Scenario,
  request: Partial<ScenarioRequest> = {},
  profile = profileOf([]),
  asked = full,
): ScenarioList {
  return SCENARIO_MODELS[name].rank(asked, profile, { count: 5, isAllowed: () => true, ...request });
}

const itemsOf = ({ items }: ScenarioList): number[] => items.map(({ item }) => item);

describe('every scenario', () => {
  const events = fc.array(
    fc.tuple(fc.nat(ITEMS - 1), fc.nat(90), fc.constantFrom<EventName>('view_item', 'purchase', 'dismiss_item')),
    { maxLength: 12 },
  );

  it('fills its row with distinct allowed items in falling order, whatever is known and whatever the model lacks', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SCENARIOS), fc.constantFrom(full, bare), events, (name, asked, list) => {
        const profile = profileOf([...list].sort((a, b) => a[1] - b[1]));
        const given = [7, 3, 3, 21, 0, 12, 30];
        const isAllowed = (item: number): boolean => item % 5 !== 1;
        const request = { count: 4, item: 4, items: given, isAllowed };
        const { items } = rank(name, request, profile, asked);
        expect(items).toHaveLength(4);
        expect(new Set(items.map(({ item }) => item)).size).toBe(4);
        expect(items.every(({ item }) => isAllowed(item))).toBe(true);
        const scores = items.map(({ score }) => score);
        expect(scores.every(Number.isFinite)).toBe(true);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
      { numRuns: 300 },
    );
  });

  it('gives a newcomer without any context a full row', () => {
    for (const name of SCENARIOS) {
      if (name === 'rerank') continue;
      expect(rank(name, { count: 10 }).items).toHaveLength(10);
    }
  });
});

describe('complements', () => {
  it('come from what is bought together, then from kinds bought together, and say so', () => {
    const { items, anchors } = rank('bought-together', { item: 0, count: 6 });
    expect(anchors).toEqual([0]);
    expect(items[0]).toMatchObject({ item: 1, source: 'together' });
    const { category } = engine.model.items;
    const ofKind = items.filter(({ source }) => source === 'category').map(({ item }) => category[item]);
    expect(ofKind.length).toBeGreaterThan(0);
    expect(ofKind.every((group) => group === 3)).toBe(true);
  });

  it('differ from what is viewed together and from what is alike', () => {
    expect(itemsOf(rank('viewed-together', { item: 0 }))[0]).toBe(2);
    expect(itemsOf(rank('similar', { item: 0 }))[0]).toBe(4);
  });

  it('answer a whole cart and leave it out', () => {
    const list = itemsOf(rank('cart', { items: [0, 1, 8], count: 3 }));
    expect(list.slice(0, 2).sort((a, b) => a - b)).toEqual([2, 9]);
    expect(list).not.toContain(1);
  });

  it('follow the latest items where no cart is given', () => {
    expect(
      itemsOf(
        rank(
          'cart',
          {},
          profileOf([
            [10, 1],
            [20, 2],
          ]),
        ),
      )[0],
    ).toBe(21);
  });

  it('use views where a shop logs no orders, and likeness where it logs neither', () => {
    const empty = { start: new Uint32Array(ITEMS + 1), target: new Uint32Array(0), weight: new Float32Array(0) };
    const viewsOnly = createEngine({ ...full.model, together: { ...together, bought: empty } });
    expect(itemsOf(rank('bought-together', { item: 0 }, profileOf([]), viewsOnly))[0]).toBe(2);
    expect(rank('bought-together', { item: 0 }, profileOf([]), bare).items[0]).toMatchObject({
      item: 4,
      source: 'next',
    });
  });
});

describe('the shopper’s own rows', () => {
  it('put what is due before what was bought just now', () => {
    const profile = profileOf([
      [5, 0, 'purchase'],
      [6, 29, 'purchase'],
      [7, 29.5],
    ]);
    const { items } = rank('buy-again', { now: 30 * DAY, count: 3 }, profile);
    expect(items.map(({ item }) => item)).toEqual([5, 6, 7]);
    expect(items.every(({ source }) => source === 'history')).toBe(true);
  });

  it('prefer what was bought often', () => {
    const profile = profileOf([
      [5, 0, 'purchase'],
      [6, 0, 'purchase'],
      [6, 1, 'purchase'],
      [5, 1],
    ]);
    expect(itemsOf(rank('buy-again', { now: 30 * DAY }, profile))[0]).toBe(6);
    expect(itemsOf(rank('buy-again', { now: 30 * DAY }, profile, bare))[0]).toBe(6);
  });

  it('never pass a stand-in off as the shopper’s own', () => {
    const { items } = rank('buy-again', { count: 8 }, profileOf([[5, 0, 'purchase']]));
    expect(items.filter(({ source }) => source === 'history').map(({ item }) => item)).toEqual([5]);
  });

  it('show what was met last first', () => {
    expect(
      itemsOf(
        rank(
          'recently-viewed',
          { count: 3 },
          profileOf([
            [5, 0],
            [6, 1],
            [9, 2],
            [5, 3],
          ]),
        ),
      ),
    ).toEqual([5, 9, 6]);
  });

  it('name the item a row is about, and show nothing the shopper knows', () => {
    const profile = profileOf([
      [5, 0],
      [6, 1, 'add_to_cart'],
      [9, 2],
    ]);
    const list = rank('because-you-viewed', { count: 30 }, profile);
    expect(list.anchors).toEqual([6]);
    expect(itemsOf(list)[0]).toBe(8);
    for (const known of [5, 6, 9]) expect(itemsOf(list)).not.toContain(known);
  });
});

describe('rows that are the same for everybody', () => {
  const columns = engine.model.items;
  const trends = {
    ...engine.trends,
    trend7: columns.trend7.map((value, i) => (i === 17 ? Math.log1p(60) : Math.min(value, Math.log1p(2)))),
    trend30: columns.trend30.map((value, i) => (i === 17 ? Math.log1p(70) : i === 18 ? Math.log1p(900) : value)),
  };
  const engineThen = { ...full, trends };

  it('tell what rises from what sells', () => {
    expect(rank('trending', {}, profileOf([]), engineThen).items[0]).toMatchObject({ item: 17, source: 'trend' });
    expect(rank('bestsellers', {}, profileOf([]), engineThen).items[0]).toMatchObject({
      item: 18,
      source: 'popularity',
    });
  });

  it('call nothing trending where nothing has a time', () => {
    const still = { ...trends, trend7: new Float32Array(ITEMS), trend30: new Float32Array(ITEMS) };
    const { items } = rank('trending', {}, profileOf([]), { ...full, trends: still });
    expect(items.every(({ source }) => source === 'popularity')).toBe(true);
  });
});

describe('re-ranking', () => {
  it('orders exactly the given list, what was dismissed last', () => {
    const profile = profileOf([
      [0, 0],
      [4, 1],
      [12, 2, 'dismiss_item'],
    ]);
    const list = itemsOf(rank('rerank', { items: [12, 9, 8, 3, 9], count: 10 }, profile));
    expect([...list].sort((a, b) => a - b)).toEqual([3, 8, 9, 12]);
    expect(list[0]).toBe(8);
    expect(list.at(-1)).toBe(12);
  });
});
