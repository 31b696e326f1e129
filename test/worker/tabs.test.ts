import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installFreshCaches, type FreshCaches } from './fresh-caches.js';
import { databaseNames, installFreshIndexedDb } from './fresh-indexeddb.js';
import { startModelSite, type ModelSite } from './model-site.js';
import { openTab, type Tab } from './open-tab.js';
import { itemId, shopEvent } from './shop-events.js';

let site: ModelSite;
let caches: FreshCaches;
let tabs: Tab[] = [];

beforeEach(async () => {
  installFreshIndexedDb();
  caches = installFreshCaches();
  site = await startModelSite({ sequence: 5 });
});
afterEach(async () => {
  for (const tab of tabs) await tab.close();
  tabs = [];
  await site.close();
});

async function openTabs(...modes: ('session' | 'local')[]): Promise<Tab[]> {
  for (const mode of modes) {
    const tab = await openTab();
    tabs.push(tab);
    await tab.api.open({ modelUrl: site.url, shop: 'default', mode });
    await tab.api.recommend({ kind: 'user', count: 1 });
    await expect.poll(() => tab.notices.filter((kind) => kind === 'model').length).toBeGreaterThan(0);
  }
  return tabs;
}

const known = async (tab: Tab): Promise<string[]> =>
  (await tab.api.profile()).events.map((event) => event.items[0]!.item_id).sort();

