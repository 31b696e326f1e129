import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inRoot } from './files.mjs';

/**
 * The sample shop on a server of its own, with its storefront, guide and console; made anew only where `folder` does not hold
 * it yet. @returns its address, and what ends it.
 */
export async function startSampleServer(folder, env = {}) {
  const child = spawn(
    process.execPath,
    [inRoot('dist/node/cli.js'), 'start', '--port', '0', '--data', inRoot(folder)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ready (\S+)/.exec(line)?.[1];
    if (url !== undefined) return { url, stop: () => (child.kill('SIGTERM'), once(child, 'exit')) };
  }
  throw new Error('the server ended before it answered; its messages stand above');
}
