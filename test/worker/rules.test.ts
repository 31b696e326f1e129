import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecommendationList, RecommendRequest } from '../../core/protocol.js';
import type { ScenarioSettings } from '../../core/scenario-settings.js';
import { installFreshCaches } from './fresh-caches.js';
import { installFreshIndexedDb } from './fresh-indexeddb.js';
import { startModelSite, type ModelSite, type SiteModel } from './model-site.js';
import { openTab, type Tab } from './open-tab.js';
import { itemId, shopEvent } from './shop-events.js';

const NOW = 1_700_000_100_000;
const USER = { kind: 'user', count: 8 } as const;
/** Of position k: the category is 1 + k % 4 of lamps, vases, rugs, chairs; the price k; every third is on sale. */
const CATALOG: NonNullable<SiteModel['catalog']> = (k) => ({
  ...(k % 3 === 0 && k > 0 && { sale_price: k / 2 }),
  ...(k >= 20 && k < 24 && { item_group_id: 'twenties' }),
});

let site: ModelSite;
let tab: Tab;
beforeEach(() => {
  installFreshIndexedDb();
  installFreshCaches();
});
afterEach(async () => {
  await tab.close();
  await site.close();
});

async function open(model: Partial<SiteModel> = {}, scenarios?: unknown): Promise<void> {
  site = await startModelSite({ sequence: 5, catalog: CATALOG, unavailable: [8], ...model });
  tab = await openTab({ now: () => NOW });
  const page = scenarios === undefined ? {} : { scenarios: scenarios as ScenarioSettings };
  await tab.api.open({ modelUrl: site.url, shop: 'default', mode: 'session', ...page });
}

const ask = (request: Partial<RecommendRequest>): Promise<RecommendationList> =>
  tab.api.recommend({ ...USER, ...request });
const idsOf = async (request: Partial<RecommendRequest>): Promise<string[]> =>
  (await ask(request)).recomms.map(({ id }) => id);
const positionsOf = async (request: Partial<RecommendRequest>): Promise<number[]> =>
  (await idsOf(request)).map((id) => Number(id.slice(-3)));

describe('a filter', () => {
  it.each<[string, (position: number) => boolean]>([
    [`'price' < 20`, (k) => k < 20],
    ['current_price < 5 and on_sale', (k) => k % 3 === 0 && k > 0 && k / 2 < 5],
    ['discount == 0.5', (k) => k % 3 === 0 && k > 0],
    [`"rugs" in 'categories'`, (k) => k % 4 === 2],
    [`'category' == "rugs" or 'brand' == "Fern"`, (k) => k % 4 === 2 || k % 2 === 1],
    [`'item_id' in ["item-003", "item-004"]`, (k) => k === 3 || k === 4],
    [`"Thing 1" in 'item_name'`, (k) => String(k).startsWith('1')],
    ['is_new', (k) => k >= 38],
    ['not in_stock', () => false],
    [`item_group_id == null`, (k) => k < 20 || k >= 24],
  ])('%s holds for every item of the first list, while the catalog is still on its way', async (filter, isMeant) => {
    await open();
    const all = Array.from({ length: 40 }, (_, k) => k).filter((k) => isMeant(k) && k !== 8);
    const positions = await positionsOf({ filter, count: 40, variants: 'all' });
    expect(positions.sort((a, b) => a - b)).toEqual(all);
  });

  it('knows what the shopper has, and the item that the page is about', async () => {
    await open();
    await tab.api.track([shopEvent(0, 1, 'purchase'), shopEvent(4, 2, 'add_to_cart'), shopEvent(12, 3)]);
    const all = { repeats: 'allow', inCart: 'allow', count: 40 } as const;
    expect(await positionsOf({ ...all, filter: 'owned' })).toEqual([0]);
    expect(await positionsOf({ ...all, filter: 'in_cart' })).toEqual([4]);
    expect((await positionsOf({ ...all, filter: 'viewed' })).sort((a, b) => a - b)).toEqual([0, 4, 12]);
    const filter = `'category' == context_item["category"] and 'price' > context_item["price"]`;
    expect((await positionsOf({ kind: 'item', itemId: itemId(30), filter })).sort()).toEqual([34, 38]);
    const onPage = await positionsOf({ filter, context: { item_id: itemId(30) } });
    expect(onPage.sort()).toEqual([34, 38]);
    expect(await positionsOf({ filter })).toEqual([]);
  });

  it('holds in every row, a given list too, where what the model does not know is left out', async () => {
    await open();
    const filter = 'price >= 30';
    for (const scenario of ['trending', 'bestsellers', 'buy-again', 'cart'])
      expect((await positionsOf({ scenario, filter })).every((k) => k >= 30)).toBe(true);
    const items = [itemId(35), itemId(2), 'new tomorrow'];
    expect(await idsOf({ kind: 'items', scenario: 'rerank', items, filter })).toEqual([itemId(35)]);
  });

  it('that is wrong rejects the call and names the place', async () => {
    await open();
    await expect(ask({ filter: 'price <' })).rejects.toMatchObject({
      code: 'request/bad-expression',
      message: 'filter: expected a value at character 8, got the end',
    });
  });
});

