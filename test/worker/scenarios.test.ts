import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecommendRequest } from '../../core/protocol.js';
import { SCENARIOS } from '../../core/scenarios.js';
import { installFreshCaches } from './fresh-caches.js';
import { installFreshIndexedDb } from './fresh-indexeddb.js';
import { startModelSite, type ModelSite } from './model-site.js';
import { openTab, type Tab } from './open-tab.js';
import { itemId, shopEvent } from './shop-events.js';

/** A Wednesday at noon. */
const NOW = Date.UTC(2026, 10, 25, 12);

let site: ModelSite;
let tab: Tab;

beforeEach(async () => {
  installFreshIndexedDb();
  installFreshCaches();
  site = await startModelSite({ sequence: 5, rich: true });
  tab = await openTab({ now: () => NOW }); // the hour counts in lists
  await tab.api.open({ modelUrl: site.url, shop: 'default', mode: 'session' });
  await tab.api.track([shopEvent(0), shopEvent(4, 10, 'purchase'), shopEvent(8, 20), shopEvent(12, 30)]);
});
afterEach(async () => {
  await tab.close();
  await site.close();
});

const ask = async (request: RecommendRequest): ReturnType<Tab['api']['recommend']> => tab.api.recommend(request);
const idsOf = async (request: RecommendRequest): Promise<string[]> => (await ask(request)).recomms.map(({ id }) => id);

describe('the worker’s rows', () => {
  it.each(SCENARIOS)('answer and explain %s', async (scenario) => {
    const kinds = { user: {}, item: { itemId: itemId(20) }, items: { items: [20, 21, 22].map(itemId) } };
    for (const [kind, start] of Object.entries(kinds)) {
      const request = { kind: kind as RecommendRequest['kind'], scenario, count: 3, ...start };
      const { recommId, recomms } = await ask(request);
      expect(recomms).toHaveLength(3);
      for (const { id, score } of recomms) {
        const { events, rest } = await tab.api.explain(recommId, id);
        expect(events.reduce((sum, { share }) => sum + share, rest)).toBeCloseTo(score, 6);
      }
    }
  });

  it('go by the call where the name does not fit it, or says nothing', async () => {
    const user = { kind: 'user', count: 5 } as const;
    const own = await idsOf(user);
    for (const scenario of ['product', 'category', 'spring sale', '__proto__'])
      expect(await idsOf({ ...user, scenario })).toEqual(own);
    expect(await idsOf({ ...user, scenario: 'Buy it again' })).not.toEqual(own);
    const item = { kind: 'item', itemId: itemId(20), count: 5 } as const;
    expect(await idsOf({ ...item, scenario: 'home' })).toEqual(await idsOf(item));
    expect((await idsOf({ ...item, scenario: 'also-bought' }))[0]).toBe(itemId(21));
  });

  it('complete a cart without its items', async () => {
    const cart = [20, 27, 33].map(itemId);
    const ids = await idsOf({ kind: 'items', items: [...cart, 'not an item'], count: 10 });
    expect(ids).toHaveLength(10);
    expect(ids.filter((id) => cart.includes(id))).toEqual([]);
    expect(ids.slice(0, 3).sort()).toEqual([21, 28, 34].map(itemId));
    expect(await idsOf({ kind: 'items', items: [], count: 4 })).toHaveLength(4);
  });

  it('put a given list in order and keep all of it, what the model does not know last', async () => {
    const items = ['new tomorrow', itemId(31), itemId(16), itemId(0), itemId(39), '__proto__'];
    const ids = await idsOf({ kind: 'items', scenario: 'rerank', items, count: items.length });
    expect([...ids].sort()).toEqual([...items].sort());
    expect(ids.slice(-2)).toEqual(['new tomorrow', '__proto__']);
  });

  it('are the plain list at diversity 0, and turn what was shown with rotation', async () => {
    const request = { kind: 'user', count: 6 } as const;
    const first = await idsOf(request);
    expect(await idsOf({ ...request, diversity: 0 })).toEqual(first);
    const next = await idsOf({ ...request, rotationRate: 1, rotationTime: 3600 });
    expect(next.filter((id) => first.includes(id))).toEqual([]);
    expect(await idsOf(request)).toEqual(first);
  });

  it('read the page’s context leniently', async () => {
    const context = { category: 'rugs', country: 7, hour: 'noon' } as unknown as RecommendRequest['context'] & object;
    expect(await idsOf({ kind: 'user', count: 5, context })).toHaveLength(5);
    const rugs = await idsOf({ kind: 'user', count: 20, context: { category: 'rugs' } });
    expect(rugs).not.toEqual(await idsOf({ kind: 'user', count: 20, context: { category: 'vases' } }));
  });

  it.each([
    ['kind', { kind: 'shop' }],
    ['items', { kind: 'items' }],
    ['items', { kind: 'items', items: [7] }],
    ['items', { kind: 'items', items: new Array<string>(1001).fill('a') }],
    ['scenario', { scenario: 7 }],
    ['repeats', { repeats: 'never' }],
    ['diversity', { diversity: 1.5 }],
    ['diversity', { diversity: NaN }],
    ['minRelevance', { minRelevance: 'some' }],
    ['rotationRate', { rotationRate: -1 }],
    ['rotationTime', { rotationTime: 0 }],
    ['filtre', { filtre: 'price < 5' }],
    ['__proto__', JSON.parse('{"__proto__": {}}') as object],
    ['filter', { filter: true }],
    ['exclude', { exclude: 'a' }],
    ['exclude', { exclude: [1] }],
    ['bury', { bury: [''] }],
    ['pin', { pin: [{ item_id: 'a' }] }],
    ['pin', { pin: [{ item_id: 'a', slot: 0, until: 'noon' }] }],
    [
      'pin',
      {
        pin: [
          { item_id: 'a', slot: 0 },
          { item_id: 'b', slot: 0 },
        ],
      },
    ],
    ['maxPerCategory', { maxPerCategory: 0 }],
    ['variants', { variants: 'some' }],
    ['unavailable', { unavailable: true }],
    ['inCart', { inCart: 'no' }],
    ['returnProperties', { returnProperties: 'no' }],
    ['includedProperties', { includedProperties: [''] }],
  ])('refuse a bad %s and name it', async (name, fields) => {
    const request = { kind: 'user', count: 3, ...fields } as unknown as RecommendRequest;
    await expect(ask(request)).rejects.toMatchObject({
      code: 'request/bad-option',
      message: expect.stringMatching(`^${name}: expected `) as string,
    });
  });
});

describe('the profile', () => {
  it('tells the segment where the model has a name for it', async () => {
    await ask({ kind: 'user', count: 1 });
    expect((await tab.api.profile()).segment).toEqual({ name: 'Lamps', share: 0.375 });
    await tab.api.forget('all');
    expect((await tab.api.profile()).segment).toBeNull();
  });
});
