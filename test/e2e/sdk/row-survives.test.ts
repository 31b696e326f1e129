import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../helpers/browser.js';
import { serveFolder, type ServedFolders } from '../../helpers/serve-folder.js';
import { htmlPage } from './sdk-page.js';

const SDK = path.resolve(import.meta.dirname, '../../../dist/browser');
const MODEL = process.env['SHELFWISE_TEST_MODEL'] ?? '';
const TAG = '<script async src="/shelfwise/shelfwise.js" data-model="/shelfwise/model/latest.json"></script>';
const ROW = '<shelfwise-row scenario="home"><p>Bestsellers of this shop</p></shelfwise-row>';
/** What any shop has: markup and a script of its own that knows nothing of us. */
const SHOP = '<button id="buy">Buy</button><output id="bought">0</output><script src="/shop.js"></script>';
const SHOP_SCRIPT = `let bought = 0;
  document.getElementById('buy').addEventListener('click', () => {
    document.getElementById('bought').textContent = String(++bought);
    window.shelfwise?.('track', { event_name: 'add_to_cart', items: [{ item_id: 'HF-10003' }] });
  });`;

let browser: Browser;
let site: ServedFolders;
let html: string;

beforeAll(async () => {
  browser = await launchBrowser();
  const other = readFileSync(path.join(SDK, 'shelfwise.js'), 'utf8').replaceAll('0.1.0', '0.2.0');
  const files: Record<string, readonly [type: string, body: () => string]> = {
    '/': ['text/html', () => html],
    '/shop.js': ['text/javascript', () => SHOP_SCRIPT],
    '/other/shelfwise.js': ['text/javascript', () => other],
  };
  site = await serveFolder(
    { '/shelfwise/': SDK, '/shelfwise/model/': MODEL, '/other/': SDK },
    {
      handle: (request, response) => {
        const [type, body] = files[request.url ?? ''] ?? [];
        if (type === undefined || body === undefined) return false;
        response.setHeader('content-type', type);
        response.end(body());
        return true;
      },
    },
  );
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

interface Outcome {
  readonly shows: 'row' | 'content';
  readonly written: readonly string[];
  readonly thrown: readonly string[];
}

/** A visit of the page: what it shows in the end, what we wrote to the console, what nobody caught. The shop's button has to work. */
async function visit(
  body: string,
  prepare: (page: Page, context: BrowserContext) => Promise<unknown>,
): Promise<Outcome> {
  html = htmlPage(body + SHOP);
  const context = await browser.newContext();
  const page = await context.newPage();
  const written: string[] = [];
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  page.on('console', (message) => {
    if (!message.text().startsWith('Failed to load resource')) written.push(message.text());
  });
  await prepare(page, context);
  await page.goto(`${site.origin}/`);
  await page.getByRole('button', { name: 'Buy' }).click();
  await page.waitForTimeout(2500); // a worker is given up after a second
  await page.getByRole('button', { name: 'Buy' }).click();
  expect(await page.locator('#bought').textContent()).toBe('2');
  const hasContent = await page.getByText('Bestsellers of this shop').isVisible();
  const cards = await page.locator('.shown').count();
  expect([hasContent, cards > 0]).toContainEqual(true); // never an empty place
  await context.close();
  return { shows: hasContent ? 'content' : 'row', written, thrown };
}

const nothing = (): Promise<void> => Promise.resolve();
const aborting = (pattern: string) => (page: Page) => page.route(pattern, (route) => route.abort());
const OLD_PAGE = `<script type="module">
  import { createRecommender } from '/shelfwise/index.js';
  import { connectElements } from '/shelfwise/elements.js';
  connectElements(createRecommender({ model: '/shelfwise/model/latest.json' }));
</script>`;

describe('a page with a row', () => {
  it.each<[string, string, 'row' | 'content', (page: Page) => Promise<unknown>]>([
    ['nothing is wrong', TAG + ROW, 'row', nothing],
    ['the SDK is loaded twice', TAG + ROW + TAG, 'row', nothing],
    ['two versions are loaded', TAG.replace('/shelfwise/s', '/other/s') + ROW + TAG, 'row', nothing],
    ['script tag and module are loaded', TAG + ROW + OLD_PAGE, 'row', nothing],
    ['the script is blocked', TAG + ROW, 'content', aborting('**/shelfwise.js')],
    ['the worker is blocked', TAG + ROW, 'content', aborting('**/worker.*.js')],
    ['the code of buttons and menus is blocked', TAG + ROW, 'row', aborting('**/row-extras-*.js')],
    ['the model is out of reach', TAG + ROW, 'content', aborting('**/model/**')],
    [
      'the network goes once the page is there',
      TAG + ROW,
      'content',
      (page) =>
        page.route('**/*', (route) =>
          /\/$|shop\.js|shelfwise\.js/.test(route.request().url())
            ? route.continue()
            : route.abort('internetdisconnected'),
        ),
    ],
    [
      'the server fails once the page is there',
      TAG + ROW,
      'content',
      (page) => page.route('**/shelfwise/{worker,model}*/**', (route) => route.fulfill({ status: 503, body: 'gone' })),
    ],
    [
      'IndexedDB is refused',
      TAG.replace('async', 'async data-consent="local"') + ROW,
      'row',
      async (page) => {
        const refused = `Object.defineProperty(self, 'indexedDB', { get() { throw new DOMException('', 'SecurityError'); } });`;
        await page.addInitScript(refused);
        await page.route('**/worker.*.js', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: `${refused}\n${await response.text()}` });
        });
      },
    ],
    [
      'the page has replaced what scripts rely on',
      TAG + ROW,
      'content',
      (page) => page.addInitScript('window.IntersectionObserver = window.ResizeObserver = window.Worker = undefined;'),
    ],
  ])('works where %s: one line of ours at most, nothing thrown', async (_name, body, shows, prepare) => {
    const outcome = await visit(body, prepare);
    expect(outcome.thrown).toEqual([]);
    expect(outcome.written.length, outcome.written.join('\n')).toBeLessThanOrEqual(1);
    expect(outcome.shows).toBe(shows);
  });
});
