import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';
import { MANIFEST_FILE } from '../../core/artifact/manifest.js';
import { RecommenderError } from '../../core/errors.js';
import { serve, type RunningServer } from '../../server/index.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';

export const SERVE_OPTIONS = {
  model: 'text',
  data: 'text',
  'database-url': 'text',
  port: 'text',
  host: 'text',
  console: 'flag',
  'report-rate': 'text',
} as const;

const DEFAULT_PORT = 8787;
export const DEFAULT_DATA = '.shelfwise';

/** Serves a model, the SDK, the storefront and the console until it is told to stop. */
export async function serveVerb(options: Options, output: Output): Promise<void> {
  const modelDir = options.required('model');
  if (!existsSync(join(modelDir, MANIFEST_FILE))) {
    const place = { file: join(modelDir, MANIFEST_FILE) };
    throw new RecommenderError('artifact/missing', `expected a model directory with ${MANIFEST_FILE}`, { place });
  }
  const data = options.text('data') ?? DEFAULT_DATA;
  const folders = { modelDir, dataDir: join(data, 'shop'), databaseDir: databaseFolder(data) };
  await serveUntilStopped(await startServer(folders, options), output);
}

/** Where the embedded database of a data folder lives. */
export function databaseFolder(data: string): string {
  return join(data, 'database');
}

/** The folder `dist` that this file runs from. */
function distFolder(): string {
  return resolve(fileURLToPath(import.meta.url), '../..');
}

export interface ServedFolders {
  readonly modelDir: string;
  readonly dataDir: string;
  /** Of the embedded database; not touched with `--database-url`. */
  readonly databaseDir: string;
}

export function startServer(folders: ServedFolders, options: Options): Promise<RunningServer> {
  const dist = distFolder();
  const host = options.text('host');
  const url = options.text('database-url');
  const adminKey = process.env['SHELFWISE_ADMIN_KEY'];
  const reportRate = toReportRate(options);
  return serve({
    modelDir: resolve(folders.modelDir),
    dataDir: resolve(folders.dataDir),
    sdkDir: join(dist, 'browser'),
    demoDir: join(dist, 'demo'),
    port: options.integer('port', { min: 0, max: 65535, fallback: DEFAULT_PORT }),
    database: url === undefined ? { kind: 'folder', folder: resolve(folders.databaseDir) } : { kind: 'url', url },
    ...(host !== undefined && { host }),
    ...(adminKey !== undefined && adminKey !== '' && { adminKey }),
    ...(options.flag('console') && { console: true }),
    ...(reportRate !== undefined && { reportRate }),
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
  output.line(`console    ${server.url}console/`);
  if (server.madeKey !== undefined) output.line(`admin key  ${server.madeKey} (made now and shown this once; keep it)`);
  output.line(`ready ${server.url}`);
  await new Promise<void>((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopped);
  });
  output.note('stopping');
  await server.close();
}
