import { join } from 'node:path';
import { RecommenderError } from '../../core/errors.js';
import type { Aggregates } from '../../core/privacy/publish/aggregates.js';
import { serve } from '../../server/index.js';

/** Only a simulation's own server takes it, on this machine, for as long as the simulation runs. */
const ADMIN_KEY = 'simulation-only-simulation-only-0000';

export interface OwnFolders {
  readonly modelDir: string;
  /** Of the database, and whatever else a server looks for. */
  readonly dataDir: string;
}

/** The real server with its embedded database, at a time of the simulation's choice. */
export interface OwnServer {
  readonly reportsUrl: string;
  readonly setTime: (now: number) => void;
  /** What is published at a moment about so many epochs before. */
  aggregates(now: number, weeks: number): Promise<Aggregates>;
  close(): Promise<void>;
}

export async function startOwnServer({ modelDir, dataDir }: OwnFolders, start: number): Promise<OwnServer> {
  let now = start;
  const server = await serve({
    ...{ modelDir, dataDir, sdkDir: dataDir, demoDir: dataDir, port: 0, console: false },
    ...{ database: { kind: 'folder', folder: join(dataDir, 'database') }, adminKey: ADMIN_KEY },
    reportRate: { perSecond: Infinity, burst: Infinity },
    now: () => now,
  });
  return {
    reportsUrl: `${server.url}v1/reports`,
    setTime: (time) => {
      now = time;
    },
    aggregates(time, weeks) {
      now = time;
      return fetchAggregates(`${server.url}v1/aggregates?weeks=${String(weeks)}`, ADMIN_KEY);
    },
    close: () => server.close(),
  };
}

/** @throws RecommenderError `server/unauthorized`. */
export async function fetchAggregates(url: string, key: string): Promise<Aggregates> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  if (response.ok) return (await response.json()) as Aggregates;
  const message = `expected aggregates (SHELFWISE_ADMIN_KEY holds the key), got status ${String(response.status)}`;
  throw new RecommenderError('server/unauthorized', message);
}
