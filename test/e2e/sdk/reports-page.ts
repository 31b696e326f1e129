import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { build } from 'vite';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach } from 'vitest';
import type { RecommenderOptions, ReportLedger } from '../../../src/index.js';
import { serveFolder, type ServedFolders } from '../../helpers/serve-folder.js';
import { startModelSite, type ModelSite, type SiteModel } from '../../worker/model-site.js';
import { CLOCK_CHANNEL } from './clock-channel.js';
import { htmlPage, useSdk, type TestWindow } from './sdk-page.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Where the clocks of all workers start: 2026-11-29. */
export const START = Date.UTC(2026, 10, 29);
/** No fresh ledger waits longer, and no report longer to be sent. */
export const LONGEST_WAIT = 14 * DAY + HOUR;
export const LONGEST_DELAY = DAY + HOUR;
/** Everything a shopper can agree to. */
export const ALL = { personalization: true, storage: true, aggregates: true };

/** A request as the server of the reports saw it. */
export interface Arrived {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Handler = (response: ServerResponse, report: Arrived) => void;

export interface TabOptions {
  /** Of the worker's clock and randomness. */
  readonly start?: number;
  readonly seed?: number;
  /** The browser shows Global Privacy Control to the worker. */
  readonly gpc?: boolean;
  readonly options?: Partial<RecommenderOptions>;
  /** The browser profile. Default: the test's own. */
  readonly profile?: BrowserContext;
  /** Before the page loads. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** A shop with a model and a server for its reports, both fresh for each test. */
export interface ReportsTest {
  /** In the order they came. */
  readonly arrived: Arrived[];
  readonly shopOrigin: string;
  readonly site: ModelSite;
  /** Answers otherwise from now on. */
  answer(handler: Handler): void;
  /** Another model for the shop, before its pages open. */
  useModel(model: Partial<SiteModel>): Promise<void>;
  /** Another browser profile, to be closed by the test. */
  newProfile(): Promise<BrowserContext>;
  /** A page of the shop with its recommender under way; the first list is there. */
  open(options?: TabOptions): Promise<Page>;
  /** Sets the clocks of all pages and lets time pass for them. @param pages how many there are. */
  pass(page: Page, time: { readonly jump?: number; readonly pass: number }, pages?: number): Promise<void>;
}

/** What a server says that has counted a report. */
export const acknowledge: Handler = (response, { body }) => {
  const { id } = JSON.parse(body) as { id: string };
  const accepted = createHash('sha256').update(id).digest('hex').slice(0, 16);
  response.writeHead(202, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
  response.end(JSON.stringify({ accepted }));
};

const PAGE = htmlPage(`<script type="module">
  import { createRecommender } from '/index.js';
  const channel = new BroadcastChannel('${CLOCK_CHANNEL}');
  let id = 0;
  window.passTime = (jump, pass, workers) => new Promise((resolve) => {
    const command = { id: Math.random(), jump, pass };
    let answers = 0;
    const hear = ({ data }) => {
      if (data.done !== command.id || ++answers < workers) return;
      channel.removeEventListener('message', hear);
      resolve();
    };
    channel.addEventListener('message', hear);
    channel.postMessage(command);
  });
  window.create = (options) => (window.recommender = createRecommender(options));
  window.ready = true;
</script>`);

export interface ReportsWindow extends TestWindow {
  readonly passTime: (jump: number, pass: number, workers: number) => Promise<void>;
}

export function useReports(): ReportsTest {
  const sdk = useSdk();
  let scripts: Readonly<Record<string, string>> = {};
  const pages = new Set<Page>();
  let shop: ServedFolders;
  let server: ServedFolders;
  let site: ModelSite;
  let arrived: Arrived[] = [];
  let handler = acknowledge;
  beforeAll(async () => {
    scripts = {
      '/timed-worker.js': await buildTimed('timed-worker.ts'),
      '/reports.js': await buildTimed('timed-reports.ts'),
    };
  });
  beforeEach(async () => {
    arrived = [];
    handler = acknowledge;
    site = await startModelSite({ sequence: 5 });
    server = await serveFolder({}, { handle: (request, response) => receive(request, response) });
    shop = await sdk.shop({ html: PAGE, files: { ...scripts, '/personal.js': null } });
    pages.clear();
  });
  afterEach(() => Promise.all([site.close(), server.close()]));
  const receive = (request: IncomingMessage, response: ServerResponse): boolean => {
    const { method, url, headers } = request;
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      arrived.push({ method, url, headers, body });
      handler(response, arrived.at(-1)!);
    });
    return true;
  };
  return {
    get arrived() {
      return arrived;
    },
    get shopOrigin() {
      return shop.origin;
    },
    get site() {
      return site;
    },
    answer: (other) => void (handler = other),
    newProfile: () => sdk.context().browser()!.newContext(),
    async useModel(model) {
      await site.close();
      site = await startModelSite({ sequence: 5, ...model });
    },
    async open({ start = START, seed = 1, gpc = false, options = {}, profile, prepare } = {}) {
      const page = await (profile ?? sdk.context()).newPage();
      await prepare?.(page);
      await page.goto(`${shop.origin}/`);
      await page.waitForFunction(() => 'ready' in window);
      pages.add(page);
      page.on('close', () => pages.delete(page));
      const workerUrl = `/start=${String(start)}&seed=${String(seed)}${gpc ? '&gpc' : ''}/timed-worker.js`;
      const all = { model: site.url, reports: `${server.origin}/v1/reports`, workerUrl, ...options };
      await page.evaluate(async (given) => {
        await (window as unknown as TestWindow).create(given).recommendItemsToUser(1);
      }, all);
      return page;
    },
    async pass(page, { jump = 0, pass }, count = 1) {
      await Promise.all([...pages].map(ledgerOf)); // where reports are allowed, their worker is there
      await page.evaluate(
        ([forward, time, workers]) => (window as unknown as ReportsWindow).passTime(forward, time, workers),
        [jump, pass, count] as const,
      );
    },
  };
}

async function buildTimed(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: new URL(entry, import.meta.url).pathname,
        formats: ['iife'],
        name: 'timedWorker',
        fileName: 'script',
      },
    },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new Error('expected a built worker');
  return output.output[0].code;
}

export function track(page: Page, ...itemIds: readonly string[]): Promise<void> {
  return page.evaluate(async (ids) => {
    const { recommender } = window as unknown as TestWindow;
    for (const item_id of ids) recommender.track({ event_name: 'view_item', items: [{ item_id }] });
    await recommender.profile();
  }, itemIds);
}

export function setConsent(page: Page, consent: RecommenderOptions['consent'] & object): Promise<boolean> {
  return page.evaluate((given) => (window as unknown as TestWindow).recommender.setConsent(given), consent);
}

export function ledgerOf(page: Page): Promise<ReportLedger> {
  return page.evaluate(() => (window as unknown as TestWindow).recommender.ledger());
}

export async function databasesOf(page: Page): Promise<(string | undefined)[]> {
  return page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort());
}