describe('tabs of one shop', () => {
  it('learn of each other’s events', async () => {
    const [here, there] = await openTabs('local', 'local');
    await here!.api.track([shopEvent(0), shopEvent(4, 1)]);
    await expect.poll(() => known(there!)).toEqual([itemId(0), itemId(4)]);
    const { recomms } = await there!.api.recommend({ kind: 'user', count: 3 });
    expect(recomms[0]!.reason.kind).toBe('because-you-viewed');
  });

  it('lose no event when all of them write at once', async () => {
    const all = await openTabs('local', 'local', 'local');
    const writes = Array.from({ length: 30 }, (_, k) => all[k % 3]!.api.track([shopEvent(k, k)]));
    await Promise.all(writes);
    const expected = Array.from({ length: 30 }, (_, k) => itemId(k));
    for (const tab of all) await expect.poll(() => known(tab)).toEqual(expected);
  });

  it('are strangers in a session', async () => {
    const [here, there] = await openTabs('local', 'session');
    await there!.api.track([shopEvent(1)]);
    await here!.api.track([shopEvent(2)]);
    await here!.api.profile();
    expect(await known(there!)).toEqual([itemId(1)]);
    expect(await known(here!)).toEqual([itemId(2)]);
    await here!.api.forget('all');
    expect(await known(there!)).toEqual([itemId(1)]);
  });

  it('all forget when one is told to, even one that is writing, and the database stays gone', async () => {
    const [here, there] = await openTabs('local', 'local');
    await here!.api.track([shopEvent(0)]);
    await expect.poll(() => known(there!)).toEqual([itemId(0)]);
    const writing = Array.from({ length: 20 }, (_, k) => there!.api.track([shopEvent(k, k)]));
    await here!.api.forget('all');
    await Promise.all(writing);
    await expect.poll(() => there!.notices).toContain('forgotten');
    await expect.poll(databaseNames).toEqual([]);
    expect(await known(here!)).toEqual([]);
    expect(await known(there!)).toEqual([]);
    expect(await databaseNames()).toEqual([]);
    expect(caches.contents()).toEqual({});
    await there!.api.track([shopEvent(7)]);
    await expect.poll(() => known(here!)).toEqual([itemId(7)]);
  });

  it('all leave the disk when storage is withdrawn in one', async () => {
    const [here, there] = await openTabs('local', 'local');
    await here!.api.track([shopEvent(0)]);
    await expect.poll(() => known(there!)).toEqual([itemId(0)]);
    await here!.api.setMode('session');
    await expect.poll(async () => (await there!.api.status()).mode).toBe('session');
    await there!.api.track([shopEvent(1)]);
    await expect.poll(databaseNames).toEqual([]);
    expect(await known(there!)).toEqual([itemId(0), itemId(1)]);
    expect(await known(here!)).toEqual([itemId(0)]);
  });

  it('all forget when personalisation is withdrawn in one', async () => {
    const [here, there] = await openTabs('local', 'local');
    await here!.api.track([shopEvent(0)]);
    await here!.api.setMode('off');
    await expect.poll(() => there!.api.status()).toMatchObject({ mode: 'off', storage: 'none', events: 0 });
    await expect.poll(databaseNames).toEqual([]);
  });

  it('are all in guest mode, or none, and later ones too; what the guest did stays in its tab and is forgotten', async () => {
    const [here, there] = await openTabs('local', 'local');
    const isGuest = async (tab: Tab): Promise<boolean> => (await tab.api.status()).guest;
    await here!.api.track([shopEvent(0)]);
    await here!.api.setGuestMode(true);
    await expect.poll(() => isGuest(there!)).toBe(true);
    expect(there!.guest).toBe(true);
    // The page there has not heard of it yet: what it tracks is the guest's all the same.
    await there!.api.track([shopEvent(1)]);
    await here!.api.track([{ ...shopEvent(2), guest: true }]);
    const [, , later] = await openTabs('local');
    expect(await isGuest(later!)).toBe(true);
    expect(await known(later!)).toEqual([itemId(0)]);
    expect(await known(there!)).toEqual([itemId(0), itemId(1)]);
    expect(await known(here!)).toEqual([itemId(0), itemId(2)]);
    await later!.api.setGuestMode(false);
    for (const tab of tabs) {
      await expect.poll(() => isGuest(tab)).toBe(false);
      await expect.poll(() => known(tab)).toEqual([itemId(0)]);
    }
    expect(there!.guest).toBe(false);
    await there!.api.track([shopEvent(3)]);
    await expect.poll(() => known(here!)).toEqual([itemId(0), itemId(3)]);
  });

  it('leave guest mode by themselves half a day after the last page that was opened in it', async () => {
    let now = Date.UTC(2026, 0, 1);
    const open = async (): Promise<Tab> => {
      const tab = await openTab({ now: () => now });
      tabs.push(tab);
      await tab.api.open({ modelUrl: site.url, shop: 'default', mode: 'local' });
      return tab;
    };
    const isGuest = async (): Promise<boolean> => (await (await open()).api.status()).guest;
    await (await open()).api.setGuestMode(true);
    now += 11 * 3_600_000;
    expect(await isGuest()).toBe(true);
    now += 11 * 3_600_000;
    expect(await isGuest()).toBe(true);
    now += 13 * 3_600_000;
    expect(await isGuest()).toBe(false);
  });

  it('give the guest what happened before consent was known', async () => {
    const [here, there] = await openTabs('local', 'session');
    await here!.api.track([shopEvent(0)]);
    await here!.api.setGuestMode(true);
    await there!.api.track([shopEvent(1)]);
    await there!.api.setMode('local');
    expect(await known(there!)).toEqual([itemId(0), itemId(1)]);
    expect(await known(here!)).toEqual([itemId(0)]);
    await here!.api.setGuestMode(false);
    await expect.poll(() => known(there!)).toEqual([itemId(0)]);
  });

  it('keep what a guest muted and said to the guest', async () => {
    const [here, there] = await openTabs('local', 'local');
    await here!.api.mute({ itemId: itemId(8) }, true);
    await here!.api.setGuestMode(true);
    await here!.api.mute({ itemId: itemId(9) }, true);
    await here!.api.mute({ itemId: itemId(8) }, false);
    await here!.api.setProfile({ favourite_brands: ['Fern'] });
    expect(await here!.api.profile()).toMatchObject({
      muted: { items: [itemId(9)] },
      stated: { favourite_brands: ['Fern'] },
    });
    await here!.api.setGuestMode(false);
    for (const tab of [here, there])
      expect(await tab!.api.profile()).toMatchObject({ muted: { items: [itemId(8)] }, stated: {} });
  });

  it('survive messages that are none of theirs', async () => {
    const [here] = await openTabs('local');
    const channel = new BroadcastChannel('shelfwise');
    for (const junk of [
      null,
      'text',
      { kind: 'withdrawn' },
      { kind: 'withdrawn', mode: 'local' },
      { kind: '__proto__' },
    ]) {
      channel.postMessage(junk);
    }
    channel.postMessage({ kind: 'changed' });
    await expect.poll(() => here!.notices.at(-1)).toBe('changed');
    expect(await here!.api.status()).toMatchObject({ mode: 'local', storage: 'disk' });
    channel.close();
  });
});
