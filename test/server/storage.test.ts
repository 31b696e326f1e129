import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../server/storage/database.js';
import { lockFolder } from '../../server/storage/folder-lock.js';
import { migrate, MIGRATIONS } from '../../server/storage/migrations.js';
import { openDatabase, type DatabasePlace } from '../../server/storage/open-database.js';
import { usePglite } from '../helpers/pglite.js';
import { usePostgres } from '../helpers/postgres.js';

const pglite = usePglite();
const postgres = usePostgres();

const PLACES: Readonly<Record<string, () => Promise<DatabasePlace>>> = {
  'the embedded database': () => Promise.resolve({ kind: 'folder', folder: pglite.createFolder() }),
  PostgreSQL: async () => ({ kind: 'url', url: await postgres.createDatabase() }),
};

const opened: Database[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function open(place: DatabasePlace): Promise<Database> {
  const database = await openDatabase(place);
  opened.push(database);
  return database;
}

async function close(database: Database): Promise<void> {
  opened.splice(opened.indexOf(database), 1);
  await database.close();
}

const versions = (database: Database): Promise<unknown> =>
  database.query('SELECT version FROM shelfwise.migrations ORDER BY 1');

describe.each(Object.entries(PLACES))('%s', (_, createPlace) => {
  it('is brought from nothing to the newest form, and stays as it is when opened again', async () => {
    const place = await createPlace();
    const first = await open(place);
    const newest = MIGRATIONS.map((_statements, at) => ({ version: at + 1 }));
    expect(await versions(first)).toEqual(newest);
    await first.query('INSERT INTO shelfwise.epochs VALUES (7, NULL)');
    await migrate(first);
    await close(first);
    await expect(first.query('SELECT 1')).rejects.toMatchObject({ code: 'server/database' });
    const again = await open(place);
    expect(await versions(again)).toEqual(newest);
    expect(await again.query('SELECT epoch FROM shelfwise.epochs')).toEqual([{ epoch: 7 }]);
  });

  it('goes on from an older form, wholly or not at all', async () => {
    const database = await open(await createPlace());
    const later = [...MIGRATIONS, ['CREATE TABLE shelfwise.more (a int)', 'NO SQL']];
    await expect(migrate(database, later)).rejects.toMatchObject({ code: 'server/database' });
    expect(await versions(database)).toHaveLength(MIGRATIONS.length);
    await migrate(database, [...MIGRATIONS, ['CREATE TABLE shelfwise.more (a int)']]);
    expect(await database.query('SELECT a FROM shelfwise.more')).toEqual([]);
  });

  it('takes what it knew of models before there were experiments for arm A', async () => {
    const database = await open(await createPlace());
    await database.query('DROP SCHEMA shelfwise CASCADE');
    await migrate(database, MIGRATIONS.slice(0, 1));
    await database.query("INSERT INTO shelfwise.models VALUES ('default', 3, '[]', 8)");
    await migrate(database);
    await database.query(
      "INSERT INTO shelfwise.models (shop, sequence, arm, categories, choices) VALUES ('default', 3, 1, '[]', 8)",
    );
    const rows = await database.query('SELECT sequence::int, arm::int FROM shelfwise.models ORDER BY arm');
    expect(rows).toEqual([
      { sequence: 3, arm: 0 },
      { sequence: 3, arm: 1 },
    ]);
  });

  it('of a newer Shelfwise is refused and left alone', async () => {
    const place = await createPlace();
    const database = await open(place);
    await database.query('INSERT INTO shelfwise.migrations VALUES ($1::int)', [MIGRATIONS.length + 1]);
    await close(database);
    await expect(openDatabase(place)).rejects.toMatchObject({
      code: 'server/newer-database',
      message: expect.stringContaining('update Shelfwise') as string,
    });
  });

  it('does all of a transaction or nothing, and keeps others out of it', async () => {
    const database = await open(await createPlace());
    const insert = 'INSERT INTO shelfwise.epochs VALUES ($1::int, NULL)';
    const failed = database.transaction(async (queries) => {
      await queries.query(insert, [1]);
      throw new Error('changed my mind');
    });
    const beside = database.query(insert, [2]);
    await expect(failed).rejects.toThrow('changed my mind');
    await beside;
    const refused = database.transaction(async (queries) => {
      await queries.query(insert, [3]);
      await queries.query(insert, [2]);
    });
    await expect(refused).rejects.toMatchObject({ code: 'server/database' });
    await database.transaction((queries) => queries.query(insert, [4]));
    expect(await database.query('SELECT epoch FROM shelfwise.epochs ORDER BY 1')).toEqual([{ epoch: 2 }, { epoch: 4 }]);
  });

  it('gives up a statement that takes too long, and goes on with others', async () => {
    const database = await open(await createPlace());
    const began = Date.now();
    const slow = database.transaction((queries) => queries.query('SELECT pg_sleep(30)::text'), 500);
    await expect(slow).rejects.toMatchObject({ code: 'server/database' });
    expect(Date.now() - began).toBeLessThan(5_000);
    const later = (): Promise<unknown> => database.query('SELECT 1 AS one');
    await vi.waitFor(async () => expect(await later()).toEqual([{ one: 1 }]), { timeout: 30_000, interval: 200 });
  });

  it('gives back bytes, numbers and texts as they were', async () => {
    const database = await open(await createPlace());
    const bytes = Uint8Array.from({ length: 256 }, (_byte, k) => k);
    const text = '\u{1f4a1} “quoted” \\ \' " \u0001 \u2028';
    const sql = 'SELECT $1::bytea AS bytes, $2::text AS text, $3::int AS whole, $4::float8 AS number, $5::json AS json';
    const [row] = await database.query(sql, [bytes, text, -7, 2 ** 53, JSON.stringify(['\u0000', text])]);
    expect({ ...row, bytes: [...(row!['bytes'] as Uint8Array)] }).toEqual({
      bytes: [...bytes],
      text,
      whole: -7,
      number: 2 ** 53,
      json: ['\u0000', text],
    });
  });
});

describe('PostgreSQL', () => {
  it('lets servers start together on an empty database', async () => {
    const place = await PLACES['PostgreSQL']!();
    const databases = await Promise.all(Array.from({ length: 4 }, () => open(place)));
    expect(await versions(databases[3]!)).toHaveLength(MIGRATIONS.length);
  });

  it('must be named by an address of its kind, which no message repeats', async () => {
    const opening = openDatabase({ kind: 'url', url: 'mysql://root:secret@localhost/shop' });
    await expect(opening).rejects.toMatchObject({ code: 'usage/bad-option' });
    await expect(opening).rejects.not.toThrow(/secret/);
  });

  it('that is not there is told of at once', async () => {
    const opening = openDatabase({ kind: 'url', url: 'postgres://shop:secret@127.0.0.1:1/shop' });
    await expect(opening).rejects.toMatchObject({ code: 'server/database' });
    await expect(opening).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('the embedded database', () => {
  it('is open in one place at a time', async () => {
    const folder = pglite.createFolder();
    const database = await open({ kind: 'folder', folder });
    await expect(openDatabase({ kind: 'folder', folder })).rejects.toMatchObject({ code: 'server/database-in-use' });
    await close(database);
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  it('is taken over from a process that ended, and from an earlier one that had the same number', async () => {
    const folder = pglite.createFolder();
    const child = spawn('sleep', ['60']);
    writeFileSync(`${folder}.lock`, JSON.stringify({ pid: child.pid, started: startOf(child.pid!) }));
    await expect(openDatabase({ kind: 'folder', folder })).rejects.toThrow(`process ${String(child.pid)} has it open`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockFolder(folder)();
    writeFileSync(`${folder}.lock`, JSON.stringify({ pid: process.pid, started: 'another boot, another tick' }));
    lockFolder(folder)();
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  it('is made anew where making it was broken off, for its owner alone', async () => {
    const folder = path.join(path.dirname(pglite.createFolder()), 'broken-off');
    mkdirSync(`${folder}.new`);
    writeFileSync(path.join(`${folder}.new`, 'half'), '');
    const database = await open({ kind: 'folder', folder });
    expect(await versions(database)).toHaveLength(MIGRATIONS.length);
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(existsSync(`${folder}.new`)).toBe(false);
  });

  it('is not made in a folder that holds something else', async () => {
    const folder = path.dirname(pglite.createFolder());
    await expect(openDatabase({ kind: 'folder', folder })).rejects.toMatchObject({ code: 'server/database' });
    expect(existsSync(path.join(folder, 'database/PG_VERSION'))).toBe(true);
  });
});

/** As the lock tells processes apart on Linux; elsewhere by their numbers alone. */
function startOf(pid: number): string {
  if (process.platform !== 'linux') return '';
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]!}`;
}
