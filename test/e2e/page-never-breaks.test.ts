import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useDemoShop } from './demo/open-shop.js';

const shop = useDemoShop();

/** Everything the browser says while somebody walks through the shop: ours, and the browser's own complaints. */
interface Walk {
  /** Lines written by scripts. */
  readonly written: readonly string[];
  /** Exceptions that nobody caught. */
  readonly thrown: readonly string[];
}

/** A walk through the shop as it must go whatever is broken: products, basket, checkout. */
async function walk(prepare: (page: Page) => Promise<unknown>): Promise<Walk> {
  const written: string[] = [];
  const thrown: string[] = [];
  const { page, context } = await shop.visit('/', {}, async (fresh) => {
    fresh.on('pageerror', (error) => thrown.push(error.message));
    fresh.on('console', (message) => {
      // What a script writes has a place in a script; the browser's own reports of failed requests have the address.
      if (!isReportOfBrowser(message.text())) written.push(message.text());
    });
    await prepare(fresh);
  });
  await page.getByRole('button', { name: 'Keep it on this device' }).click();
  await page.locator('.index-entry h3 a').first().click();
  await page.locator('.grid .card').first().click();
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.getByRole('link', { name: 'Basket 1' }).click();
  await page
    .getByRole('button', { name: /check ?out|order/i })
    .first()
    .click();
  await page.waitForURL(/\/order/);
  await page.waitForTimeout(1500); // the slowest fallback is 1 s
  await close(context);
  return { written, thrown };
}

const isReportOfBrowser = (text: string): boolean =>
  text.startsWith('Failed to load resource') || text.includes('violates the following Content Security Policy');

const close = (context: BrowserContext): Promise<void> => context.close();

const withPolicy = (directive: string) => (page: Page) =>
  page.route(shop.url('/'), async (route) => {
    const response = await route.fetch();
    const policy = (response.headers()['content-security-policy'] ?? '').replace(/worker-src [^;]*/, directive);
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });

/** Takes something away from the worker before its first line runs. */
const inWorker = (prelude: string) => (page: Page) =>
  page.route('**/shelfwise/worker.*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${prelude}\n${await response.text()}` });
  });

const REFUSED = `Object.defineProperty(self, 'indexedDB', { get() { throw new DOMException('', 'SecurityError'); } });`;
const HANGING = `IDBFactory.prototype.open = () => new EventTarget();`;

describe('the storefront', () => {
  it.each<[string, (page: Page) => Promise<unknown>]>([
    ['the SDK blocked', (page) => page.route('**/shelfwise/**', (route) => route.abort())],
    ['the worker refused by its content security policy', withPolicy("worker-src 'none'")],
    ['IndexedDB refused', inWorker(REFUSED)],
    ['a database that never opens', inWorker(HANGING)],
    ['a worker that throws at start', inWorker(`throw new Error('at start');`)],
    ['a model that answers 404', (page) => page.route('**/v1/model/**', (route) => route.fulfill({ status: 404 }))],
    [
      'a model that answers with a page',
      (page) => page.route('**/v1/model/**', (route) => route.fulfill({ contentType: 'text/html', body: '<p>Hello' })),
    ],
    ['a model that never answers', (page) => page.route('**/v1/model/**', () => undefined)],
  ])('works with %s, throws nothing and writes at most one line', async (_name, prepare) => {
    const { written, thrown } = await walk(prepare);
    expect(thrown).toEqual([]);
    expect(written.length, written.join('\n')).toBeLessThanOrEqual(1);
  });
});
