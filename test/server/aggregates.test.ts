import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCategoryDomain } from '../../core/privacy/category-domain.js';
import { EPOCH_MS } from '../../core/privacy/epoch.js';
import type { Aggregates } from '../../core/privacy/publish/aggregates.js';
import { sumCounts } from '../../core/privacy/publish/epoch-counts.js';
import { finish, publishAggregates } from '../../core/privacy/publish/publish-aggregates.js';
import { createMechanisms } from '../../core/privacy/questions.js';
import type { Report } from '../../core/privacy/report.js';
import { createRandom } from '../../core/random.js';
import { checkAdminKey, ensureAdminKey } from '../../server/keys/admin-keys.js';
import type { Database } from '../../server/storage/database.js';
import { openDatabase } from '../../server/storage/open-database.js';
import { smallModelParts } from '../helpers/small-model.js';
import { usePostgres } from '../helpers/postgres.js';
import { writeModel } from './made-model.js';
import {
  countAll,
  drawReport,
  empty,
  EPOCH,
  makeReport,
  makeWorld,
  readAllCounts,
  send,
  type ReportWorld,
} from './report-world.js';

const KEY = 'the-key-of-this-shop';
const OTHER_KEY = 'the-key-of-another-shop';

const postgres = usePostgres();
let database: Database;
let world: ReportWorld;

beforeAll(async () => {
  database = await openDatabase({ kind: 'url', url: await postgres.createDatabase() });
});
beforeEach(async () => {
  world = await makeWorld(database);
  await ensureAdminKey(database, 'default', KEY);
  await ensureAdminKey(database, 'other', OTHER_KEY);
});
afterEach(async () => {
  world.remove();
  await empty(database);
});
afterAll(() => database.close());

function ask(query = '', authorization = `Bearer ${KEY}`): Promise<Response> {
  const headers = authorization === '' ? {} : { authorization };
  return world.app.fetch(new Request(`http://shop.test/v1/aggregates${query}`, { headers }));
}

async function read(query = ''): Promise<Aggregates> {
  const response = await ask(query);
  expect(response.status).toBe(200);
  return (await response.json()) as Aggregates;
}

/** Reports of every question, of two epochs. */
function someReports(count: number): Report[] {
  const random = createRandom(5);
  return Array.from({ length: count }, (_, k) => drawReport(random, { epoch: EPOCH - 1 + (k % 2) }));
}

describe('the admin key', () => {
  it.each(['', 'Basic abc', 'Bearer', 'Bearer wrong-key-of-this-shop', `Bearer ${KEY} more`, KEY])(
    'is asked for where there is "%s"',
    async (authorization) => {
      const response = await ask('', authorization);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.json()).toMatchObject({ code: 'server/unauthorized' });
    },
  );

  it('of another shop finds nothing here', async () => {
    const response = await ask('', `Bearer ${OTHER_KEY}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'server/not-found' });
  });

  it('opens its own shop, here and under /shops/default, to no page of another origin', async () => {
    const response = await ask('', `bearer   ${KEY}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
    const request = new Request('http://shop.test/shops/default/v1/aggregates', {
      headers: { authorization: `Bearer ${KEY}` },
    });
    expect((await world.app.fetch(request)).status).toBe(200);
  });

  it('is replaced by the one that is given, and by no other', async () => {
    await ensureAdminKey(database, 'default', 'a-new-key-of-this-shop');
    expect((await ask()).status).toBe(401);
    expect((await ask('', 'Bearer a-new-key-of-this-shop')).status).toBe(200);
    expect(await ensureAdminKey(database, 'default')).toBeUndefined();
    expect(await checkAdminKey(database, 'other', `Bearer ${OTHER_KEY}`, 0)).toBe('granted');
  });

  it('that has expired opens nothing, and another one is made at the next start', async () => {
    const made = await ensureAdminKey(database, 'third', undefined, { now: 1000, days: 2 });
    const end = 1000 + 2 * 86_400_000;
    expect(await checkAdminKey(database, 'third', `Bearer ${made!}`, end - 1)).toBe('granted');
    expect(await ensureAdminKey(database, 'third', undefined, { now: end - 1, days: 2 })).toBeUndefined();
    expect(await checkAdminKey(database, 'third', `Bearer ${made!}`, end)).toBe('refused');
    const next = await ensureAdminKey(database, 'third', undefined, { now: end, days: 2 });
    expect(await checkAdminKey(database, 'third', `Bearer ${next!}`, end + 1)).toBe('granted');
    expect(await checkAdminKey(database, 'third', `Bearer ${made!}`, end - 1)).toBe('refused');
  });

  it('is refused to whoever asks the server with it after its end', async () => {
    await ensureAdminKey(database, 'default', KEY, { now: world.now, days: 1 });
    expect((await ask()).status).toBe(200);
    world.now += 86_400_000;
    expect((await ask()).status).toBe(401);
  });

  it('is made where there is none, long, and kept only as a hash', async () => {
    const made = await ensureAdminKey(database, 'third');
    expect(made).toMatch(/^[\w-]{43}$/);
    expect(await checkAdminKey(database, 'third', `Bearer ${made!}`, 0)).toBe('granted');
    const rows = await database.query("SELECT hash FROM shelfwise.admin_keys WHERE shop = 'third'");
    expect(rows.map(({ hash }) => (hash as Uint8Array).length)).toEqual([32]);
  });

  it.each(['short', 'with white space within', 'ümlaut-ümlaut-ümlaut', ''])('may not be "%s"', async (key) => {
    await expect(ensureAdminKey(database, 'default', key)).rejects.toMatchObject({ code: 'usage/bad-option' });
  });
});

