import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { RecommenderError } from '../core/errors.js';
import { createApp, type App, type AppOptions, type ShopOptions } from './app.js';
import { ensureAdminKey } from './keys/admin-keys.js';
import { openReports, type Reports, type ReportsOptions } from './reports/reports.js';
import { DEFAULT_SHOP, parseShopName } from './shop-name.js';
import type { Database } from './storage/database.js';
import { openDatabase, type DatabasePlace } from './storage/open-database.js';

/** One shop of a server, with the key that opens what is only for its own people. */
export interface ServedShop extends Omit<ShopOptions, 'reports'> {
  /** The shop's admin key from now on. Default: the one it has, else one that is made. */
  readonly adminKey?: string;
}

export interface ServeOptions extends Omit<AppOptions, 'shops'>, Partial<ServedShop> {
  /** By name, beside the one that `modelDir` and `dataDir` name, which is `default`. Default: none. */
  readonly shops?: ReadonlyMap<string, ServedShop>;
  /** 0 takes any free port. */
  readonly port: number;
  /** Address to listen at. Default 127.0.0.1: this machine only. */
  readonly host?: string;
  /** Where reports are counted. Default: nowhere, and none are taken. */
  readonly database?: DatabasePlace;
  /** Is the console's page there? Default: on this machine only. Open to others it needs an `adminKey` of every shop. */
  readonly console?: boolean;
  /** After so many days from now the admin keys that are given or made at this start open nothing. Default: never. */
  readonly keyDays?: number;
  /** How many reports this process takes. */
  readonly reportRate?: ReportsOptions['rate'];
  /** After so long a request that has not wholly arrived is cut off. Default 10,000. */
  readonly timeoutMs?: number;
  /** Epoch milliseconds. Default: the system's clock. */
  readonly now?: () => number;
}

export interface RunningServer {
  /** Where it answers, with a final slash: `http://127.0.0.1:8080/`. */
  readonly url: string;
  /** Admin keys that were made just now, by shop: the only time that anybody can be told them. */
  readonly madeKeys: ReadonlyMap<string, string>;
  /** Names of the shops it serves. */
  readonly shops: readonly string[];
  /** Stops taking requests, lets those under way finish (2 s at most), closes the database and frees the port. */
  close(): Promise<void>;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
const TIMEOUT_MS = 10_000;
const CLOSE_LIMIT_MS = 2_000;
const HOUR_MS = 3_600_000;

/**
 * Starts the server and resolves once it answers.
 * @throws RecommenderError `server/port-in-use`, `server/open-console`, `server/other-model`, `usage/bad-option` for a bad key
 * or name of a shop, or one of `openDatabase`'s.
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { port, host = '127.0.0.1', timeoutMs = TIMEOUT_MS } = options;
  const isLocal = LOOPBACK.has(host);
  const shops = toShops(options);
  if (options.console === true && !isLocal) checkKeys(shops, host);
  // The port first: a second start of the same shop is told of that, before it waits for the database of the first.
  let ready: (app: App) => void = () => undefined;
  const app = new Promise<App>((resolve) => (ready = resolve));
  const server = createAdaptorServer({
    fetch: async (request) => (await app).fetch(request),
    overrideGlobalObjects: false,
    serverOptions: {
      headersTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      keepAliveTimeout: timeoutMs,
      connectionsCheckingInterval: timeoutMs / 10,
    },
  }) as Server;
  await listen(server, port, host);
  try {
    const started = options.database && (await startReports(shops, options, options.database));
    ready(createApp({ ...options, console: options.console ?? isLocal, shops: started?.shops ?? shops }));
    return {
      url: urlOf(server, host),
      madeKeys: started?.madeKeys ?? new Map(),
      shops: [...shops.keys()],
      close: () => stop(server).finally(() => started?.close()),
    };
  } catch (error) {
    server.closeAllConnections();
    await stop(server);
    throw error;
  }
}

/** All shops by name. */
function toShops({ modelDir, dataDir = '', adminKey, shops = new Map() }: ServeOptions): Map<string, ServedShop> {
  const ofDefault =
    modelDir === undefined ? undefined : { modelDir, dataDir, ...(adminKey !== undefined && { adminKey }) };
  for (const name of shops.keys()) parseShopName(name);
  return new Map([...(ofDefault ? [[DEFAULT_SHOP, ofDefault] as const] : []), ...shops]);
}

function checkKeys(shops: ReadonlyMap<string, ServedShop>, host: string): void {
  const [open] = [...shops].find(([, { adminKey }]) => adminKey === undefined) ?? [];
  if (open === undefined) return;
  const message = `expected SHELFWISE_ADMIN_KEY of shop ${open} where the console is open at ${host}`;
  throw new RecommenderError('server/open-console', message);
}

interface StartedReports {
  readonly shops: ReadonlyMap<string, ShopOptions>;
  readonly madeKeys: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Opens the database and all that lives on it, and sees to it every hour that closed epochs are forgotten. */
async function startReports(
  shops: ReadonlyMap<string, ServedShop>,
  options: ServeOptions,
  place: DatabasePlace,
): Promise<StartedReports> {
  const { reportRate, keyDays, now = Date.now } = options;
  const database = await openDatabase(place);
  try {
    const madeKeys = new Map<string, string>();
    const opened = new Map<string, ShopOptions & { readonly reports: Reports }>();
    for (const [shop, { adminKey, ...folders }] of shops) {
      const made = await ensureAdminKey(database, shop, adminKey, { now: now(), days: keyDays });
      if (made !== undefined) madeKeys.set(shop, made);
      const { modelDir } = folders;
      const reports = await openReports({ database, shop, modelDir, now, ...(reportRate && { rate: reportRate }) });
      opened.set(shop, { ...folders, reports });
    }
    const destroyClosed = async (): Promise<void> => {
      for (const { reports } of opened.values()) await reports.destroyClosed();
    };
    await destroyClosed();
    // One that fails is made up for by the next; meanwhile the clock refuses what should have been forgotten.
    const timer = setInterval(() => void destroyClosed().catch(() => undefined), HOUR_MS);
    return { shops: opened, madeKeys, close: () => closeReports(database, timer) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function closeReports(database: Database, timer: NodeJS.Timeout): Promise<void> {
  clearInterval(timer);
  await database.close();
}

function urlOf(server: Server, host: string): string {
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${host}]` : host;
  return `http://${name}:${String(address.port)}/`;
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

function stop(server: Server): Promise<void> {
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
