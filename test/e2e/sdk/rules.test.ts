import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Recommender, RecommenderOptions, RecommendOptions } from '../../../src/index.js';
import { launchBrowser } from '../../helpers/browser.js';
import { serveFolder, type ServedFolders } from '../../helpers/serve-folder.js';
import { startModelSite, type ModelSite } from '../../worker/model-site.js';
import { itemId } from '../../worker/shop-events.js';
import { htmlPage } from './sdk-page.js';

const BUILT = new URL('../../../dist/browser', import.meta.url).pathname;
const PAGE = htmlPage(`<script type="module">
  import { createRecommender } from '/index.js';
  window.create = createRecommender;
  window.ready = true;
</script>`);

interface RulesWindow {
  readonly create: (options: RecommenderOptions) => Recommender;
  recommender: Recommender;
}

let browser: Browser;
let shop: ServedFolders;
let site: ModelSite;
let page: Page;
let errors: string[];

beforeAll(async () => {
  browser = await launchBrowser();
  shop = await serveFolder(
    { '/': BUILT },
    {
      handle: ({ url }, response) => {
        if (url !== '/') return false;
        response.setHeader('content-type', 'text/html');
        response.end(PAGE);
        return true;
      },
    },
  );
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});
beforeEach(async () => {
  errors = [];
  site = await startModelSite({
    sequence: 5,
    unavailable: [8],
    catalog: (k) => ({
      ...(k >= 20 && k < 24 && { item_group_id: 'twenties' }),
      ...(k % 2 === 0 && { sale_price: k / 4 }),
    }),
    scenarios: { campaign: { filter: 'price >= 30', pin: [{ item_id: itemId(39), slot: 1 }] } },
  });
  page = await open();
});
afterEach(async () => {
  await page.context().close();
  await site.close();
  expect(errors).toEqual([]);
});

async function open(options: Partial<RecommenderOptions> = {}, context = browser.newContext()): Promise<Page> {
  const opened = await (await context).newPage();
  opened.on('pageerror', (error) => errors.push(String(error)));
  await opened.goto(`${shop.origin}/`);
  await opened.waitForFunction(() => 'ready' in window);
  await opened.evaluate(
    (given) => {
      const here = window as unknown as RulesWindow;
      here.recommender = here.create(given);
    },
    { model: site.url, ...options },
  );
  return opened;
}

/** Positions of the items of a list, in order; the error's code where there is none. */
const positions = (options: RecommendOptions, count = 40, on = page): Promise<number[] | string> =>
  on.evaluate(
    async ([asked, n]) => {
      const { recommender } = window as unknown as RulesWindow;
      try {
        const { recomms } = await recommender.recommendItemsToUser(n, asked);
        return recomms.map(({ id }) => Number(id.slice(-3)));
      } catch (error) {
        return (error as { code: string }).code;
      }
    },
    [options, count] as const,
  );
const sorted = async (options: RecommendOptions): Promise<number[]> =>
  ((await positions(options)) as number[]).sort((a, b) => a - b);
const upTo = (end: number): number[] => Array.from({ length: end }, (_, k) => k);

