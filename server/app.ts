import path from 'node:path';
import { Hono, type Context } from 'hono';
import { MANIFEST_FILE, type Manifest } from '../core/artifact/manifest.js';
import { toErrorRecord } from '../core/errors.js';
import { answerWith, type AnswerOptions } from './answer.js';
import { createContents, type Contents, type Variant } from './contents.js';
import { listFileTree, type FileTree } from './file-tree.js';
import { createMetrics, toRouteClass, type Metrics } from './metrics.js';
import { checkModel, isModelFile } from './model-files.js';
import { NOT_FOUND, toProblemResponse } from './problem.js';
import type { Reports } from './reports/reports.js';
import { addSecurityHeaders } from './security-headers.js';
import { DEFAULT_SHOP } from './shop-name.js';

/** One shop of a server. */
export interface ShopOptions {
  /** Folder of the model artifact: `latest.json` and the sections it names. Read anew, so it may be replaced while serving. */
  readonly modelDir: string;
  /** Folder of the shop's `catalog.json`, `shop.json` and `pictures.svg`. Each may be absent. */
  readonly dataDir: string;
  /** What becomes of devices' reports. Default: none are taken. */
  readonly reports?: Reports;
}

export interface AppOptions {
  /** By name; `default` answers without a name in the address too. */
  readonly shops: ReadonlyMap<string, ShopOptions>;
  /** Folder of the built SDK, listed once at the start. */
  readonly sdkDir: string;
  /** Folder of the built storefront and console, listed once at the start. */
  readonly demoDir: string;
  /** Is the console's page there? Default true. What it may not show without the admin key is kept by the routes it asks. */
  readonly console?: boolean;
}

export interface App {
  fetch(request: Request): Promise<Response>;
}

const SHOP_FILES: ReadonlySet<string> = new Set(['catalog.json', 'shop.json']);
/** Vite and the SDK's build put a hash into the names of files that never change. */
const HASHED_ASSET = /(^assets\/.+-[\w-]{8}\.\w+$)|(^\w+\.[0-9a-f]{16}\.js$)/;
/** https://privacycg.github.io/gpc-spec/: the site honours the signal. */
const GPC = { gpc: true, lastUpdate: '2026-11-23' };

/**
 * The shop's visitor allowed the shop to keep things in this browser. A page may not look into its storage to learn
 * whether it may look into its storage, so a cookie of one bit says so and the page is marked on its way out.
 */
const KEEP_COOKIE = /(?:^|;\s*)keep=1(?:;|$)/;
const KEPT_PAGE: Variant = { name: 'kept', apply: (html) => html.replace('<html ', '<html data-kept ') };

/**
 * The server as a pure function from request to response, but for the files it reads and the counters it keeps. Serves
 * models to devices, counts their reports, and serves the SDK, storefront and console to browsers. It logs nothing.
 */
export function createApp(options: AppOptions): App {
  const contents = createContents();
  const metrics = createMetrics();
  const ofShop = new Map([...options.shops.keys()].map((name) => [name, createMetrics()]));
  const pages = createPages(options, contents);

  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    addSecurityHeaders(c.res.headers);
    const bodyBytes = c.req.method === 'HEAD' ? 0 : Number(c.res.headers.get('content-length') ?? 0);
    for (const counters of [metrics, ofShop.get(shopOf(c.req.path))]) {
      counters?.count(toRouteClass(c.req.path), c.res.status, bodyBytes);
    }
  });
  app.onError(() =>
    toProblemResponse({
      status: 500,
      title: 'Something failed here',
      detail: 'The server could not read what it should serve. Try again; if it stays so, see /readyz.',
      code: 'internal/unexpected',
    }),
  );
  app.notFound(() => toProblemResponse(NOT_FOUND));
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', (c) => answerReadiness(c, [...options.shops.values()], contents));
  app.get('/metrics', (c) => printMetrics(c, metrics));
  for (const [name, shop] of options.shops) {
    const routes = createShopRoutes(shop, options, contents);
    const own = ofShop.get(name)!;
    if (shop.reports !== undefined) addReportRoutes(routes, shop.reports, [metrics, own]);
    routes.get('/metrics', (c) => printMetrics(c, own));
    // A page under a shop's address asks for its files there.
    for (const asset of ['/assets/*', '/shelfwise/*', '/icon.svg']) {
      routes.get(asset, (c) => pages(c.req.raw, new URL(c.req.url).pathname.replace(SHOP_PREFIX, '')));
    }
    app.route(`/shops/${name}`, routes);
    if (name === DEFAULT_SHOP) app.route('/', routes);
  }
  app.get('*', (c) => pages(c.req.raw, new URL(c.req.url).pathname));
  return { fetch: async (request) => await app.fetch(request) };
}

const SHOP_PREFIX = /^\/shops\/([^/]+)(?=\/)/;

function shopOf(address: string): string {
  return SHOP_PREFIX.exec(address)?.[1] ?? DEFAULT_SHOP;
}

function printMetrics(c: Context, metrics: Metrics): Response {
  return c.body(metrics.print(), 200, { 'content-type': 'text/plain; version=0.0.4' });
}

