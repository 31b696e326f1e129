import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecommendRequest } from '../../core/protocol.js';
import { installFreshCaches } from './fresh-caches.js';
import { installFreshIndexedDb } from './fresh-indexeddb.js';
import { startModelSite, type ModelSite } from './model-site.js';
import { openTab, type Tab } from './open-tab.js';
import { itemId, shopEvent } from './shop-events.js';

let site: ModelSite;
let tab: Tab;

beforeEach(async () => {
  installFreshIndexedDb();
  installFreshCaches();
  site = await startModelSite({ sequence: 1, rich: true });
  tab = await openTab();
  await tab.api.open({ modelUrl: site.url, shop: 'default', mode: 'session' });
  await tab.api.track([shopEvent(0)]);
});
afterEach(async () => {
  await tab.close();
  await site.close();
});

/** The list that an event ends up with which named this one. */
async function listOf(name: string): Promise<string | undefined> {
  await tab.api.track([
    { name: 'select_item', time: 1_800_000_000_000, items: [{ item_id: itemId(1), index: 2, item_list_id: name }] },
  ]);
  const item = (await tab.api.profile()).events.at(-1)?.items[0];
  expect(item).toMatchObject({ item_id: itemId(1), index: 2 });
  return item?.item_list_id;
}

/** The recommId of a list that has items: the model is there. */
async function ask(request: Partial<RecommendRequest>): Promise<string> {
  let list = await tab.api.recommend({ kind: 'user', count: 3, ...request });
  while (list.recomms.length === 0) list = await tab.api.recommend({ kind: 'user', count: 3, ...request });
  return list.recommId;
}

describe('the list an event names', () => {
  it('may be a recommId: the scenario that the list counted for is kept', async () => {
    const own = await ask({});
    const similar = await ask({ kind: 'item', itemId: itemId(20) });
    const trending = await ask({ scenario: 'trending-now' });
    expect(await listOf(own)).toBe('for-you');
    expect(await listOf(similar)).toBe('similar');
    expect(await listOf(trending)).toBe('trending');
  });

  it('may be the shop’s own word for its placement: what it counted for last', async () => {
    await ask({ scenario: 'spring sale' });
    expect(await listOf('spring sale')).toBe('for-you');
    await ask({ kind: 'item', itemId: itemId(20), scenario: 'spring sale' });
    expect(await listOf('spring sale')).toBe('similar');
  });

  it('stays as it is where it names a scenario, or a list that nobody knows', async () => {
    await ask({ scenario: 'home' });
    for (const name of ['home', 'cart', 'newsletter', 'ffffffffffffffffffffffffffffffff', '__proto__']) {
      expect(await listOf(name)).toBe(name);
    }
  });

  it('changes no list by being seen, so that a row is not made anew for what it tells of itself', async () => {
    const count = (kind: string): number => tab.notices.filter((notice) => notice === kind).length;
    // Notices come in order: after this one, all that was caused before it has come.
    const settle = async (): Promise<number> => {
      const before = count('forgotten');
      await tab.api.forget('all');
      await expect.poll(() => count('forgotten')).toBe(before + 1);
      return count('changed');
    };
    const before = await settle();
    await tab.api.track([shopEvent([1, 2], 10, 'view_item_list')]);
    expect(await settle()).toBe(before);
    await tab.api.track([shopEvent([1, 2], 10, 'view_item_list'), shopEvent(1, 11)]);
    expect(await settle()).toBe(before + 1);
  });
});

describe('an explanation', () => {
  it('names the items of the shopper’s events in the shop’s words', async () => {
    await ask({});
    const { recommId, recomms } = await tab.api.recommend({ kind: 'user', count: 3 });
    const { events } = await tab.api.explain(recommId, recomms[0]?.id ?? '');
    expect(events.map(({ itemId: id, itemName }) => [id, itemName])).toEqual([[itemId(0), expect.any(String)]]);
    expect(events[0]?.itemName).not.toBe('');
  });
});
