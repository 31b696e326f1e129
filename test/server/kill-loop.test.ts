import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleServer, startServerProcess } from '../../scripts/reports/server-process.mjs';
import { epochOf } from '../../core/privacy/epoch.js';
import { encodeReport, type Report } from '../../core/privacy/report.js';
import { openDatabase, type DatabasePlace } from '../../server/storage/open-database.js';
import { usePglite } from '../helpers/pglite.js';
import { usePostgres } from '../helpers/postgres.js';
import { writeModel } from './made-model.js';
import { countAll, echoOf, makeReport } from './report-world.js';

const pglite = usePglite();
const postgres = usePostgres();

const REPORTS = 400;
const AT_ONCE = 12;
const LIMIT_MS = 180_000; // some seconds, but on a busy machine every start takes several
/** After so many acknowledgements, and while others are under way, the server is killed. */
const KILLS = [40, 160, 280];

let root: string;
let bundle: Awaited<ReturnType<typeof bundleServer>>;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'shelfwise-kill-'));
  writeModel(path.join(root, 'model'));
  bundle = await bundleServer();
}, 60_000);
afterAll(() => {
  bundle.remove();
  rmSync(root, { recursive: true, force: true });
});

type Process = Awaited<ReturnType<typeof startServerProcess>>;

const start = (database: DatabasePlace): Promise<Process> =>
  startServerProcess(bundle.file, {
    modelDir: path.join(root, 'model'),
    dataDir: root,
    sdkDir: root,
    demoDir: root,
    database,
  });

/** Sends the same bytes until they are acknowledged, as a device does, but without its patience. @returns attempts. */
async function sendUntilAcknowledged(report: Report, urlNow: () => string): Promise<number> {
  const body = encodeReport(report);
  for (let attempt = 1; ; attempt++) {
    try {
      const init = { method: 'POST', body, headers: { 'content-type': 'text/plain' } };
      const response = await fetch(new URL('v1/reports', urlNow()), init);
      const answer: unknown = await response.json();
      if (response.status === 202 && (answer as { accepted?: string }).accepted === echoOf(report)) return attempt;
    } catch {
      // Killed under our hands, or not up again yet.
    }
    await sleep(20);
  }
}

async function killWhileSending(database: DatabasePlace): Promise<{ attempts: number; kills: number }> {
  const reports = Array.from({ length: REPORTS }, (_, k) =>
    makeReport({ epoch: epochOf(Date.now()), parameter: k % 4, answer: k % 3 }),
  );
  let server = await start(database);
  let attempts = 0;
  let acknowledged = 0;
  const waiting = [...reports];
  const lane = async (): Promise<void> => {
    for (let report = waiting.pop(); report !== undefined; report = waiting.pop()) {
      const needed = await sendUntilAcknowledged(report, () => server.url);
      attempts += needed;
      acknowledged++;
    }
  };
  const sending = Promise.all(Array.from({ length: AT_ONCE }, lane));
  let kills = 0;
  for (const limit of KILLS) {
    while (acknowledged < limit) await sleep(1);
    await server.kill();
    kills++;
    server = await start(database);
  }
  await sending;
  await server.stop();
  return { attempts, kills };
}

describe('a server that is killed again and again while reports come', () => {
  it.each<readonly [string, () => Promise<DatabasePlace>]>([
    ['the embedded database', () => Promise.resolve({ kind: 'folder', folder: pglite.createFolder() })],
    ['PostgreSQL', async () => ({ kind: 'url', url: await postgres.createDatabase() })],
  ])(
    'has counted every report once in the end, in %s',
    async (_, createPlace) => {
      const place = await createPlace();
      const { attempts, kills } = await killWhileSending(place);
      expect(kills).toBe(KILLS.length);
      expect(attempts).toBeGreaterThan(REPORTS);
      const database = await openDatabase(place);
      expect(await countAll(database)).toBe(REPORTS);
      expect(await database.query('SELECT count(*)::int AS count FROM shelfwise.seen')).toEqual([{ count: REPORTS }]);
      await database.close();
    },
    LIMIT_MS,
  );
});