describe('the shop’s rules in a browser', () => {
  it('filter the very first list by what the catalog says', async () => {
    expect(await sorted({ filter: 'price < 10' })).toEqual(upTo(10).filter((k) => k !== 8));
    expect(await sorted({ filter: `'on_sale' and 'current_price' < 2` })).toEqual([2, 4, 6]);
    expect(await sorted({ filter: '"rugs" in categories and brand == "Oak & Co" and price > 30' })).toEqual([34, 38]);
  });

  it('boost, bury, pin and exclude', async () => {
    const first = (await positions({}, 3)) as number[];
    expect(await positions({ booster: `if item_id == "${itemId(36)}" then 1000000 else 1` }, 1)).toEqual([36]);
    expect(((await positions({ bury: [itemId(first[0]!)] })) as number[]).at(-1)).toBe(first[0]);
    expect(await positions({ pin: [{ item_id: itemId(35), slot: 0 }] }, 3)).toEqual([35, first[0], first[1]]);
    expect(await positions({ exclude: [itemId(first[0]!)] }, 2)).toEqual(first.slice(1));
  });

  it('keep variants, categories, stock and cart as they are told', async () => {
    const variants = async (options: RecommendOptions): Promise<number> =>
      (await sorted(options)).filter((k) => k >= 20 && k < 24).length;
    expect(await variants({ variants: 'one' })).toBe(1);
    expect(await variants({ variants: 'all' })).toBe(4);
    expect(await sorted({ maxPerCategory: 1 })).toHaveLength(4);
    expect(await sorted({})).not.toContain(8);
    expect(await sorted({ unavailable: 'allow' })).toContain(8);
    await page.evaluate(
      (id) =>
        (window as unknown as RulesWindow).recommender.track({ event_name: 'add_to_cart', items: [{ item_id: id }] }),
      itemId(3),
    );
    expect(await sorted({ repeats: 'allow' })).not.toContain(3);
    expect(await sorted({ repeats: 'allow', inCart: 'allow' })).toContain(3);
    expect(await sorted({ filter: 'in_cart', repeats: 'allow', inCart: 'allow' })).toEqual([3]);
  });

  it('come from the model, and from the page’s own settings', async () => {
    expect(await positions({ scenario: 'campaign' }, 2)).toEqual([expect.any(Number), 39]);
    expect(await sorted({ scenario: 'Campaign' })).toEqual(upTo(40).slice(30));
    const own = await open({ scenarios: { campaign: { filter: 'price < 35' }, '*': { maxPerCategory: 3 } } });
    expect(((await positions({ scenario: 'campaign' }, 40, own)) as number[]).sort()).toEqual([30, 31, 32, 33, 34]);
    expect(await positions({}, 40, own)).toHaveLength(12);
    await own.context().close();
  });

  it('compare with the item that the page is about', async () => {
    const filter = `'category' == context_item["category"] and 'price' > context_item["price"]`;
    const ids = await page.evaluate(
      async ([id, rule]) => {
        const { recommender } = window as unknown as RulesWindow;
        const lists = [await recommender.recommendItemsToItem(id, 9, { filter: rule })];
        recommender.setContext({ page_type: 'product', item_id: id });
        lists.push(await recommender.recommendItemsToUser(9, { filter: rule }));
        return lists.map(({ recomms }) => recomms.map((item) => item.id).sort());
      },
      [itemId(30), filter] as const,
    );
    expect(ids).toEqual([
      [itemId(34), itemId(38)],
      [itemId(34), itemId(38)],
    ]);
  });

  it('vary, raise the bar and turn what was shown', async () => {
    await page.evaluate((ids) => {
      const { recommender } = window as unknown as RulesWindow;
      for (const item_id of ids) recommender.track({ event_name: 'view_item', items: [{ item_id }] });
    }, [0, 4, 8].map(itemId));
    const plain = (await positions({ variants: 'all' }, 8)) as number[];
    const kindsOf = (list: unknown): number => new Set((list as number[]).map((k) => k % 4)).size;
    const varied = await positions({ variants: 'all', diversity: 1 }, 8);
    expect(varied).not.toEqual(plain);
    expect(kindsOf(varied)).toBeGreaterThanOrEqual(kindsOf(plain));
    const relevant = (await positions({ variants: 'all', minRelevance: 'high' })) as number[];
    expect(relevant.length).toBeLessThan(37);
    expect(plain.slice(0, relevant.length)).toEqual(relevant.slice(0, 8));
    const turned = (await positions({ variants: 'all', rotationRate: 1, rotationTime: 3600 }, 8)) as number[];
    expect(turned.filter((k) => plain.includes(k))).toEqual([]);
  });

  it('hold for carts and given lists as well, and values come as they were asked for', async () => {
    const { cart, ranked, values } = await page.evaluate(
      async ([ids, rule]) => {
        const { recommender } = window as unknown as RulesWindow;
        const options = { filter: rule, returnProperties: false };
        const lists = [await recommender.recommendItemsToCart(ids, 5, options), await recommender.rerank(ids, options)];
        return {
          cart: lists[0]!.recomms.map(({ id }) => id),
          ranked: lists[1]!.recomms.map(({ id }) => id),
          values: lists.flatMap(({ recomms }) => recomms.flatMap((item) => Object.keys(item.values))),
        };
      },
      [[20, 27, 33].map(itemId), 'price >= 25'] as const,
    );
    expect(cart).toHaveLength(5);
    expect(cart.every((id) => id >= itemId(25) && ![27, 33].map(itemId).includes(id))).toBe(true);
    expect([...ranked].sort()).toEqual([27, 33].map(itemId));
    expect(values).toEqual([]);
  });

  it('that are wrong reject the call with a code, whatever they are', async () => {
    expect(await positions({ filter: 'price <' })).toBe('request/bad-expression');
    expect(await positions({ filtre: 'x' } as RecommendOptions)).toBe('request/bad-option');
    const codes = await page.evaluate(async () => {
      const { recommender } = window as unknown as RulesWindow;
      const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
        promise.catch((error: unknown) => (error as { code: string }).code);
      return [
        await codeOf(recommender.recommendItemsToUser(1, { filter: (() => true) as unknown as string })),
        await codeOf(recommender.setProfile({ name: 'Ada' } as object)),
        await codeOf(recommender.recommendNextItems('no such list', 1)),
      ];
    });
    expect(codes).toEqual(['request/bad-option', 'request/bad-option', 'request/unknown-recommendation']);
    expect(await positions({}, 1)).toHaveLength(1);
  });
});

