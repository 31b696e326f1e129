import { createHash } from 'node:crypto';
import { build } from 'vite';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Recommender, RecommenderOptions } from '../../../src/index.js';
import { launchBrowser } from '../../helpers/browser.js';
import { serveFolder, type ServedFolders } from '../../helpers/serve-folder.js';
import { faultyWorker } from './faulty-worker.js';

const ROOT = new URL('../../../', import.meta.url).pathname;

/** Its files by path. */
type BuiltSdk = Readonly<Record<string, string>>;

/** The SDK as it ships, but with these scripts as its workers. */
async function buildSdk(workers: Readonly<Record<string, string>>): Promise<BuiltSdk> {
  const files = Object.entries(workers).map(([name, code]) => {
    const sha256 = createHash('sha256').update(code).digest('base64');
    return [name, { file: `${name}.js`, sha256 }];
  });
  const define = {
    __SHELFWISE_WORKERS__: JSON.stringify(Object.fromEntries(files)),
    __SHELFWISE_PANEL__: 'undefined',
    __SHELFWISE_VERSION__: '"0.0.0-test"',
  };
  const codes = new Map<string, string>();
  for (const mode of ['page', 'script-tag']) {
    const result = await build({ configFile: `${ROOT}vite.config.ts`, mode, define, logLevel: 'error' });
    const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) =>
      'output' in each ? each.output : [],
    );
    for (const chunk of outputs) {
      if (chunk.type === 'chunk') codes.set(mode === 'page' ? `/${chunk.fileName}` : '/shelfwise.js', chunk.code);
    }
  }
  return Object.fromEntries(codes);
}

/** Well-behaved workers: what the hashes in the built SDK are of. */
export const GOOD_WORKERS = {
  worker: faultyWorker({}),
  personal: faultyWorker({ sideWorker: 'personal' }),
  reports: faultyWorker({ sideWorker: 'reports' }),
};

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.svg': 'image/svg+xml', '.css': 'text/css' };

type Files = Readonly<Record<string, string | null>>;

export interface ShopOptions {
  readonly sdk: BuiltSdk;
  readonly headers?: Readonly<Record<string, string>>;
  /** Served at `/`. */
  readonly html: string;
  /** Other files by path, such as `/worker.js`; the good workers unless named here. null: a 404. */
  readonly files?: Files;
  readonly onRequest?: (path: string) => void;
}

/** A shop of one page. Scripts are served with CORS, so that a second shop can play the CDN. */
async function openShop({ sdk, headers = {}, html, files = {}, onRequest }: ShopOptions): Promise<ServedFolders> {
  const all: Record<string, string | null> = {
    '/': html,
    ...sdk,
    '/worker.js': GOOD_WORKERS.worker,
    '/personal.js': GOOD_WORKERS.personal,
    '/reports.js': GOOD_WORKERS.reports,
    ...files,
  };
  return serveFolder(
    {},
    {
      headers,
      handle: (request, response) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        onRequest?.(path);
        const body = all[path] ?? all[path.slice(path.lastIndexOf('/'))]; // in any folder
        if (body === undefined || body === null) return false;
        const type = TYPES[path.slice(path.lastIndexOf('.'))] ?? 'text/html';
        response.setHeader('content-type', `${type}; charset=utf-8`);
        response.setHeader('cache-control', 'no-store');
        response.setHeader('access-control-allow-origin', '*');
        response.end(body);
        return true;
      },
    },
  );
}

export interface OpenedPage {
  readonly page: Page;
  /** What the SDK wrote, and nothing that the browser says by itself of a policy or a 404. */
  readonly warnings: string[];
  readonly errors: string[];
}

/** What the pages of these tests have on their `window`, as far as each sets it. */
export interface TestWindow {
  readonly create: (options: Partial<RecommenderOptions>) => Recommender;
  readonly recommender: Recommender;
  readonly shelfwise: ((verb: string, ...args: unknown[]) => Promise<unknown>) & { readonly recommender: Recommender };
  /** What the worker was asked: method and arguments. */
  readonly calls: (readonly [string, ...unknown[]])[];
}

export interface SdkTest {
  /** Another shop, to be closed with the test. */
  shop(options: Partial<ShopOptions>): Promise<ServedFolders>;
  /** A fresh page of a shop. */
  open(options: Partial<ShopOptions>): Promise<OpenedPage>;
  context(): BrowserContext;
}

/** One browser and one build for a test file; a fresh context for each test. */
export function useSdk(): SdkTest {
  let browser: Browser;
  let sdk: BuiltSdk;
  let context: BrowserContext;
  const shops: ServedFolders[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
    sdk = await buildSdk(GOOD_WORKERS);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    context = await browser.newContext();
  });
  afterEach(async () => {
    await context.close();
    await Promise.all(shops.splice(0).map((shop) => shop.close()));
  });
  const shop = async (options: Partial<ShopOptions>): Promise<ServedFolders> => {
    const opened = await openShop({ sdk, html: '', ...options });
    shops.push(opened);
    return opened;
  };
  return {
    shop,
    open: async (options) => openPage(context, `${(await shop(options)).origin}/`),
    context: () => context,
  };
}

async function openPage(context: BrowserContext, url: string): Promise<OpenedPage> {
  const page = await context.newPage();
  const warnings: string[] = [];
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.text().startsWith('shelfwise: ')) warnings.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(url);
  return { page, warnings, errors };
}

export const scriptTag = (attributes = ''): string =>
  `<script async src="/shelfwise.js" data-model="/model/latest.json" ${attributes}></script>`;

export const htmlPage = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}</head><body>${body}</body></html>`;
