import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';
import { MANIFEST_FILE } from '../../core/artifact/manifest.js';
import { RecommenderError } from '../../core/errors.js';
import { serve, type RunningServer } from '../../server/index.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';

export const SERVE_OPTIONS = { model: 'text', data: 'text', port: 'text', host: 'text' } as const;

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
  await serveUntilStopped(await startServer({ modelDir, dataDir: join(data, 'shop') }, options), output);
}

/** The folder `dist` that this file runs from. */
function distFolder(): string {
  return resolve(fileURLToPath(import.meta.url), '../..');
}

export function startServer(
  folders: { readonly modelDir: string; readonly dataDir: string },
  options: Options,
): Promise<RunningServer> {
  const dist = distFolder();
  const host = options.text('host');
  return serve({
    modelDir: resolve(folders.modelDir),
    dataDir: resolve(folders.dataDir),
    sdkDir: join(dist, 'browser'),
    demoDir: join(dist, 'demo'),
    port: options.integer('port', { min: 0, max: 65535, fallback: DEFAULT_PORT }),
    ...(host === undefined ? {} : { host }),
  });
}

/** Says where it answers; returns once a signal came and open requests are answered. */
export async function serveUntilStopped(server: RunningServer, output: Output): Promise<void> {
  output.line(`storefront ${server.url}`);
  output.line(`console    ${server.url}console/`);
  output.line(`ready ${server.url}`);
  await new Promise<void>((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopped);
  });
  output.note('stopping');
  await server.close();
}