/** What a shop has, whether it is the only one or one of several under `/shops/SHOP/`. */
function createShopRoutes(shop: ShopOptions, { demoDir, ...options }: AppOptions, contents: Contents): Hono {
  const { modelDir, dataDir } = shop;
  const file = async (c: Context, name: string, how?: AnswerOptions): Promise<Response> => {
    const content = await contents.read(name);
    return content === undefined ? c.notFound() : answerWith(c.req.raw, content, how);
  };
  const routes = new Hono();
  routes.get('/healthz', (c) => c.json({ status: 'ok' }));
  routes.get('/readyz', (c) => answerReadiness(c, [shop], contents));
  routes.get('/.well-known/gpc.json', (c) => c.json(GPC));
  routes.get('/v1/model/:file', (c) => {
    const name = c.req.param('file');
    if (name === PLAIN_MANIFEST) return answerPlainManifest(c, modelDir, contents);
    if (!isModelFile(name)) return c.notFound();
    return file(c, path.join(modelDir, name), { shared: true, immutable: name !== MANIFEST_FILE });
  });
  routes.get('/shop/:file', (c) => {
    const name = c.req.param('file');
    return SHOP_FILES.has(name) ? file(c, path.join(dataDir, name)) : c.notFound();
  });
  routes.get('/pictures.svg', (c) => file(c, path.join(dataDir, 'pictures.svg')));
  routes.get('/guide', (c) => c.redirect('guide/', 308));
  routes.get('/guide/', (c) => file(c, path.join(demoDir, 'guide/index.html')));
  if (options.console ?? true) {
    routes.get('/console', (c) => c.redirect('console/', 308));
    routes.get('/console/', (c) => file(c, path.join(demoDir, 'console/index.html')));
  }
  return routes;
}

/** The manifest without the shop's rules: what the console's preview runs, which applies rules that are not saved yet. */
const PLAIN_MANIFEST = 'plain.json';

async function answerPlainManifest(c: Context, modelDir: string, contents: Contents): Promise<Response> {
  const content = await contents.read(path.join(modelDir, MANIFEST_FILE));
  if (content === undefined) return c.notFound();
  const { scenarios: _, ...manifest } = JSON.parse(new TextDecoder().decode(content.bytes)) as Record<string, unknown>;
  return c.json(manifest, 200, { 'cache-control': 'no-cache' });
}

/** `POST /v1/reports`, and what only the shop's admin key opens. */
function addReportRoutes(routes: Hono, reports: Reports, metrics: readonly Metrics[]): void {
  routes.post('/v1/reports', async (c) => {
    const { outcome, response } = await reports.accept(c.req.raw);
    for (const counters of metrics) counters.countReport(outcome);
    return response;
  });
  routes.get('/v1/aggregates', (c) => reports.answerAggregates(c.req.raw));
  routes.on(['GET', 'POST'], '/v1/models', (c) => reports.answerModels(c.req.raw));
  routes.put('/v1/scenarios', (c) => reports.answerScenarios(c.req.raw));
}

/** Ready where all of the shops are. */
async function answerReadiness(c: Context, shops: readonly ShopOptions[], contents: Contents): Promise<Response> {
  try {
    const models: Manifest[] = [];
    for (const { modelDir, reports } of shops) {
      models.push(await checkModel(modelDir, contents));
      await reports?.checkDatabase();
    }
    const [one] = models;
    if (one === undefined || models.length > 1) return c.json({ status: 'ready', shops: models.length });
    return c.json({ status: 'ready', sequence: one.sequence, items: one.items });
  } catch (error) {
    const { code, message } = toErrorRecord(error);
    if (code !== 'server/database') {
      return toProblemResponse({ status: 503, title: 'No model to serve', detail: message, code });
    }
    // What the database said names hosts and folders.
    const detail = 'The database does not answer; reports are refused until it does.';
    return toProblemResponse({ status: 503, title: 'No database', detail, code });
  }
}

/** The SDK's and the storefront's files; the storefront's own addresses all answer with its one page. */
function createPages(options: AppOptions, contents: Contents) {
  const sdk = listFileTree(options.sdkDir);
  const demo = listFileTree(options.demoDir);
  const page = demo.get('index.html');

  return async (request: Request, address: string): Promise<Response> => {
    const found = findAsset(sdk, demo, address);
    const content = found && (await contents.read(found.file));
    if (found && content) {
      return answerWith(request, content, { immutable: HASHED_ASSET.test(found.name), shared: found.shared });
    }
    const known = isStorefrontPage(address);
    if (page === undefined || !(known || wantsPage(request))) return toProblemResponse(NOT_FOUND);
    const kept = KEEP_COOKIE.test(request.headers.get('cookie') ?? '');
    const html = await contents.read(page, kept ? KEPT_PAGE : undefined);
    if (html === undefined) return toProblemResponse(NOT_FOUND);
    return answerWith(request, html, { status: known ? 200 : 404, vary: 'Cookie' });
  };
}

function findAsset(sdk: FileTree, demo: FileTree, address: string) {
  const shared = address.startsWith('/shelfwise/');
  const name = address.slice(shared ? '/shelfwise/'.length : 1);
  const file = (shared ? sdk : demo).get(name);
  // Pages are served at their own addresses only, so that each has one.
  return file === undefined || name.endsWith('.html') ? undefined : { name, file, shared };
}

function isStorefrontPage(address: string): boolean {
  return /^\/(?:(?:category|product)\/.+|cart|order|saved|search)?$/.test(address);
}

function wantsPage(request: Request): boolean {
  return request.headers.get('accept')?.includes('text/html') ?? false;
}