describe('a booster', () => {
  it('is a factor on relevance: its logarithm is in the score, and in no event’s share', async () => {
    await open();
    await tab.api.track([shopEvent(1), shopEvent(5, 1)]);
    const plain = await ask({ count: 38, variants: 'all' });
    const boosted = await ask({ count: 38, variants: 'all', booster: 'if "rugs" in categories then 20 else 1' });
    const before = new Map(plain.recomms.map(({ id, score }) => [id, score]));
    for (const { id, score } of boosted.recomms) {
      const isRug = Number(id.slice(-3)) % 4 === 2;
      expect(score - before.get(id)!).toBeCloseTo(isRug ? Math.log(20) : 0, 9);
      const { events, rest, score: explained } = await tab.api.explain(boosted.recommId, id);
      expect(explained).toBe(score);
      expect(events.reduce((sum, { share }) => sum + share, rest)).toBeCloseTo(score, 9);
    }
    const places = (list: RecommendationList): number =>
      list.recomms.reduce((sum, { id }, place) => sum + (Number(id.slice(-3)) % 4 === 2 ? place : 0), 0);
    expect(places(boosted)).toBeLessThan(places(plain));
  });

  it('that comes to nothing leaves an item where it is, and one of 0 puts it last', async () => {
    await open();
    const plain = await ask({ count: 20, variants: 'all' });
    const boosted = await ask({ count: 20, variants: 'all', booster: 'average_rating' });
    expect(boosted.recomms.map(({ id, score }) => [id, score])).toEqual(
      plain.recomms.map(({ id, score }) => [id, score]),
    );
    const first = plain.recomms[0]!.id;
    const ids = await idsOf({ count: 40, booster: `if item_id == "${first}" then 0 else 1` });
    expect(ids.at(-1)).toBe(first);
  });
});

