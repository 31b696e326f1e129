import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installFreshCaches } from './fresh-caches.js';
import { databaseNames, installFreshIndexedDb } from './fresh-indexeddb.js';
import { startModelSite, type ModelSite } from './model-site.js';
import { openTab, type Tab } from './open-tab.js';

const NOW = 1_700_000_100_000;

let site: ModelSite;
let tab: Tab;
beforeEach(async () => {
  installFreshIndexedDb();
  installFreshCaches();
  site = await startModelSite({ sequence: 5 });
  tab = await openTab({ now: () => NOW });
  await tab.api.open({ modelUrl: site.url, shop: 'default', mode: 'session' });
});
afterEach(async () => {
  await tab.close();
  await site.close();
});

describe('what a shopper says', () => {
  const SAID = { favourite_categories: ['vases'], favourite_brands: ['Fern'] };
  /** Position k of the small model is a vase where k % 4 is 1. */
  const vases = async (): Promise<number> => {
    const { recomms } = await tab.api.recommend({ kind: 'user', count: 8 });
    return recomms.filter(({ id }) => Number(id.slice(-3)) % 4 === 1).length;
  };

  it('lifts what is theirs at once, is shown to them, and ends with forget', async () => {
    const before = await vases();
    await tab.api.setProfile(SAID);
    expect(await vases()).toBeGreaterThan(before);
    expect(tab.notices.at(-1)).toBe('changed');
    expect((await tab.api.profile()).stated).toEqual(SAID);
    expect(await databaseNames()).toEqual([]);
    await tab.api.forget('all');
    expect((await tab.api.profile()).stated).toEqual({});
    expect(await vases()).toBe(before);
  });

  it('is kept where storage is allowed, in all tabs, and erased with it', async () => {
    await tab.api.setMode('local');
    const other = await openTab({ now: () => NOW });
    await other.api.open({ modelUrl: site.url, shop: 'default', mode: 'local' });
    await tab.api.setProfile(SAID);
    await expect.poll(async () => (await other.api.profile()).stated).toEqual(SAID);
    await other.close();
    const later = await openTab({ now: () => NOW });
    await later.api.open({ modelUrl: site.url, shop: 'default', mode: 'local' });
    expect((await later.api.profile()).stated).toEqual(SAID);
    await later.api.forget('all');
    await later.close();
    expect(await databaseNames()).toEqual([]);
    expect((await tab.api.profile()).stated).toEqual({});
  });

  it('as a guest is gone when the guest is, and what was said before counts again', async () => {
    await tab.api.setProfile(SAID);
    await tab.api.setGuestMode(true);
    await tab.api.setProfile({ price_level: 'high' });
    expect((await tab.api.profile()).stated).toEqual({ price_level: 'high' });
    await tab.api.setGuestMode(false);
    expect((await tab.api.profile()).stated).toEqual(SAID);
  });

  it('is not kept while all is off, and refused where it is not what was asked for', async () => {
    await tab.api.setMode('off');
    await tab.api.setProfile(SAID);
    expect((await tab.api.profile()).stated).toEqual({});
    await expect(tab.api.setProfile({ name: 'Ada' } as object)).rejects.toMatchObject({ code: 'request/bad-option' });
  });
});
