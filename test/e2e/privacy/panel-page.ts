import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Recommender, RecommendOptions } from '../../../src/index.js';
import { launchBrowser } from '../../helpers/browser.js';
import { serveFolder, type ServedFolders } from '../../helpers/serve-folder.js';
import { htmlPage } from '../sdk/sdk-page.js';

const SDK = path.resolve(import.meta.dirname, '../../../dist/browser');
const MODEL = process.env['SHELFWISE_TEST_MODEL'] ?? '';
const STYLE = `:root { color-scheme: light dark; --paper: #faf8f3; --ink: #1c211d }
  @media (prefers-color-scheme: dark) { :root { --paper: #151916; --ink: #ece8de } }
  body { margin: 0; padding: 16px; background: var(--paper); color: var(--ink); font-family: sans-serif }`;
const PANEL = '<main><h1>Your data</h1><shelfwise-privacy></shelfwise-privacy></main>';

export interface SiteOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** What stands before the script tag. Default: a page with the panel. */
  readonly body?: string;
  /** Where the script tag's file comes from. Default: the site itself. */
  readonly sdkOrigin?: string;
  /** Answers instead of the built files. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A page with the script tag, and what its shopper can do there. */
export interface PanelTest {
  site(options?: SiteOptions): Promise<ServedFolders>;
  profile(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Opens the site in a profile and waits for the recommender. */
  open(site: ServedFolders, profile: BrowserContext, address?: string): Promise<Page>;
}

export interface PanelWindow {
  readonly shelfwise: { readonly recommender: Recommender };
}

/** One browser for a test file; sites and profiles end with the test. */
export function usePanel(): PanelTest {
  let browser: Browser;
  const opened: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const each of opened.splice(0).reverse()) await each.close();
  });
  return {
    async site({ headers = {}, body = PANEL, sdkOrigin = '', files = {} } = {}) {
      const script = `<script async src="${sdkOrigin}/shelfwise/shelfwise.js" data-model="${sdkOrigin}/model/latest.json"></script>`;
      const all: Record<string, string> = {
        '/': htmlPage(body + script, '<link rel="stylesheet" href="/page.css">'),
        '/page.css': STYLE,
        '/favicon.ico': '',
        ...files,
      };
      const site = await serveFolder(
        { '/shelfwise/': SDK, '/model/': MODEL },
        {
          headers: { 'access-control-allow-origin': '*', 'cache-control': 'no-store', ...headers },
          handle: (request, response) => {
            const { pathname } = new URL(request.url ?? '/', 'http://localhost');
            const text = all[pathname];
            if (text === undefined) return false;
            const type = pathname === '/' ? 'text/html' : pathname.endsWith('.css') ? 'text/css' : 'text/javascript';
            response.setHeader('content-type', `${type}; charset=utf-8`);
            response.end(text);
            return true;
          },
        },
      );
      opened.push(site);
      return site;
    },
    async profile(options) {
      const profile = await browser.newContext(options);
      opened.push(profile);
      return profile;
    },
    async open(site, profile, address = '/') {
      const page = await profile.newPage();
      await page.goto(site.origin + address);
      await page.waitForFunction(() => 'recommender' in (window as unknown as PanelWindow).shelfwise);
      return page;
    },
  };
}

/** What a recommender does in the page. */
export const allow = (page: Page): Promise<boolean> =>
  page.evaluate(() =>
    (window as unknown as PanelWindow).shelfwise.recommender.setConsent({ personalization: true, storage: true }),
  );

export const rowOf = (page: Page, options: RecommendOptions = {}): Promise<string[]> =>
  page.evaluate(
    async (given) =>
      (await (window as unknown as PanelWindow).shelfwise.recommender.recommendItemsToUser(12, given)).recomms.map(
        ({ id }) => id,
      ),
    options,
  );

export const track = (page: Page, itemIds: readonly string[], name = 'view_item'): Promise<void> =>
  page.evaluate(
    ({ ids, event_name }) => {
      const { recommender } = (window as unknown as PanelWindow).shelfwise;
      for (const item_id of ids) recommender.track({ event_name, items: [{ item_id }] });
    },
    { ids: itemIds, event_name: name },
  );

/** All that the browser keeps for the page's origin. */
export const dumpStorage = (page: Page): Promise<unknown> =>
  page.evaluate(async () => ({
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    cookie: document.cookie,
  }));
