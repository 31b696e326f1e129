import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closingOf, EPOCH_MS } from '../../core/privacy/epoch.js';
import { encodeReport } from '../../core/privacy/report.js';
import { ensureAdminKey } from '../../server/keys/admin-keys.js';
import { createEpochKeys } from '../../server/reports/epoch-keys.js';
import type { Database } from '../../server/storage/database.js';
import { writeModel } from '../server/made-model.js';
import {
  countAll,
  dump,
  echoOf,
  empty,
  EPOCH,
  makeReport,
  makeWorld,
  readAllCounts,
  send,
  type ReportWorld,
} from '../server/report-world.js';

const OPEN_LIMIT_MS = 60_000;

/**
 * What every database that reports are counted in keeps.
 * @param open an empty database in this version's form. Called once.
 * @param reopen another server's way to the same database; the same object where only one process may have it.
 */
export function describeReportDatabase(
  name: string,
  open: () => Promise<Database>,
  reopen: (first: Database) => Promise<Database>,
): void {
  describe(`reports counted in ${name}`, () => {
    let database: Database;
    let other: Database;
    let world: ReportWorld;
    let second: ReportWorld;

    beforeAll(async () => {
      database = await open();
      other = await reopen(database);
    }, OPEN_LIMIT_MS);
    beforeEach(async () => {
      world = await makeWorld(database);
      second = await makeWorld(other, { modelDir: world.modelDir });
    });
    afterEach(async () => {
      world.remove();
      second.remove();
      await empty(database);
    });
    afterAll(async () => {
      await database.close();
      if (other !== database) await other.close();
    });

    it('are acknowledged by an echo of their id and counted where they belong', async () => {
      const report = makeReport({ question: 'item', parameter: 17, arm: 1, answer: 5, epoch: EPOCH - 1 });
      const response = await send(world, report);
      expect(response.status).toBe(202);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.has('set-cookie')).toBe(false);
      expect(await response.json()).toEqual({ accepted: echoOf(report) });
      expect(await readAllCounts(database)).toEqual([
        { shop: 'default', epoch: EPOCH - 1, question: 'item', parameter: 17, model: 1, arm: 1, answer: 5, count: 1 },
      ]);
    });

    it('count once however often they are sent, and every answer is the same', async () => {
      const report = makeReport();
      const answers = new Set<string>();
      for (let k = 0; k < 100; k++) {
        const response = await send(k % 2 === 0 ? world : second, report);
        answers.add(`${String(response.status)} ${await response.text()}`);
      }
      expect([...answers]).toEqual([`202 ${JSON.stringify({ accepted: echoOf(report) })}`]);
      expect(await countAll(database)).toBe(1);
    });

    it('count once where two servers get them several times at the same moment', async () => {
      const reports = Array.from({ length: 25 }, () => makeReport());
      const sent = reports.flatMap((report) =>
        [world, second, world, second].map(async (server) => (await send(server, report)).status),
      );
      expect(new Set(await Promise.all(sent))).toEqual(new Set([202]));
      expect(await countAll(database)).toBe(reports.length);
    });

    it('are taken until their epoch closes, by the server’s clock alone', async () => {
      const statusOf = async (epoch: number): Promise<number> => (await send(world, makeReport({ epoch }))).status;
      expect(await statusOf(EPOCH + 1)).toBe(400);
      expect(await statusOf(EPOCH - 2)).toBe(410);
      world.now = closingOf(EPOCH) - 1;
      expect(await statusOf(EPOCH)).toBe(202);
      world.now = closingOf(EPOCH);
      expect(await statusOf(EPOCH)).toBe(410);
      expect(await countAll(database)).toBe(1);
    });

    it('leave no key and no tag behind when their epoch closes, only numbers', async () => {
      const report = makeReport();
      await send(world, report);
      await send(world, makeReport({ epoch: EPOCH - 1 }));
      const tags = 'SELECT epoch FROM shelfwise.seen ORDER BY 1';
      const keys = 'SELECT epoch, length(key) AS bytes FROM shelfwise.epochs ORDER BY 1';
      expect(await database.query(tags)).toEqual([{ epoch: EPOCH - 1 }, { epoch: EPOCH }]);
      expect(await database.query(keys)).toEqual([
        { epoch: EPOCH - 1, bytes: 32 },
        { epoch: EPOCH, bytes: 32 },
      ]);
      world.now = closingOf(EPOCH - 1);
      await world.reports.destroyClosed();
      expect(await database.query(tags)).toEqual([{ epoch: EPOCH }]);
      expect(await database.query(keys)).toEqual([{ epoch: EPOCH, bytes: 32 }]);
      expect((await send(second, report)).status).toBe(202);
      world.now = closingOf(EPOCH);
      await world.reports.destroyClosed();
      expect(await database.query(tags)).toEqual([]);
      expect(await countAll(database)).toBe(2);
    });

    it('are not counted again after a clock that ran ahead was set right', async () => {
      const report = makeReport();
      await send(world, report);
      const { now } = world;
      world.now = closingOf(EPOCH) + 10 * EPOCH_MS;
      await world.reports.destroyClosed();
      world.now = now;
      for (const server of [world, second]) expect((await send(server, report)).status).toBe(410);
      expect(await countAll(database)).toBe(1);
      world.now += EPOCH_MS;
      expect((await send(world, makeReport({ epoch: EPOCH + 1 }))).status).toBe(202);
    });

    it('lose all tags of a closed epoch, however many', async () => {
      await createEpochKeys(database).keyOf(EPOCH);
      const many = `INSERT INTO shelfwise.seen SELECT $1::int, sha256(k::text::bytea) FROM generate_series(1, 25000) AS k`;
      await database.query(many, [EPOCH]);
      await createEpochKeys(other).destroyClosed(closingOf(EPOCH));
      expect(await database.query('SELECT count(*)::int AS count FROM shelfwise.seen')).toEqual([{ count: 0 }]);
    });

    it('share an epoch’s key between servers that make it at the same moment', async () => {
      const made = await Promise.all(
        [database, other, database, other].map((one) => createEpochKeys(one).keyOf(EPOCH)),
      );
      expect(new Set(made.map((key) => Buffer.from(key!).toString('hex'))).size).toBe(1);
    });

    it('must come of a model of the shop, of whichever', async () => {
      expect((await send(world, makeReport({ model: 2 }))).status).toBe(400);
      expect(writeModel(world.modelDir, { categories: ['', 'lamps', 'vases', 'rugs', 'sofas'] })).toBe(2);
      world.now += 5_000;
      second.now += 5_000;
      expect((await send(world, makeReport({ model: 2 }))).status).toBe(202);
      expect((await send(world, makeReport({ model: 1 }))).status).toBe(202);
      const elsewhere = await makeWorld(other, { modelDir: '/no/such/folder' });
      expect((await send(elsewhere, makeReport({ model: 1 }))).status).toBe(202);
      expect((await send(elsewhere, makeReport({ model: 3 }))).status).toBe(400);
      const stranger = await makeWorld(other, { modelDir: '/no/such/folder', shop: 'stranger' });
      expect((await send(stranger, makeReport({ model: 1 }))).status).toBe(400);
      elsewhere.remove();
      stranger.remove();
    });

    it('of arm B must come of an experiment, running or over', async () => {
      const later = async (server: ReportWorld, model: number, arm: 0 | 1): Promise<Response> => {
        server.now += 5_000;
        return send(server, makeReport({ model, arm }));
      };
      expect(writeModel(world.modelDir, {}, { seed: 2, items: 50 })).toBe(2);
      for (const server of [world, second]) {
        for (const arm of [0, 1] as const) expect((await later(server, 2, arm)).status).toBe(202);
      }
      expect(writeModel(world.modelDir)).toBe(3);
      for (const server of [world, second]) {
        const refused = await later(server, 3, 1);
        expect(refused.status).toBe(400);
        expect(await refused.json()).toMatchObject({ code: 'report/unknown-model' });
        expect((await later(server, 3, 0)).status).toBe(202);
        expect((await later(server, 2, 1)).status).toBe(202);
      }
      expect(await countAll(database)).toBe(8);
    });

    it('refuse a model that is another one than that of the same sequence before', async () => {
      const changed = await makeWorld(database, { shop: 'changed' });
      writeModel(`${changed.modelDir}-2`, { categories: ['', 'lamps', 'vases', 'rugs', 'sofas'] });
      const opening = makeWorld(database, { shop: 'changed', modelDir: `${changed.modelDir}-2` });
      await expect(opening).rejects.toMatchObject({ code: 'server/other-model' });
      changed.remove();
    });

    it('are not half counted where the database fails in the middle', async () => {
      const report = makeReport();
      await send(world, makeReport());
      await database.query('ALTER TABLE shelfwise.counters RENAME TO gone');
      const response = await send(world, report);
      await database.query('ALTER TABLE shelfwise.gone RENAME TO counters');
      expect(response.status).toBe(503);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await response.json()).toMatchObject({ code: 'server/database' });
      expect(await database.query('SELECT count(*)::int AS count FROM shelfwise.seen')).toEqual([{ count: 1 }]);
      expect((await send(world, report)).status).toBe(202);
      expect(await countAll(database)).toBe(2);
    });

    it('bring nothing into the database that tells who, where, with what or when', async () => {
      const report = makeReport();
      await send(world, report, {
        'user-agent': 'Curious/1.0',
        cookie: 'visitor=number-4711',
        'x-forwarded-for': '192.0.2.7',
        referer: 'https://shop.example/secret-lamp',
      });
      const text = await dump(database);
      expect(text).not.toMatch(/Curious|number-4711|192\.0\.2|secret/);
      expect(text).not.toContain(report.id);
      expect(text).not.toContain(Buffer.from(report.id).toString('hex'));
      const columns = await database.query(
        `SELECT DISTINCT data_type FROM information_schema.columns WHERE table_schema = 'shelfwise' ORDER BY 1`,
      );
      expect(columns.map((row) => row['data_type'])).toEqual([
        'bigint',
        'bytea',
        'double precision', // when an admin key ends
        'integer',
        'json',
        'smallint',
        'text',
      ]);
      const texts = await database.query(
        `SELECT DISTINCT column_name FROM information_schema.columns
         WHERE table_schema = 'shelfwise' AND data_type IN ('text', 'json', 'bytea') ORDER BY 1`,
      );
      expect(texts.map((row) => row['column_name'])).toEqual([
        'categories',
        'hash',
        'key',
        'manifest',
        'question',
        'shop',
        'tag',
      ]);
    });

    it('take no SQL, wherever it stands', async () => {
      const sql = "'; DROP TABLE shelfwise.counters; --";
      await ensureAdminKey(database, 'default', 'a-key-of-the-shop');
      const fields = ['id', 'epoch', 'question', 'parameter', 'model', 'arm', 'answer', 'v', 'more'];
      for (const field of fields) {
        const raw = JSON.stringify({ ...(JSON.parse(encodeReport(makeReport())) as object), [field]: sql });
        expect((await send(world, raw.padEnd(256))).status).toBe(400);
      }
      const ask = (query: string, key: string): Promise<Response> =>
        world.app.fetch(
          new Request(`http://shop.test/v1/aggregates?${query}`, { headers: { authorization: `Bearer ${key}` } }),
        );
      expect((await ask(`question=${encodeURIComponent(sql)}`, 'a-key-of-the-shop')).status).toBe(400);
      expect((await ask(`weeks=${encodeURIComponent(sql)}`, 'a-key-of-the-shop')).status).toBe(400);
      expect((await ask('', `'OR'1'='1`)).status).toBe(401);
      const { status } = await world.app.fetch(new Request(`http://shop.test/shops/${encodeURIComponent(sql)}/readyz`));
      expect(status).toBe(404);
      expect((await send(world, makeReport())).status).toBe(202);
    });

    it('make one admin key for a shop, whichever server asks first, and none where there is one', async () => {
      const made = await Promise.all([database, other].map((one) => ensureAdminKey(one, 'default')));
      expect(made.filter((key) => key !== undefined)).toHaveLength(1);
      expect(await ensureAdminKey(database, 'default')).toBeUndefined();
      expect(await dump(database)).not.toContain(made.find((key) => key !== undefined));
    });
  });
}
