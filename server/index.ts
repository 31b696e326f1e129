import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { RecommenderError } from '../core/errors.js';
import { createApp, type AppOptions } from './app.js';

export interface ServeOptions extends Omit<AppOptions, 'console'> {
  /** 0 takes any free port. */
  readonly port: number;
  /** Address to listen at. Default 127.0.0.1: this machine only. Elsewhere the console, which has no key, is not served. */
  readonly host?: string;
}

export interface RunningServer {
  /** Where it answers, with a final slash: `http://127.0.0.1:8080/`. */
  readonly url: string;
  /** Stops taking requests, lets those under way finish (2 s at most) and frees the port. */
  close(): Promise<void>;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
const TIMEOUT_MS = 10_000;
const CLOSE_LIMIT_MS = 2_000;

/**
 * Starts the server and resolves once it answers.
 * @throws RecommenderError `server/port-in-use`.
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { port, host = '127.0.0.1', ...folders } = options;
  const app = createApp({ ...folders, console: LOOPBACK.has(host) });
  const server = createAdaptorServer({
    fetch: (request) => app.fetch(request),
    overrideGlobalObjects: false,
    serverOptions: { headersTimeout: TIMEOUT_MS, requestTimeout: TIMEOUT_MS, keepAliveTimeout: TIMEOUT_MS },
  }) as Server;
  await listen(server, port, host);
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${host}]` : host;
  return { url: `http://${name}:${String(address.port)}/`, close: () => close(server) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      const message = `expected port ${String(port)} on ${host} to be free, it is in use: choose another, or 0 for any`;
      reject(taken ? new RecommenderError('server/port-in-use', message, { cause }) : cause);
    });
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => server.closeAllConnections(), CLOSE_LIMIT_MS);
    server.close((error) => {
      clearTimeout(limit);
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeIdleConnections();
  });
}