describe('aggregates', () => {
  it('are the estimates from exactly the reports that were counted', async () => {
    const reports = someReports(600);
    for (const report of [...reports, ...reports.slice(0, 50)]) expect((await send(world, report)).status).toBe(202);
    const counts = await readAllCounts(database);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(reports.length);
    const { ids, items } = smallModelParts();
    const expected = finish(
      publishAggregates({
        shop: 'default',
        epochs: [-3, -2, -1, 0].map((back) => {
          const epoch = EPOCH + back;
          const ofEpoch = counts.filter((count) => count.epoch === epoch);
          return { epoch, counts: sumCounts(ofEpoch, createMechanisms()) };
        }),
        categories: new Map([[1, [createCategoryDomain(ids, items), createCategoryDomain(ids, items)]]]),
        catalog: ids.itemIds.map((id, item) => ({
          id,
          name: `Name of ${id}`,
          recentEvents: Math.expm1(items.trend30[item]!),
        })),
      }),
    );
    expect(await read()).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(expected.reports).toBe(600);
  });

  it('are of the weeks and the question that were asked for', async () => {
    for (const report of someReports(60)) await send(world, report);
    const week = await read('?weeks=1&question=placement');
    expect(week.epochs).toEqual([EPOCH, EPOCH]);
    expect(week.reports).toBe(30);
    expect(Object.keys(week.questions)).toEqual(['placement']);
    const year = await read('?weeks=52');
    expect(year.epochs).toEqual([EPOCH - 51, EPOCH]);
    expect(year.series).toHaveLength(52);
    expect(year.reports).toBe(60);
    world.now += 2 * EPOCH_MS;
    expect((await read('?weeks=2')).reports).toBe(0);
  });

  it.each(['?weeks=0', '?weeks=53', '?weeks=-1', '?weeks=1.5', '?weeks=', '?weeks=1e1', '?weeks=four'])(
    'are not of %s',
    async (query) => {
      const response = await ask(query);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'request/bad-option' });
    },
  );

  it('are not of a question that is not asked', async () => {
    const response = await ask('?question=address');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'report/unknown-question' });
  });

  it('of one shop hold nothing of another', async () => {
    const other = await makeWorld(database, { shop: 'other' });
    for (let k = 0; k < 5; k++) await send(other, makeReport());
    await send(world, makeReport());
    expect(await countAll(database)).toBe(6);
    expect((await read()).reports).toBe(1);
    other.remove();
  });

  it('name the items of the model that is published now', async () => {
    for (const report of someReports(50)) await send(world, report);
    expect((await read()).questions.item!.cells).toHaveLength(41);
    writeModel(world.modelDir, { items: 30 });
    expect((await read()).questions.item!.cells).toHaveLength(31);
  });

  it('of an experiment name the categories and items of both arms, and say which is better', async () => {
    const categories = ['', 'lamps', 'vases', 'rugs', 'sofas'];
    expect(writeModel(world.modelDir, {}, { items: 50, categories })).toBe(2);
    world.now += 5_000;
    const answers = { 0: 1, 1: 4 } as const; // chairs with arm A, sofas with arm B
    for (let k = 0; k < 400; k++) {
      const arm = (k % 2) as 0 | 1;
      await send(world, makeReport({ question: 'category', parameter: 0, model: 2, arm, answer: answers[arm] }));
      await send(world, makeReport({ question: 'model', parameter: 0, model: 2, arm, answer: 1 - arm }));
    }
    const { questions } = await read();
    const told = questions.category!.cells.filter(({ value }) => value !== null);
    expect(told.map(({ category, n }) => [category, n]).sort()).toEqual([
      ['chairs', 200],
      ['sofas', 200],
    ]);
    expect(questions.item!.cells).toHaveLength(0);
    expect(questions.model).toMatchObject([
      {
        model: 2,
        n: 400,
        arms: [
          { arm: 0, n: 200 },
          { arm: 1, n: 200 },
        ],
        difference: { verdict: 'A better' },
      },
    ]);
    await send(world, makeReport({ question: 'item', parameter: 3, model: 2, answer: 5 }));
    expect((await read()).questions.item!.cells).toHaveLength(51);
  });

  it('say so where no model was ever there', async () => {
    const bare = await makeWorld(database, { modelDir: '/no/such/folder' });
    const request = new Request('http://shop.test/v1/aggregates', { headers: { authorization: `Bearer ${KEY}` } });
    const response = await bare.app.fetch(request);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ reports: 0, questions: { item: { cells: [] } } });
    bare.remove();
  });
});
