import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecommendRequest } from '../../core/protocol.js';
import { IdbStore } from '../../worker/store/idb-store.js';
import { installFreshCaches } from './fresh-caches.js';
import { databaseNames, installFreshIndexedDb } from './fresh-indexeddb.js';
import { startModelSite, type ModelSite } from './model-site.js';
import { openTab, type Tab } from './open-tab.js';
import { itemId, shopEvent } from './shop-events.js';

let site: ModelSite;
let tabs: Tab[] = [];

beforeEach(async () => {
  installFreshIndexedDb();
  installFreshCaches();
  site = await startModelSite({ sequence: 5 });
});
afterEach(async () => {
  for (const tab of tabs) await tab.close();
  tabs = [];
  await site.close();
});

async function open(mode: 'off' | 'session' | 'local'): Promise<Tab['api']> {
  const tab = await openTab();
  tabs.push(tab);
  await tab.api.open({ modelUrl: site.url, shop: 'default', mode });
  await tab.api.recommend({ kind: 'user', count: 1 });
  return tab.api;
}

const ids = async (api: Tab['api'], request: Partial<RecommendRequest> = {}): Promise<string[]> =>
  (await api.recommend({ kind: 'user', count: 40, ...request })).recomms.map(({ id }) => id);

/** Every kind of list there is, of items the shopper may know. */
const EVERY_LIST: readonly Partial<RecommendRequest>[] = [
  {},
  ...['buy-again', 'recently-viewed', 'because-you-viewed', 'trending', 'bestsellers', 'cart'].map((scenario) => ({
    scenario,
    repeats: 'allow' as const,
  })),
  { kind: 'item', itemId: itemId(4) },
  { kind: 'items', items: [itemId(4)] },
  { kind: 'items', items: [itemId(0), itemId(4), itemId(5), 'not an item'], scenario: 'rerank', repeats: 'allow' },
];

/** Items of the small model whose position is 0, 4, 8, …: all of one category. */
const isOfFirstCategory = (id: string): boolean => Number(id.slice(-3)) % 4 === 0;

describe('muting', () => {
  it('keeps an item, and all of a category, out of every list until it is taken back', async () => {
    const api = await open('session');
    await api.track([shopEvent(0), shopEvent(4, 1, 'purchase'), shopEvent(5, 2), shopEvent(5, 3, 'purchase')]);
    const before = await Promise.all(EVERY_LIST.map((request) => ids(api, request)));
    expect(before.filter((list) => list.includes(itemId(5))).length).toBeGreaterThan(2);
    expect(before.filter((list) => list.some(isOfFirstCategory)).length).toBeGreaterThan(5);
    await api.mute({ itemId: itemId(5) }, true);
    await api.mute({ itemId: 'not an item' }, true);
    await api.mute({ category: 'lamps' }, true);
    for (const list of await Promise.all(EVERY_LIST.map((request) => ids(api, request)))) {
      expect(list).not.toContain(itemId(5));
      expect(list).not.toContain('not an item');
      expect(list.filter(isOfFirstCategory)).toEqual([]);
    }
    expect((await api.profile()).muted).toEqual({ items: [itemId(5), 'not an item'], categories: ['lamps'] });
    for (const target of [{ itemId: itemId(5) }, { itemId: 'not an item' }, { category: 'lamps' }]) {
      await api.mute(target, false);
    }
    expect(await Promise.all(EVERY_LIST.map((request) => ids(api, request)))).toEqual(before);
  });

  it('is known in the other tabs and on the next visit, and erased with the rest', async () => {
    const [here, there] = [await open('local'), await open('local')];
    await here.mute({ itemId: itemId(3) }, true);
    await expect.poll(() => ids(there)).not.toContain(itemId(3));
    const later = await open('local');
    expect(await ids(later)).not.toContain(itemId(3));
    await there.forget('all');
    await expect.poll(() => ids(here)).toContain(itemId(3));
    await expect.poll(databaseNames).toEqual([]);
  });

  it('goes along to the disk and back into memory with the consent', async () => {
    const api = await open('session');
    await api.mute({ itemId: itemId(3) }, true);
    expect(await databaseNames()).toEqual([]);
    await api.setMode('local');
    expect(await new IdbStore('shelfwise').readMuted()).toEqual([`item:${itemId(3)}`]);
    await api.setMode('session');
    expect(await databaseNames()).toEqual([]);
    expect(await ids(api)).not.toContain(itemId(3));
    await api.setMode('off');
    await api.setMode('session');
    expect(await ids(api)).toContain(itemId(3));
  });
});

describe('what if', () => {
  it('gives the list of a shopper who had never met the items, and changes nothing', async () => {
    const api = await open('session');
    await api.track([shopEvent(4), shopEvent(8, 1)]);
    const expected = await ids(api);
    await api.track([shopEvent([5, 4], 2, 'purchase')]);
    const changed = await ids(api);
    expect(changed).not.toEqual(expected);
    const other = await open('session');
    await other.track([shopEvent(4), shopEvent(8, 1), shopEvent(4, 2, 'purchase')]);
    const supposed = await api.recommend({ kind: 'user', count: 40, without: [itemId(5)] });
    expect(supposed.recomms.map(({ id }) => id)).toEqual(await ids(other));
    expect(supposed.recomms.map(({ id }) => id)).toContain(itemId(5));
    const { events } = await api.explain(supposed.recommId, supposed.recomms[0]!.id);
    expect(events.map((event) => event.itemId)).not.toContain(itemId(5));
    expect(await ids(api)).toEqual(changed);
    expect((await api.profile()).events).toHaveLength(3);
    expect(await ids(api, { without: [itemId(4), itemId(5), itemId(8)] })).toEqual(await ids(await open('session')));
  });

  it('refuses anything but item ids', async () => {
    const api = await open('session');
    const request = { kind: 'user', count: 1, without: [1] } as unknown as RecommendRequest;
    await expect(api.recommend(request)).rejects.toMatchObject({ code: 'request/bad-option' });
  });
});