describe('rules', () => {
  it('pin items to slots, known or not, but not what may not come; and say whose choice it is', async () => {
    await open();
    await tab.api.track([shopEvent(0)]);
    const pin = [
      { item_id: itemId(0), slot: 0 },
      { item_id: itemId(33), slot: 3 },
      { item_id: itemId(8), slot: 1 },
      { item_id: itemId(34), slot: 2 },
      { item_id: 'unknown', slot: 4 },
      { item_id: itemId(36), slot: 9 },
    ];
    const { recommId, recomms } = await ask({ pin, exclude: [itemId(34)] });
    expect(recomms).toHaveLength(8);
    expect([recomms[0]!.id, recomms[3]!.id]).toEqual([itemId(0), itemId(33)]);
    expect(recomms[0]).toMatchObject({ source: 'pinned', reason: { kind: 'shop-choice', text: 'Chosen by the shop' } });
    const { events, rest, score } = await tab.api.explain(recommId, itemId(0));
    expect([events, rest]).toEqual([[], score]);
    expect(new Set(recomms.map(({ id }) => id)).size).toBe(8);
    const items = [itemId(31), itemId(32)];
    expect(await idsOf({ kind: 'items', scenario: 'rerank', items, pin })).toHaveLength(2);
  });

  it('bury items below all others and keep so many of a category', async () => {
    await open();
    const [first, ...others] = await idsOf({ count: 39, variants: 'all' });
    expect(await idsOf({ count: 39, variants: 'all', bury: [first!] })).toEqual([...others, first]);
    const capped = await positionsOf({ count: 40, maxPerCategory: 2, variants: 'all' });
    expect(capped.map((k) => k % 4).sort()).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  });

  it('show one of the variants of a product, and none of the one that the page is about', async () => {
    await open();
    const isVariant = (k: number): boolean => k >= 20 && k < 24;
    expect((await positionsOf({ count: 40, variants: 'one' })).filter(isVariant)).toHaveLength(1);
    expect((await positionsOf({ count: 40 })).filter(isVariant)).toHaveLength(1);
    expect((await positionsOf({ count: 40, variants: 'all' })).filter(isVariant)).toHaveLength(4);
    const pin = [{ item_id: itemId(23), slot: 5 }];
    expect((await positionsOf({ count: 40, pin })).filter(isVariant)).toEqual([23]);
    const absent = (await positionsOf({ count: 40, pin, exclude: [itemId(23)] })).filter(isVariant);
    expect(absent).toHaveLength(1);
    expect((await positionsOf({ kind: 'item', itemId: itemId(21), count: 40 })).filter(isVariant)).toEqual([]);
    const items = [20, 21, 22].map(itemId);
    expect(await idsOf({ kind: 'items', scenario: 'rerank', items, count: 3 })).toHaveLength(3);
  });

  it('leave out what is out of stock and what is in the cart, in rows but not in a given list', async () => {
    await open();
    await tab.api.track([shopEvent(1, 0, 'add_to_cart')]);
    for (const scenario of ['home', 'trending', 'bestsellers', 'buy-again']) {
      const positions = await positionsOf({ scenario, repeats: 'allow', count: 40, variants: 'all' });
      expect(positions).toHaveLength(38);
      expect(positions.filter((k) => k === 8 || k === 1)).toEqual([]);
    }
    const everything = { repeats: 'allow', inCart: 'allow', unavailable: 'allow', variants: 'all' } as const;
    expect(await positionsOf({ ...everything, count: 40 })).toHaveLength(40);
    expect(await positionsOf({ scenario: 'recently-viewed', count: 1 })).toEqual([1]);
    const items = [itemId(8), itemId(1)];
    expect((await idsOf({ kind: 'items', scenario: 'rerank', items, count: 2 })).sort()).toEqual(items.sort());
    await tab.api.track([shopEvent(1, 9, 'remove_from_cart')]);
    expect(await positionsOf({ repeats: 'allow', count: 40, variants: 'all' })).toContain(1);
  });

  it('give the values that were asked for', async () => {
    await open();
    await expect.poll(async () => Object.keys((await ask({})).recomms[0]!.values).length).toBeGreaterThan(1);
    expect((await ask({ returnProperties: false })).recomms[0]!.values).toEqual({});
    const { recomms } = await ask({ includedProperties: ['price', 'nothing'] });
    expect(recomms.map(({ values }) => Object.keys(values))).toEqual(recomms.map(() => ['price']));
  });
});

