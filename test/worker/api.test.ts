import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkerApi } from '../../worker/api.js';
import { installFreshCaches, type FreshCaches } from './fresh-caches.js';
import { databaseNames, installFreshIndexedDb } from './fresh-indexeddb.js';
import { startModelSite, type ModelSite } from './model-site.js';
import { openTab, type Tab } from './open-tab.js';
import { itemId, shopEvent } from './shop-events.js';
import { testPorts } from './test-ports.js';

let site: ModelSite;
let tab: Tab;
let caches: FreshCaches;

beforeEach(async () => {
  installFreshIndexedDb();
  caches = installFreshCaches();
  site = await startModelSite({ sequence: 5 });
  tab = await openTab();
});
afterEach(async () => {
  await tab.close();
  await site.close();
});

const open = (mode: 'off' | 'session' | 'local'): ReturnType<Tab['api']['open']> =>
  tab.api.open({ modelUrl: site.url, shop: 'default', mode });

describe('the worker', () => {
  it('recommends to a newcomer, with what the shop shows of each item', async () => {
    await open('session');
    const { recommId, recomms } = await tab.api.recommend({ kind: 'user', count: 5 });
    expect(recommId).toMatch(/^[0-9a-f]{32}$/);
    expect(recomms).toHaveLength(5);
    const position = Number(recomms[0]!.id.slice(-3));
    expect(recomms[0]!.values).toEqual({ item_name: `Thing ${String(position)}`, price: position });
    expect((await tab.api.recommend({ kind: 'user', count: 5 })).recommId).not.toBe(recommId);
  });

  it('gives no list of bare ids while texts are on their way, unless ids are all that is wanted', async () => {
    let send = (): void => undefined;
    const sent = new Promise<void>((resolve) => (send = resolve));
    site.spoil(site.fileOf('display'), (_q, answer) => {
      void sent.then(() => answer.writeHead(500).end());
    });
    await open('session');
    const whole = tab.api.recommend({ kind: 'user', count: 2 });
    for (const wanted of [{ returnProperties: false }, { includedProperties: [] }]) {
      const { recomms } = await tab.api.recommend({ kind: 'user', count: 2, ...wanted });
      expect(recomms.map(({ values }) => values)).toEqual([{}, {}]);
    }
    expect(await Promise.race([whole, Promise.resolve('waits')])).toBe('waits');
    send(); // they do not come: the list does
    expect((await whole).recomms).toHaveLength(2);
  });

  it('answers the next list with the event that was tracked just before, without waiting for the disk', async () => {
    await open('local');
    await tab.api.recommend({ kind: 'user', count: 1 });
    void tab.api.track([shopEvent(0), shopEvent(4, 1)]);
    const { recomms } = await tab.api.recommend({ kind: 'user', count: 8 });
    expect(recomms.map(({ id }) => id)).not.toContain(itemId(0));
    expect(recomms[0]!.reason.kind).toBe('because-you-viewed');
    expect([itemId(0), itemId(4)]).toContain(recomms[0]!.reason.itemId);
  });

  it('goes from an item to those that go with it, and leaves out what it is told to', async () => {
    await open('session');
    const first = await tab.api.recommend({ kind: 'item', itemId: itemId(0), count: 3 });
    expect(first.recomms[0]).toMatchObject({ source: 'next', reason: { kind: 'goes-with', itemId: itemId(0) } });
    const excluded = first.recomms[0]!.id;
    const second = await tab.api.recommend({
      kind: 'item',
      itemId: itemId(0),
      count: 3,
      exclude: [excluded, 'not an item'],
    });
    expect(second.recomms.map(({ id }) => id)).not.toContain(excluded);
  });

  it.each([0, -1, 1.5, 1001, NaN, '3'])('refuses a count of %s', async (count) => {
    await open('session');
    await expect(tab.api.recommend({ kind: 'user', count: count as number })).rejects.toMatchObject({
      code: 'request/bad-count',
    });
  });

  it.each(['nobody knows it', '__proto__', 'constructor', undefined])(
    'refuses to start from the item %s',
    async (id) => {
      await open('session');
      const request =
        id === undefined ? { kind: 'item' as const, count: 3 } : { kind: 'item' as const, itemId: id, count: 3 };
      await expect(tab.api.recommend(request)).rejects.toMatchObject({ code: 'request/unknown-item' });
    },
  );

  it('keeps events of items the model does not know, and of hostile names', async () => {
    await open('session');
    const items = ['__proto__', 'constructor', 'new today'].map((item_id) => ({ item_id }));
    await tab.api.track([{ ...shopEvent(1), items }]);
    expect((await tab.api.profile()).events[0]!.items).toEqual(items);
    expect((await tab.api.recommend({ kind: 'user', count: 3 })).recomms).toHaveLength(3);
    expect(({} as Record<string, unknown>)['item_id']).toBeUndefined();
  });

  it('explains an item by the shopper’s own events: shares and rest add up to the score', async () => {
    await open('session');
    await tab.api.track([shopEvent(0), shopEvent(4, 1, 'purchase'), shopEvent(1, 2)]);
    const { recommId, recomms } = await tab.api.recommend({ kind: 'user', count: 5 });
    const { id, score } = recomms[0]!;
    const explanation = await tab.api.explain(recommId, id);
    expect(explanation).toMatchObject({ recommId, itemId: id });
    expect(explanation.score).toBeCloseTo(score, 6);
    const sum = explanation.events.reduce((total, { share }) => total + share, explanation.rest);
    expect(sum).toBeCloseTo(score, 6);
    expect(explanation.events.map(({ itemId: own }) => own)).toContain(itemId(4));
    await tab.api.track([shopEvent(Number(id.slice(-3)), 3)]);
    expect((await tab.api.explain(recommId, id)).score).toBeCloseTo(score, 6);
  });

  it('explains no list it did not give, and no item that was not in it', async () => {
    await open('session');
    const { recommId } = await tab.api.recommend({ kind: 'user', count: 2 });
    await expect(tab.api.explain('0', itemId(1))).rejects.toMatchObject({ code: 'request/unknown-recommendation' });
    await expect(tab.api.explain(recommId, 'x')).rejects.toMatchObject({ code: 'request/unknown-item' });
    for (let i = 0; i < 50; i++) await tab.api.recommend({ kind: 'user', count: 1 });
    await expect(tab.api.explain(recommId, itemId(1))).rejects.toMatchObject({
      code: 'request/unknown-recommendation',
    });
  });

  it('shows the profile: events oldest first, and tastes', async () => {
    await open('session');
    await tab.api.recommend({ kind: 'user', count: 1 });
    await tab.api.track([shopEvent(4, 9), shopEvent(0, 1)]);
    const { events, categories, brands } = await tab.api.profile();
    expect(events).toEqual([shopEvent(0, 1), shopEvent(4, 9)]);
    expect(categories).toEqual([{ name: 'lamps', share: 1 }]);
    expect(brands[0]!.name).toBe('Oak & Co');
  });

  it('tells its state', async () => {
    expect(await open('local')).toMatchObject({ mode: 'local', storage: 'disk', events: 0, sentBytes: 0 });
    await tab.api.recommend({ kind: 'user', count: 1 });
    await tab.api.track([shopEvent(1)]);
    expect(await tab.api.status()).toMatchObject({
      storage: 'disk',
      events: 1,
      model: { sequence: 5, items: 40, asOf: '2023-11-14T22:13:20.000Z' },
      modelSource: 'network',
      experiment: null,
      answering: 'closed-form',
      backend: 'js',
      lastError: null,
    });
  });

  it('gives empty lists and says why where there is no model, and finds one at the next open', async () => {
    site.spoil('latest.json', (_request, response) => void response.writeHead(404).end());
    await open('session');
    const list = await tab.api.recommend({ kind: 'user', count: 5 });
    expect(list.recomms).toEqual([]);
    await expect(tab.api.explain(list.recommId, itemId(1))).rejects.toMatchObject({ code: 'request/unknown-item' });
    expect(await tab.api.status()).toMatchObject({
      answering: 'fallback',
      model: null,
      lastError: { code: 'model/bad-status' },
    });
    site.heal();
    await open('session');
    expect((await tab.api.recommend({ kind: 'user', count: 5 })).recomms).toHaveLength(5);
  });

  it('gives static lists and remembers nothing while off', async () => {
    await open('off');
    await tab.api.track([shopEvent(0)]);
    const { recomms } = await tab.api.recommend({ kind: 'user', count: 5 });
    expect(recomms).toHaveLength(5);
    expect(await tab.api.status()).toMatchObject({ mode: 'off', storage: 'none', events: 0 });
  });

  it('touches no storage of any kind in a session', async () => {
    const touched: string[] = [];
    const restores = ['indexedDB', 'caches', 'localStorage', 'BroadcastChannel'].map((name) => {
      const before = Object.getOwnPropertyDescriptor(globalThis, name);
      Object.defineProperty(globalThis, name, {
        configurable: true,
        get() {
          touched.push(name);
          throw new DOMException('', 'SecurityError');
        },
      });
      return () =>
        before === undefined
          ? Reflect.deleteProperty(globalThis, name)
          : Object.defineProperty(globalThis, name, before);
    });
    const navigatorBefore = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
    const navigator = new Proxy({}, { get: (_target, name) => void touched.push(`navigator.${String(name)}`) });
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
    try {
      await open('session');
      await tab.api.track([shopEvent(0), shopEvent(1, 1)]);
      const { recommId, recomms } = await tab.api.recommend({ kind: 'user', count: 3 });
      await tab.api.explain(recommId, recomms[0]!.id);
      await tab.api.profile();
      await tab.api.forget({ itemId: itemId(0) });
      await tab.api.setMode('off');
      await tab.api.setMode('session');
      expect(touched).toEqual([]);
      await tab.api.forget('all'); // the shopper's own word: the one call, and one that is refused does no harm
      expect([...new Set(touched)].sort()).toEqual(['caches', 'indexedDB']);
      await tab.api.close();
    } finally {
      for (const restore of restores) restore();
      if (navigatorBefore !== undefined) Object.defineProperty(globalThis, 'navigator', navigatorBefore);
    }
  });

  it('forgets one item, and lists made from it can no longer be explained', async () => {
    await open('local');
    await tab.api.track([shopEvent(0), shopEvent([0, 1], 1, 'purchase')]);
    const { recommId, recomms } = await tab.api.recommend({ kind: 'user', count: 1 });
    await tab.api.forget({ itemId: itemId(0) });
    expect((await tab.api.profile()).events).toEqual([shopEvent(1, 1, 'purchase')]);
    await expect(tab.api.explain(recommId, recomms[0]!.id)).rejects.toMatchObject({
      code: 'request/unknown-recommendation',
    });
    await tab.close();
    tab = await openTab();
    await open('local');
    expect((await tab.api.profile()).events).toEqual([shopEvent(1, 1, 'purchase')]);
  });

  it('forgets everything: memory, database, cache, lists', async () => {
    const first = await open('local');
    const newcomer = await tab.api.recommend({ kind: 'user', count: 5 });
    await tab.api.track([shopEvent(0), shopEvent(4, 1)]);
    await tab.api.forget('all');
    expect(await databaseNames()).toEqual([]);
    expect(caches.contents()).toEqual({});
    expect(await tab.api.status()).toMatchObject({
      mode: first.mode,
      storage: first.storage,
      events: 0,
      lastError: null,
    });
    expect((await tab.api.profile()).events).toEqual([]);
    expect((await tab.api.recommend({ kind: 'user', count: 5 })).recomms.map(({ id }) => id)).toEqual(
      newcomer.recomms.map(({ id }) => id),
    );
    await expect(tab.api.explain(newcomer.recommId, newcomer.recomms[0]!.id)).rejects.toMatchObject({
      code: 'request/unknown-recommendation',
    });
    expect(tab.notices).toContain('forgotten');
    await tab.api.track([shopEvent(3)]);
    expect(await databaseNames()).toEqual(['shelfwise']);
  });

  it('moves a session to disk and back: withdrawal deletes database and cache', async () => {
    await open('session');
    await tab.api.track([shopEvent(0)]);
    await expect.poll(() => tab.notices.filter((kind) => kind === 'model').length).toBe(2);
    expect(await tab.api.setMode('local')).toMatchObject({ storage: 'disk', events: 1 });
    expect(await databaseNames()).toEqual(['shelfwise']);
    expect(Object.keys(caches.contents())).toEqual(['shelfwise-model']);
    expect(await tab.api.setMode('session')).toMatchObject({ storage: 'memory', events: 1 });
    expect(await databaseNames()).toEqual([]);
    expect(caches.contents()).toEqual({});
    expect(await tab.api.setMode('off')).toMatchObject({ storage: 'none', events: 0 });
  });

  it('keeps shops apart', async () => {
    await tab.api.open({ modelUrl: site.url, shop: 'toys', mode: 'local' });
    await tab.api.track([shopEvent(0)]);
    await open('local');
    expect((await tab.api.profile()).events).toEqual([]);
    await tab.api.track([shopEvent(1)]);
    expect((await databaseNames()).sort()).toEqual(['shelfwise', 'shelfwise-toys']);
  });

  it('refuses calls before it was opened, after it was closed, and addresses that are none', async () => {
    await expect(tab.api.recommend({ kind: 'user', count: 1 })).rejects.toMatchObject({ code: 'worker/not-started' });
    await expect(tab.api.open({ modelUrl: '/latest.json', shop: 'default', mode: 'off' })).rejects.toMatchObject({
      code: 'request/bad-option',
    });
    await open('local');
    await tab.api.close();
    await expect(tab.api.track([shopEvent(1)])).rejects.toMatchObject({ code: 'request/closed' });
    await expect(open('local')).rejects.toMatchObject({ code: 'request/closed' });
  });

  it('touches neither disk nor cache by being made', () => {
    caches = installFreshCaches(); // what the test before left under way may still write
    createWorkerApi(testPorts());
    expect(caches.contents()).toEqual({});
  });
});