describe('the next items of a list in a browser', () => {
  it('go on where the list ended', async () => {
    const { whole, pages, recommIds, values } = await page.evaluate(async () => {
      const { recommender } = window as unknown as RulesWindow;
      const options = { filter: 'price < 9', includedProperties: ['price'] };
      const all = await recommender.recommendItemsToUser(8, options);
      const lists = [await recommender.recommendItemsToUser(3, options)];
      const { recommId } = lists[0]!;
      for (const size of [3, 9, 1]) lists.push(await recommender.recommendNextItems(recommId, size));
      return {
        whole: all.recomms.map(({ id }) => id),
        pages: lists.map(({ recomms }) => recomms.map(({ id }) => id)),
        recommIds: new Set(lists.map((list) => list.recommId)).size,
        values: lists[1]!.recomms.map((item) => Object.keys(item.values)),
      };
    });
    expect(pages.flat()).toEqual(whole);
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 2, 0]);
    expect(recommIds).toBe(1);
    expect(values).toEqual([['price'], ['price'], ['price']]);
  });
});

describe('what a shopper says, in a browser', () => {
  const say = (on: Page, profile: object): Promise<boolean> =>
    on.evaluate((said) => (window as unknown as RulesWindow).recommender.setProfile(said), profile);
  const stated = (on: Page): Promise<object> =>
    on.evaluate(async () => (await (window as unknown as RulesWindow).recommender.profile()).stated);
  const databases = (on: Page): Promise<number> => on.evaluate(async () => (await indexedDB.databases()).length);
  const vases = async (): Promise<number> => ((await positions({}, 8)) as number[]).filter((k) => k % 4 === 1).length;

  it('lifts their lists, and lives in memory alone until storage is allowed', async () => {
    const before = await vases();
    expect(await say(page, { favourite_categories: ['vases'], favourite_brands: ['Fern'] })).toBe(true);
    expect(await vases()).toBeGreaterThan(before);
    expect(await databases(page)).toBe(0);
    const fresh = await open({}, Promise.resolve(page.context()));
    expect(await stated(fresh)).toEqual({});
  });

  it('is kept with consent to storage and erased by forget', async () => {
    const consent = { personalization: true, storage: true };
    const first = await open({ consent }, Promise.resolve(page.context()));
    expect(await say(first, { price_level: 'low' })).toBe(true);
    await first.close();
    const second = await open({ consent }, Promise.resolve(page.context()));
    expect(await stated(second)).toEqual({ price_level: 'low' });
    await second.evaluate(() => (window as unknown as RulesWindow).recommender.forget());
    expect(await stated(second)).toEqual({});
    expect(await databases(second)).toBe(0);
  });
});