describe('settings', () => {
  it('of the manifest and of the page hold together, the call’s own word last', async () => {
    const scenarios = { '*': { filter: 'price < 30' }, home: { filter: 'price >= 10', exclude: [itemId(12)] } };
    await open({ scenarios }, { Home: { filter: `"rugs" in 'categories'`, pin: [{ item_id: itemId(18), slot: 0 }] } });
    expect(await positionsOf({ scenario: 'home' })).toEqual(expect.arrayContaining([10, 14, 18, 22, 26]));
    expect(await positionsOf({ scenario: 'home' })).toHaveLength(5);
    expect((await positionsOf({ scenario: 'home' }))[0]).toBe(18);
    expect((await positionsOf({ scenario: 'home', filter: 'price > 20' })).sort()).toEqual([22, 26]);
    expect((await positionsOf({ count: 40, variants: 'all' })).length).toBe(29);
    const items = [35, 36].map(itemId);
    expect(await idsOf({ kind: 'items', scenario: 'rerank', items, count: 2 })).toHaveLength(2);
  });

  it('of the page that are wrong reject the calls, and the worker lives', async () => {
    await open({}, { home: { filter: 'prise < 3' } });
    await expect(ask({})).rejects.toMatchObject({ code: 'request/bad-expression' });
    await expect.poll(async () => (await tab.api.status()).model?.sequence).toBe(5);
  });

  it('of the manifest that are wrong give no model, and say so', async () => {
    await open({ scenarios: { home: { filter: 'prise < 3' } } });
    expect((await ask({})).recomms).toEqual([]);
    expect((await tab.api.status()).lastError).toEqual({
      code: 'artifact/not-a-manifest',
      message: expect.stringMatching(/^"scenarios" in the manifest: filter: expected a known field/) as string,
    });
  });

  it('that a shop publishes reach a device with its next look, without its model travelling again', async () => {
    await open();
    expect((await positionsOf({ count: 40, filter: 'true' })).some((k) => k >= 10)).toBe(true);
    site.publish({ sequence: 6, catalog: CATALOG, unavailable: [8], scenarios: { '*': { filter: 'price < 10' } } });
    const before = site.requests.length;
    await tab.api.open({ modelUrl: site.url, shop: 'default', mode: 'session' });
    await expect.poll(async () => (await tab.api.status()).model?.sequence).toBe(6);
    expect((await positionsOf({ count: 40 })).every((k) => k < 10)).toBe(true);
    expect(site.requests.slice(before).map(({ file }) => file)).toEqual(['latest.json']);
  });
});

describe('the next items of a list', () => {
  it('come on its terms and under its id, never twice, until there are no more', async () => {
    await open();
    const first = await ask({ count: 6, filter: 'price < 20', variants: 'all' });
    const seen = first.recomms.map(({ id }) => id);
    for (const size of [6, 6, 1, 0]) {
      const next = await tab.api.recommendNext(first.recommId, 6);
      expect(next.recommId).toBe(first.recommId);
      expect(next.recomms).toHaveLength(size);
      seen.push(...next.recomms.map(({ id }) => id));
    }
    expect(seen.map((id) => Number(id.slice(-3))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, k) => k).filter((k) => k !== 8),
    );
    for (const id of seen) expect(await tab.api.explain(first.recommId, id)).toMatchObject({ itemId: id });
  });

  it('are those that the whole list would have given, and know what happened meanwhile', async () => {
    await open();
    await tab.api.track([shopEvent(1), shopEvent(5, 1)]);
    const whole = await idsOf({ count: 12 });
    const first = await ask({ count: 6 });
    const next = await tab.api.recommendNext(first.recommId, 6);
    expect([...first.recomms, ...next.recomms].map(({ id }) => id)).toEqual(whole);
    const dismissed = (await idsOf({ count: 13 }))[12]!;
    await tab.api.track([{ ...shopEvent(0, 5, 'dismiss_item'), items: [{ item_id: dismissed }] }]);
    const later = await tab.api.recommendNext(first.recommId, 6);
    expect(later.recomms.map(({ id }) => id)).not.toContain(dismissed);
  });

  it('of a given list are what is left of it; of one that is forgotten there are none', async () => {
    await open();
    const items = [1, 2, 3, 4, 5].map(itemId);
    const { recommId, recomms } = await ask({ kind: 'items', scenario: 'rerank', items: [...items, 'new'], count: 3 });
    const rest = await tab.api.recommendNext(recommId, 9);
    expect([...recomms, ...rest.recomms].map(({ id }) => id).sort()).toEqual([...items, 'new'].sort());
    await expect(tab.api.recommendNext(recommId, 0)).rejects.toMatchObject({ code: 'request/bad-count' });
    await tab.api.forget('all');
    await expect(tab.api.recommendNext(recommId, 3)).rejects.toMatchObject({
      code: 'request/unknown-recommendation',
    });
  });
});
