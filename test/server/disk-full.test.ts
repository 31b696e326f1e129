import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres } from '../../scripts/run-postgres.mjs';
import type { Report } from '../../core/privacy/report.js';
import type { Database } from '../../server/storage/database.js';
import { openDatabase } from '../../server/storage/open-database.js';
import { usePglite } from '../helpers/pglite.js';
import { countAll, makeReport, makeWorld, send, type ReportWorld } from './report-world.js';

/** A disk of its own takes a mount, which takes root's rights; without them these tests are reported as skipped. */
const canMount = tryMount();
const pglite = usePglite();
const MOST_ATTEMPTS = 5_000;
const RECOVERY_LIMIT_MS = 20_000;

let disk: string;
beforeEach(() => {
  disk = mkdtempSync(path.join(tmpdir(), 'shelfwise-disk-'));
});
afterEach(() => {
  if (canMount) execFileSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true });
});

function tryMount(): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-mount-'));
  try {
    mount(folder, 1);
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function mount(folder: string, megabytes: number): void {
  const options = ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'tmpfs', folder];
  execFileSync('mount', options, { stdio: 'pipe' });
}

/** Takes all space that is left. @returns gives it back. */
function fill(): () => void {
  const { bavail, bsize } = statfsSync(disk);
  const ballast = path.join(disk, 'ballast');
  writeFileSync(ballast, Buffer.alloc(bavail * bsize));
  return () => rmSync(ballast);
}

/** Sends reports until some are refused, makes room, sends those again: each is counted once in the end. */
async function fillAndRecover(world: ReportWorld): Promise<void> {
  const sent: Report[] = [];
  const refused: Report[] = [];
  const sendNew = async (): Promise<void> => {
    const report = makeReport({ parameter: sent.length % 11, answer: sent.length % 6 });
    sent.push(report);
    const { status } = await send(world, report);
    expect([202, 503]).toContain(status);
    if (status === 503) refused.push(report);
  };
  for (let k = 0; k < 50; k++) await sendNew();
  expect(refused).toEqual([]);
  const makeRoom = fill();
  while (refused.length < 5 && sent.length < MOST_ATTEMPTS) await sendNew();
  expect(refused).toHaveLength(5);
  makeRoom();
  const deadline = Date.now() + RECOVERY_LIMIT_MS;
  for (const report of refused) {
    while ((await send(world, report)).status !== 202) {
      expect(Date.now()).toBeLessThan(deadline);
      await sleep(200);
    }
  }
  expect(await countAll(world.database)).toBe(sent.length);
  const tags = await world.database.query('SELECT count(*)::int AS count FROM shelfwise.seen');
  expect(tags).toEqual([{ count: sent.length }]);
}

async function runOn(database: Database): Promise<void> {
  const world = await makeWorld(database);
  try {
    await fillAndRecover(world);
  } finally {
    world.remove();
    await database.close();
  }
}

describe.skipIf(!canMount)('a full disk', () => {
  it('makes the server say 503 until there is room, and nothing is half counted, in the embedded database', async () => {
    mount(disk, 80);
    const folder = path.join(disk, 'database');
    cpSync(pglite.createFolder(), folder, { recursive: true });
    await runOn(await openDatabase({ kind: 'folder', folder }));
  });

  it('for its log as well, in the embedded database', async () => {
    mount(disk, 80);
    const folder = path.join(disk, 'database');
    cpSync(pglite.createFolder(), folder, { recursive: true });
    const database = await openDatabase({ kind: 'folder', folder });
    const world = await makeWorld(database);
    await database.query('CREATE TABLE public.noise AS SELECT 0 AS k');
    const makeRoom = fill();
    // No table grows, but the log goes on to files that it has no room for: nothing but opening it anew helps then.
    const noise = async (): Promise<void> => {
      for (;;) {
        await database.query('SELECT pg_switch_wal()::text');
        await database.query('UPDATE public.noise SET k = k + 1');
      }
    };
    await expect(noise()).rejects.toMatchObject({ code: 'server/database' });
    const report = makeReport();
    expect((await send(world, report)).status).toBe(503);
    makeRoom();
    await sleep(2_500);
    expect((await send(world, report)).status).toBe(202);
    expect(await countAll(database)).toBe(1);
    world.remove();
    await database.close();
  });

  it.skipIf(process.env['TEST_DATABASE_URL'])(
    'makes the server say 503 until there is room, and nothing is half counted, in PostgreSQL',
    async () => {
      mount(disk, 120);
      const postgres = await startPostgres({ folder: disk });
      try {
        await runOn(await openDatabase({ kind: 'url', url: await postgres.createDatabase() }));
      } finally {
        await postgres.stop();
      }
    },
  );
});
