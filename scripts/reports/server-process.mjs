/** Report servers as processes of their own, from the sources as they are now, for load runs and for tests that kill them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { bundleTo } from '../bundle.mjs';
import { inRoot } from '../files.mjs';

const ENTRIES = { index: 'server/index.ts', 'pglite-thread': 'server/storage/pglite-thread.js' };

/**
 * Bundles the server into a folder of this process.
 * @param {Record<string, string>} [more] files of the repository that are wanted beside it, by name
 * @returns {Promise<{ file: string, load: (name: string) => Promise<any>, remove: () => void }>}
 */
export async function bundleServer(more = {}) {
  const folder = `dist/report-server/${process.pid}`;
  await bundleTo(folder, { ...ENTRIES, ...more });
  return {
    file: inRoot(folder, 'index.js'),
    load: (name) => import(pathToFileURL(inRoot(folder, `${name}.js`)).href),
    remove: () => rmSync(inRoot(folder), { recursive: true, force: true }),
  };
}

/**
 * Starts a server and waits until it answers.
 * @param {string} bundle the file `bundleServer` made
 * @param {object} options those of `serve` but functions
 * @returns {Promise<{ url: string, kill: () => Promise<void>, stop: () => Promise<void> }>} `kill` is SIGKILL, `stop` SIGTERM
 */
export async function startServerProcess(bundle, options) {
  const child = spawn(
    process.execPath,
    [inRoot('scripts/reports/serve-child.mjs'), JSON.stringify({ bundle, ...options })],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const end = async (signal) => {
    process.off('exit', endWithUs);
    child.kill(signal);
    await exited;
  };
  const url = await Promise.race([readUrl(child.stdout), exited.then(() => undefined)]);
  if (url === undefined) throw new Error('the server ended before it answered; its messages stand above');
  return { url, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

async function readUrl(output) {
  for await (const line of createInterface({ input: output })) {
    if (line.startsWith('ready ')) return line.slice('ready '.length);
  }
  return undefined;
}
