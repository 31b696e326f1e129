import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';
import { MANIFEST_FILE } from '../../core/artifact/manifest.js';
import { RecommenderError } from '../../core/errors.js';
import { serve, type RunningServer, type ServedShop } from '../../server/index.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';

export const SERVE_OPTIONS = {
  model: 'text',
  shops: 'text',
  data: 'text',
  'database-url': 'text',
  port: 'text',
  host: 'text',
  console: 'flag',
  'report-rate': 'text',
  'key-days': 'text',
} as const;

const DEFAULT_PORT = 8787;
export const DEFAULT_DATA = '.shelfwise';

/** Serves models, the SDK, the storefront and the console until it is told to stop. */
export async function serveVerb(options: Options, output: Output): Promise<void> {
  const several = options.text('shops');
  const shops = several === undefined ? new Map<string, ServedShop>() : findShops(several);
  const modelDir = several === undefined ? options.required('model') : options.text('model');
  if (modelDir !== undefined) checkModelDir(modelDir);
  if (modelDir !== undefined && shops.has('default')) {
    throw new RecommenderError('usage/bad-option', 'expected --model or a folder "default" in --shops, got both');
  }
  const data = options.text('data') ?? DEFAULT_DATA;
  const folders = { ...(modelDir !== undefined && { modelDir }), dataDir: join(data, 'shop') };
  const served = { ...folders, databaseDir: databaseFolder(data), shops };
  await serveUntilStopped(await startServer(served, options), output);
}

function checkModelDir(folder: string): void {
  if (existsSync(join(folder, MANIFEST_FILE))) return;
  const place = { file: join(folder, MANIFEST_FILE) };
  throw new RecommenderError('artifact/missing', `expected a model directory with ${MANIFEST_FILE}`, { place });
}

/**
 * `--shops DIR`: a folder a shop, whose name is the shop's. In it the model, or a folder `model` with it; beside it, where the
 * shop has one, a folder `shop` with what the storefront knows.
 */
function findShops(dir: string): Map<string, ServedShop> {
  if (!existsSync(dir)) throw new RecommenderError('usage/bad-option', `expected --shops to be a folder, got ${dir}`);
  const names = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
  if (names.length === 0)
    throw new RecommenderError('usage/bad-option', `expected a folder a shop in ${dir}, found none`);
  return new Map(names.map((name) => [name, findShop(resolve(dir, name), name)]));
}

function findShop(folder: string, name: string): ServedShop {
  const modelDir = existsSync(join(folder, MANIFEST_FILE)) ? folder : join(folder, 'model');
  checkModelDir(modelDir);
  return { modelDir, dataDir: join(folder, 'shop'), ...keyFromEnvironment(name) };
}

/** `SHELFWISE_ADMIN_KEY` is the default shop's; that of shop `blue-sofas` is `SHELFWISE_ADMIN_KEY_BLUE_SOFAS`. */
function keyFromEnvironment(shop: string): { readonly adminKey?: string } {
  const ofShop = shop === 'default' ? '' : `_${shop.toUpperCase().replaceAll('-', '_')}`;
  const adminKey = process.env[`SHELFWISE_ADMIN_KEY${ofShop}`];
  return adminKey === undefined || adminKey === '' ? {} : { adminKey };
}

/** Where the embedded database of a data folder lives. */
export function databaseFolder(data: string): string {
  return join(data, 'database');
}

/** The folder `dist` that this file runs from. */
function distFolder(): string {
  return resolve(fileURLToPath(import.meta.url), '../..');
}

interface ServedFolders {
  /** Of the default shop. Default: there is none but those in `shops`. */
  readonly modelDir?: string;
  readonly dataDir: string;
  /** Of the embedded database; not touched with `--database-url`. */
  readonly databaseDir: string;
  /** Default: none but the default one. */
  readonly shops?: ReadonlyMap<string, ServedShop>;
}

export function startServer(folders: ServedFolders, options: Options): Promise<RunningServer> {
  const dist = distFolder();
  const host = options.text('host');
  const url = options.text('database-url');
  const { modelDir, dataDir, databaseDir, shops } = folders;
  const reportRate = toReportRate(options);
  return serve({
    ...(modelDir !== undefined && { modelDir: resolve(modelDir), ...keyFromEnvironment('default') }),
    ...(shops && { shops }),
    dataDir: resolve(dataDir),
    sdkDir: join(dist, 'browser'),
    demoDir: join(dist, 'demo'),
    port: options.integer('port', { min: 0, max: 65535, fallback: DEFAULT_PORT }),
    database: url === undefined ? { kind: 'folder', folder: resolve(databaseDir) } : { kind: 'url', url },
    ...(host !== undefined && { host }),
    ...(options.flag('console') && { console: true }),
    ...(reportRate !== undefined && { reportRate }),
    ...(options.text('key-days') !== undefined && {
      keyDays: options.integer('key-days', { min: 1, max: 3_650, fallback: 1 }),
    }),
  });
}

/** `--report-rate N`: reports a second in the long run, ten times as many at once. */
function toReportRate(options: Options): { readonly perSecond: number; readonly burst: number } | undefined {
  if (options.text('report-rate') === undefined) return undefined;
  const perSecond = options.integer('report-rate', { min: 1, max: 1_000_000, fallback: 1 });
  return { perSecond, burst: 10 * perSecond };
}

/** Says where it answers; returns once a signal came and open requests are answered. */
export async function serveUntilStopped(server: RunningServer, output: Output): Promise<void> {
  output.line(`storefront ${server.url}`);
  for (const shop of server.shops) {
    output.line(`console    ${server.url}${shop === 'default' ? '' : `shops/${shop}/`}console/`);
    const key = server.madeKeys.get(shop);
    if (key !== undefined) output.line(`admin key  ${key} (made now and shown this once; keep it)`);
  }
  output.line(`ready ${server.url}`);
  await new Promise<void>((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopped);
  });
  output.note('stopping');
  await server.close();
}