describe('the profile', () => {
  it('names the items met, the latest first, then those muted', async () => {
    const api = await open('session');
    await expect.poll(async () => (await api.recommend({ kind: 'user', count: 1 })).recomms[0]!.values).not.toEqual({});
    await api.track([shopEvent(0), shopEvent([5, 0], 9, 'purchase'), shopEvent(1, 4)]);
    await api.track([{ name: 'view_item', time: 1, items: [{ item_id: '__proto__' }] }]);
    for (const position of [0, 2]) await api.mute({ itemId: itemId(position) }, true);
    expect((await api.profile()).items).toEqual([
      { itemId: itemId(5), name: 'Thing 5', category: 'vases' },
      { itemId: itemId(0), name: 'Thing 0', category: 'lamps' },
      { itemId: itemId(1), name: 'Thing 1', category: 'vases' },
      { itemId: '__proto__', name: '__proto__', category: '' },
      { itemId: itemId(2), name: 'Thing 2', category: 'rugs' },
    ]);
  });

  it('forgets the items of a category or of a brand', async () => {
    const api = await open('local');
    const known = async (): Promise<string[]> => (await api.profile()).items.map((item) => item.itemId).sort();
    await api.track([shopEvent([0, 1]), shopEvent(4, 1), shopEvent(5, 2), shopEvent(6, 3)]);
    await api.forget({ category: 'lamps' });
    expect(await known()).toEqual([1, 5, 6].map(itemId));
    await api.forget({ brand: 'Fern' });
    expect(await known()).toEqual([itemId(6)]);
    await api.forget({ category: 'no such category' });
    expect(await known()).toEqual([itemId(6)]);
  });
});

describe('carrying a profile', () => {
  it('brings what was done and muted into another browser, once, and nothing of a guest', async () => {
    const old = await open('local');
    await old.track([shopEvent(0), shopEvent([4, 5], 1, 'purchase')]);
    await old.mute({ category: 'rugs' }, true);
    await old.setGuestMode(true);
    await old.track([{ ...shopEvent(7, 2), guest: true }]);
    const content = await old.exportProfile();
    await old.setGuestMode(false);
    const expected = await ids(old);
    await old.forget('all');
    await old.track([shopEvent(0)]);
    expect(await old.importProfile(content)).toEqual({ events: 1, muted: 1 });
    expect(await ids(old)).toEqual(expected);
    expect(await old.importProfile(content)).toEqual({ events: 0, muted: 0 });
    expect((await (await open('local')).profile()).events).toEqual([shopEvent(0), shopEvent([4, 5], 1, 'purchase')]);
  });

  it('never marks what it brings, so that it feeds no report', async () => {
    const api = await open('local');
    const events = [
      { ...shopEvent(0), eligible: true },
      { ...shopEvent(1), guest: true },
    ];
    await api.importProfile({ events, muted: { items: [], categories: [] } });
    const rows = await new IdbStore('shelfwise').readSince(0);
    expect(rows.map((row) => row.eligible)).toEqual([false, false]);
    for (const event of (await api.profile()).events)
      expect(Object.keys(event).sort()).toEqual(['items', 'name', 'time']);
  });

  it('reaches the other tabs', async () => {
    const [here, there] = [await open('local'), await open('local')];
    await here.importProfile({ events: [shopEvent(2)], muted: { items: [itemId(9)], categories: [] } });
    await expect.poll(async () => (await there.profile()).events).toEqual([shopEvent(2)]);
    expect(await ids(there)).not.toContain(itemId(9));
  });

  it('takes nothing while personalization is off', async () => {
    const api = await open('off');
    const content = { events: [shopEvent(0)], muted: { items: [itemId(1)], categories: [] } };
    expect(await api.importProfile(content)).toEqual({ events: 0, muted: 0 });
    await api.setMode('session');
    expect(await api.exportProfile()).toEqual({ events: [], muted: { items: [], categories: [] } });
  });

  const muted = { items: [], categories: [] };
  const good = shopEvent(0);
  it.each([
    ['nothing', undefined],
    ['no list of events', { events: {}, muted }],
    ['an event that is none', { events: [good, 5], muted }],
    ['an unknown name', { events: [good, { ...good, name: 'steal' }], muted }],
    ['a time that is no date', { events: [good, { ...good, time: 1e300 }], muted }],
    ['an item without an id', { events: [good, { ...good, items: [{}] }], muted }],
    ['an id without end', { events: [good, { ...good, items: [{ item_id: 'x'.repeat(201) }] }], muted }],
    ['a search without end', { events: [good, { ...good, searchTerm: 'x'.repeat(201) }], muted }],
    [
      'a list name without end',
      { events: [{ ...good, items: [{ item_id: 'a', item_list_id: 'x'.repeat(201) }] }], muted },
    ],
    ['too many items', { events: [shopEvent(Array.from({ length: 201 }, (_, k) => k))], muted }],
    ['too many events', { events: Array.from({ length: 20_001 }, () => good), muted }],
    ['nothing muted', { events: [good] }],
    ['a muted number', { events: [good], muted: { items: [1], categories: [] } }],
    ['muted categories that are no list', { events: [good], muted: { items: [], categories: 'lamps' } }],
  ])('refuses the whole file for %s', async (_, content) => {
    const api = await open('local');
    await expect(api.importProfile(content)).rejects.toMatchObject({ code: 'profile/bad-file' });
    expect((await api.profile()).events).toEqual([]);
    expect(await databaseNames()).toEqual([]);
  });
});
