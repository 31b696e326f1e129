import path from 'node:path';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Consent, ConsentMode, Recommender, RecommenderOptions } from '../../../src/index.js';
import { launchBrowser } from '../../helpers/browser.js';
import { installConsentTools, type ConsentTools } from '../../helpers/consent-tools.js';
import { serveFolder, type ServedFolders } from '../../helpers/serve-folder.js';
import { countWorkerStorage, workerStorageCalls } from '../worker-storage.js';

const DIST = path.resolve(import.meta.dirname, '../../../dist');
const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title></head><body>
<script type="module">
  import { createRecommender } from '/shelfwise/index.js';
  window.createRecommender = createRecommender;
</script></body></html>`;

/** Something a consent tool does: tool, what it does, with what. */
export type ToolCall = readonly [tool: keyof ConsentTools, verb: string, ...args: unknown[]];

interface ShopWindow {
  createRecommender: (options: RecommenderOptions) => Recommender;
  consentTools: ConsentTools;
  recommender: Recommender;
  storageCalls: string[];
  changes: number;
}

/** A page of a shop with the built SDK and the consent tools' remote controls. */
export interface ConsentPage {
  readonly page: Page;
  /** Every request of the visitor's tabs and their workers since this one was opened. */
  readonly requests: readonly Request[];
  /** Exceptions that reached the page. */
  readonly faults: readonly string[];
  use(...calls: readonly ToolCall[]): Promise<void>;
  /** Creates the recommender with the shop's own word, and does what a shopper does: looks at a product, gets a list. */
  start(consent?: Partial<Consent>): Promise<void>;
  /** Creates it with the shop's word and at once says another, before a worker can have started. */
  startAndSay(consent: Partial<Consent>, next: Partial<Consent>): Promise<void>;
  setConsent(consent: Partial<Consent>): Promise<void>;
  state(): Promise<{ mode: ConsentMode; consent: Consent; storage: string; changes: number }>;
  /** What the page's scripts and the worker asked of the browser's storage so far. */
  storageCalls(): Promise<{ readonly page: string[]; readonly worker: string[] }>;
  /** Databases and caches that there are. */
  stored(): Promise<string[]>;
}

export interface ConsentShop {
  /** A page of its own in the test's context: pages of one test are tabs of one visitor. */
  open(): Promise<ConsentPage>;
}

/** Notes every use of a storage of the browser by a script of the page. Runs in the page, before its first script. */
function watchStorage(): void {
  const calls: string[] = [];
  (globalThis as unknown as ShopWindow).storageCalls = calls;
  const watch = (owner: object, name: string): void => {
    const found = Object.getOwnPropertyDescriptor(owner, name) as
      { get?: (this: unknown) => unknown; value?: new (...args: unknown[]) => object } | undefined;
    const { get, value } = found ?? {};
    if (get !== undefined) {
      const noted = function (this: unknown): unknown {
        calls.push(name);
        return get.call(this);
      };
      Object.defineProperty(owner, name, { ...found, get: noted });
    } else if (value !== undefined) {
      const construct = (target: typeof value, args: unknown[]): object => {
        calls.push(name);
        return new target(...args);
      };
      Object.defineProperty(owner, name, { ...found, value: new Proxy(value, { construct }) });
    }
  };
  for (const name of ['indexedDB', 'caches', 'localStorage', 'sessionStorage', 'cookieStore', 'BroadcastChannel']) {
    watch(window, name);
  }
  watch(Document.prototype, 'cookie');
  watch(Navigator.prototype, 'storage');
  watch(Navigator.prototype, 'locks');
}

/** For the tests of one file: one browser and one shop; a new visitor for each test. */
export function useConsentShop(): ConsentShop {
  let browser: Browser;
  let shop: ServedFolders;
  let context: BrowserContext;
  beforeAll(async () => {
    browser = await launchBrowser();
    const mounts = { '/shelfwise/': path.join(DIST, 'browser'), '/v1/model/': path.join(DIST, 'test-model') };
    shop = await serveFolder(mounts, {
      handle(request, response) {
        if (request.url !== '/') return false;
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(HTML);
        return true;
      },
    });
  });
  afterAll(async () => {
    await browser.close();
    await shop.close();
  });
  beforeEach(async () => {
    context = await browser.newContext();
  });
  afterEach(() => context.close());
  return { open: async () => openPage(await context.newPage(), `${shop.origin}/`) };
}

async function openPage(page: Page, url: string): Promise<ConsentPage> {
  const requests: Request[] = [];
  const faults: string[] = [];
  page.context().on('request', (request) => requests.push(request)); // a page does not see its workers' requests
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.addInitScript(watchStorage);
  await page.addInitScript(installConsentTools);
  await countWorkerStorage(page);
  await page.goto(url);
  return {
    page,
    requests,
    faults,
    use: (...calls) => page.evaluate(useTools, calls),
    startAndSay: (consent, next) => page.evaluate(createRecommender, { consent, next }),
    async start(consent) {
      await page.evaluate(createRecommender, { consent });
      await page.evaluate(lookAround);
    },
    setConsent: async (consent) => {
      await page.evaluate((given) => (window as unknown as ShopWindow).recommender.setConsent(given), consent);
    },
    state: () => page.evaluate(readState),
    storageCalls: async () => ({
      page: await page.evaluate(() => [...(window as unknown as ShopWindow).storageCalls]),
      worker: (await workerStorageCalls(page)).calls,
    }),
    stored: () =>
      page.evaluate(async () => [
        ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
        ...(await caches.keys()),
      ]),
  };
}

/** Runs in the page. */
function useTools(calls: readonly ToolCall[]): void {
  const { consentTools } = window as unknown as ShopWindow;
  for (const [tool, verb, ...args] of calls) {
    (consentTools[tool] as unknown as Record<string, (...args: unknown[]) => void>)[verb]!(...args);
  }
}

/** Runs in the page. */
function createRecommender({
  consent,
  next,
}: {
  consent?: Partial<Consent> | undefined;
  next?: Partial<Consent>;
}): void {
  const shop = window as unknown as ShopWindow;
  shop.changes = 0;
  shop.recommender = shop.createRecommender({
    model: '/v1/model/latest.json',
    reports: '/v1/reports',
    ...(consent && { consent }),
  });
  shop.recommender.on('change', ({ kind }) => {
    if (kind === 'consent') shop.changes++;
  });
  if (next !== undefined) void shop.recommender.setConsent(next);
}

/** Runs in the page. */
async function lookAround(): Promise<void> {
  const { recommender } = window as unknown as ShopWindow;
  const { recomms } = await recommender.recommendItemsToUser(3);
  recommender.track({ event_name: 'view_item', items: [{ item_id: recomms[0]!.id }] });
  await recommender.recommendItemsToUser(3);
}

/** Runs in the page. */
async function readState(): Promise<{ mode: ConsentMode; consent: Consent; storage: string; changes: number }> {
  const { recommender, changes } = window as unknown as ShopWindow;
  const { mode, storage } = await recommender.status();
  return { mode, storage, consent: recommender.consent(), changes };
}
