import type { Page, Request } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useDemoShop } from './demo/open-shop.js';
import { countWorkerStorage, workerStorageCalls } from './worker-storage.js';

const shop = useDemoShop();

/** Everything that a whole journey may request, each for the same reason for every shopper. */
const ALLOWED: readonly (readonly [string, RegExp])[] = [
  ['page navigation', /^\/$/],
  ['storefront code', /^\/assets\/[\w-]+\.(js|css|svg)$/],
  ['shop', /^\/shop\/(shop|catalog)\.json$/],
  ['pictures, one sprite', /^\/pictures\.svg$/],
  [
    'SDK and worker code',
    /^\/shelfwise\/((index|elements|privacy)\.js|row-extras-[\d.]+\.js|side-workers-[\w-]{8}\.js|worker\.[0-9a-f]{16}\.js|(personal|reports)\.[0-9a-f]{16}\.js)$/,
  ],
  [
    'model',
    /^\/v1\/model\/(latest\.json|(ids|items|next|gram|blend|content|cold|prototypes|context|together|habits|display)\.[0-9a-f]{16}\.(bin|json))$/,
  ],
];

/** The addresses of the products in the rows, in the order they are shown: cards of the page stand in the elements' slots. */
const rowIds = (page: Page): Promise<string[]> =>
  page
    .locator('.row[data-own=yes] shelfwise-row li slot')
    .evaluateAll((slots) =>
      slots.map((slot) => (slot as HTMLSlotElement).assignedElements()[0]?.querySelector('a')?.href ?? ''),
    );

const storedEvents = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const open = indexedDB.open('shelfwise');
        open.onerror = () => reject(new Error('no database'));
        open.onsuccess = () => {
          const database = open.result;
          const name = [...database.objectStoreNames].find((store) => store.includes('event')) ?? '';
          const all = database.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => {
            database.close();
            resolve(all.result.map((row: unknown) => JSON.stringify(row)));
          };
        };
      }),
  );

async function openProducts(page: Page, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    await page.locator('.grid .card').nth(i).click();
    await page.waitForURL(/\/product\//);
    await page.locator('.row[data-own=yes]').first().waitFor();
    ids.push(decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? ''));
    await page.goBack();
    await page.locator('.grid .card').first().waitFor();
  }
  return ids;
}

const goHome = async (page: Page): Promise<void> => {
  await page.locator('header a[href="/"]').first().click();
  await page.locator('.row[data-row=home][data-own=yes]').waitFor();
};

describe('a whole journey', () => {
  it('keeps events on the device, changes the row, survives reload and no network, forgets without trace, requests only what is allowed', async () => {
    const requests: Request[] = [];
    const { page, context, faults } = await shop.visit('/', {}, (fresh) => {
      // The context sees the worker's requests too.
      fresh.context().on('request', (request) => requests.push(request));
      return Promise.resolve();
    });
    await page.getByRole('button', { name: 'Keep it on this device' }).click();
    await page.locator('.row[data-row=home][data-own=yes]').waitFor();
    const before = await rowIds(page);
    // The personal model's code is fetched for everybody: the request tells nothing of a history.
    await expect.poll(() => requests.filter((request) => request.url().includes('/personal.')).length).toBe(1);

    await page.locator('.index-entry h3 a').first().click();
    const seen = await openProducts(page, 3);
    expect(new Set(seen).size).toBe(3);
    await expect
      .poll(async () => (await storedEvents(page)).filter((row) => row.includes('view_item')).length)
      .toBeGreaterThanOrEqual(3);
    const stored = (await storedEvents(page)).join('\n');
    for (const id of seen) expect(stored).toContain(id);

    await goHome(page);
    await expect.poll(() => rowIds(page)).not.toEqual(before);
    await expect.poll(async () => page.locator('.row[data-row=home] .why').textContent()).toMatch(/because you/i);
    const after = await rowIds(page);

    await page.reload();
    await page.locator('.row[data-row=home][data-own=yes]').waitFor();
    await expect.poll(() => rowIds(page)).toEqual(after);

    await page.locator('.row[data-row=home] .mark').scrollIntoViewIfNeeded();
    const seenLists = async (): Promise<string[]> =>
      (await storedEvents(page)).filter((row) => row.includes('view_item_list') && row.includes('"home"'));
    await expect.poll(seenLists, { timeout: 5000 }).not.toEqual([]);

    await context.setOffline(true);
    const sent = requests.length;
    await page.locator('.row[data-row=home] .card').first().click();
    await page.locator('.row[data-row=product][data-own=yes]').waitFor();
    await goHome(page);
    await expect.poll(() => rowIds(page)).not.toEqual(after);
    expect(requests.slice(sent).filter((request) => !request.url().endsWith('.svg'))).toEqual([]);
    const chosen = (await storedEvents(page)).filter((row) => row.includes('select_item'));
    expect(chosen).toHaveLength(1);
    expect(chosen[0]).toContain('"home"');
    await context.setOffline(false);

    await page.locator('.mark').first().click();
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('button', { name: 'Yes, erase it' }).click();
    await expect
      .poll(() => page.evaluate(async () => [(await indexedDB.databases()).length, (await caches.keys()).length]))
      .toEqual([0, 0]);
    await page.locator('.panel').getByText('Nothing yet.').first().waitFor();
    await page.keyboard.press('Escape');
    // Nothing is left in memory either: the list is a newcomer's again.
    await expect.poll(() => rowIds(page)).toEqual(before);

    const unexpected = requests
      .map((request) => new URL(request.url()))
      .filter(
        (url) =>
          !ALLOWED.some(([, pattern]) => pattern.test(`${url.pathname}${url.search}`)) ||
          url.host !== new URL(shop.url('/')).host,
      )
      .map(String);
    expect(unexpected).toEqual([]);
    for (const request of requests) {
      expect(request.method()).toBe('GET');
      expect(request.postData()).toBeNull();
      for (const id of seen) expect(request.url()).not.toContain(id);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it('calls no storage of any kind in page or worker while consent is not given', async () => {
    const { page, context } = await shop.visit('/', {}, countWorkerStorage);
    await page.locator('.row[data-row=home][data-own=yes]').waitFor();
    await page.locator('.index-entry h3 a').first().click();
    await openProducts(page, 3);
    await goHome(page);
    await expect.poll(async () => page.locator('.row[data-row=home] .why').textContent()).toMatch(/because you/i);
    expect(await workerStorageCalls(page)).toEqual({ watched: true, calls: [] });
    // And the watch does see: with consent the same worker goes to the disk.
    await page.getByRole('button', { name: 'Keep it on this device' }).click();
    await expect.poll(async () => new Set((await workerStorageCalls(page)).calls)).toContain('indexedDB');
    expect((await workerStorageCalls(page)).calls).toContain('caches');
    await context.close();
  });
});
