import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inRoot } from './files.mjs';

/**
 * A verb of the command line that serves, on a port of its own.
 * @param args such as `['start', '--data', folder]`. @param env beside the environment there is.
 * @returns its address, and what ends it.
 */
export async function startServer(args, env = {}) {
  const child = spawn(process.execPath, [inRoot('dist/node/cli.js'), ...args, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ready (\S+)/.exec(line)?.[1];
    if (url !== undefined) return { url, stop: () => (child.kill('SIGTERM'), once(child, 'exit')) };
  }
  throw new Error('the server ended before it answered; its messages stand above');
}
