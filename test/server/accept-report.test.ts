import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PLACEMENTS } from '../../core/privacy/questions.js';
import { encodeReport } from '../../core/privacy/report.js';
import { createTokenBucket } from '../../server/reports/token-bucket.js';
import type { Database } from '../../server/storage/database.js';
import { openDatabase } from '../../server/storage/open-database.js';
import { usePostgres } from '../helpers/postgres.js';
import { CATEGORY_CHOICES, writeModel } from './made-model.js';
import { countAll, dump, empty, EPOCH, makeReport, makeWorld, send, type ReportWorld } from './report-world.js';

const postgres = usePostgres();
let database: Database;
let world: ReportWorld;

beforeAll(async () => {
  database = await openDatabase({ kind: 'url', url: await postgres.createDatabase() });
});
beforeEach(async () => {
  world = await makeWorld(database);
});
afterEach(async () => {
  world.remove();
  await empty(database);
});
afterAll(() => database.close());

async function expectRefusal(response: Response, status: number, code: string): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-expose-headers')).toBe('Retry-After');
  expect(response.headers.has('set-cookie')).toBe(false);
  expect(await response.json()).toMatchObject({ type: 'about:blank', status, code });
  expect(await countAll(database)).toBe(0);
  expect(await database.query('SELECT 1 FROM shelfwise.seen')).toEqual([]);
}

const valid = (): string => encodeReport(makeReport());
const altered = (from: string | RegExp, to: string): string => valid().replace(from, to).trimEnd().padEnd(256);

describe('a report', () => {
  it.each(['text/plain', 'text/plain;charset=UTF-8', 'Text/Plain; charset=us-ascii'])('is read as %s', async (type) => {
    expect((await send(world, makeReport(), { 'content-type': type })).status).toBe(202);
  });

  it.each(['application/json', 'text/html', 'text/plainer', 'application/x-www-form-urlencoded', ''])(
    'is not read as "%s"',
    async (type) => {
      await expectRefusal(await send(world, makeReport(), { 'content-type': type }), 415, 'report/not-text');
    },
  );

  it('is never unpacked', async () => {
    const packed = new Uint8Array(gzipSync(valid()));
    await expectRefusal(await send(world, packed, { 'content-encoding': 'gzip' }), 415, 'report/not-text');
    await expectRefusal(await send(world, valid(), { 'content-encoding': 'br' }), 415, 'report/not-text');
    await expectRefusal(await send(world, packed), 400, 'report/wrong-length');
  });

  it.each([0, 1, 255, 257, 1024])('of %i bytes has the wrong length', async (length) => {
    await expectRefusal(
      await send(world, valid().trimEnd().padEnd(length).slice(0, length)),
      400,
      'report/wrong-length',
    );
  });

  it('is not read beyond 1 kB, whether it says its length or not', async () => {
    await expectRefusal(await send(world, valid().padEnd(1025)), 413, 'report/wrong-length');
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(512));
      },
    });
    const request = new Request('http://shop.test/v1/reports', {
      method: 'POST',
      body: endless,
      headers: { 'content-type': 'text/plain' },
      duplex: 'half',
    } as RequestInit);
    await expectRefusal(await world.app.fetch(request), 413, 'report/wrong-length');
    expect(pulled).toBeLessThan(10);
  });

  it.each([
    ['nothing but spaces', ''.padEnd(256)],
    ['no JSON', '{'.padEnd(256)],
    ['a list', '[]'.padEnd(256)],
    ['a number', '1'.padEnd(256)],
    ['zero bytes', '\0'.repeat(256)],
    ['another version', altered('"v":1', '"v":2')],
    ['a key more', altered('"v":1', '"v":1,"user":"u1"')],
    ['a key twice', altered('"v":1', '"v":1,"v":1')],
    ['keys in another order', altered(/"parameter":2,"model":1/, '"model":1,"parameter":2')],
    ['a prototype', altered('"v":1', '"__proto__":{},"v":1')],
    ['an id in capitals', altered(/"id":"\w+"/, `"id":"${'A'.repeat(32)}"`)],
    ['a short id', altered(/"id":"\w+"/, `"id":"${'a'.repeat(31)}"`)],
    ['a number as text', altered('"answer":3', '"answer":"3"')],
    ['a fraction', altered('"answer":3', '"answer":3.5')],
    ['a negative number', altered('"answer":3', '"answer":-1')],
    ['a number in another notation', altered('"answer":3', '"answer":3e0')],
    ['an answer too many', altered('"answer":3', '"answer":6')],
    ['a parameter too many', altered('"parameter":2', `"parameter":${String(PLACEMENTS.length)}`)],
    ['a third arm', altered('"arm":0', '"arm":2')],
    ['white space within', altered('{"v"', '{ "v"')],
    ['a tab at the end', valid().slice(0, -1) + '\t'],
    ['a no-break space at the end', Buffer.from(valid().slice(0, -1) + '\u00a0', 'latin1')],
  ])('with %s is malformed', async (_, body) => {
    const bytes = typeof body === 'string' ? body : new Uint8Array(body);
    await expectRefusal(await send(world, bytes), 400, 'report/malformed');
  });

  it('with a byte order mark is not what a device writes', async () => {
    const marked = new Uint8Array(Buffer.from(`\ufeff${valid()}`).subarray(0, 256));
    await expectRefusal(await send(world, marked), 400, 'report/malformed');
    await expectRefusal(await send(world, `\ufeff${valid()}`), 400, 'report/wrong-length');
  });

  it('answers one of the six questions', async () => {
    await expectRefusal(await send(world, altered('"placement"', '"address"')), 400, 'report/unknown-question');
  });

  it('about categories answers with a choice that its model offers', async () => {
    const of = (answer: number) => makeReport({ question: 'category', parameter: 0, answer });
    await expectRefusal(await send(world, of(CATEGORY_CHOICES)), 400, 'report/malformed');
    expect((await send(world, of(CATEGORY_CHOICES - 1))).status).toBe(202);
  });

  it('is refused with the same words whatever its answer was', async () => {
    const words = new Set<string>();
    for (const answer of [0, 3, 5]) {
      words.add(await (await send(world, makeReport({ answer, epoch: EPOCH + 1 }))).text());
      words.add(await (await send(world, makeReport({ answer, epoch: EPOCH + 1 }))).text());
    }
    expect(words.size).toBe(1);
  });

  it('from a browser that says so by Global Privacy Control is dropped', async () => {
    await expectRefusal(await send(world, makeReport(), { 'sec-gpc': '1' }), 403, 'report/refused-by-signal');
    expect((await send(world, makeReport(), { 'sec-gpc': '0' })).status).toBe(202);
  });

  it('is taken under /shops/default too, and at no other address or method', async () => {
    const at = async (address: string, method = 'POST'): Promise<number> => {
      const body = method === 'POST' ? valid() : undefined;
      const init = { method, headers: { 'content-type': 'text/plain' }, ...(body !== undefined && { body }) };
      return (await world.app.fetch(new Request(`http://shop.test${address}`, init))).status;
    };
    expect(await at('/shops/default/v1/reports')).toBe(202);
    expect(await at('/shops/other/v1/reports')).toBe(404);
    expect(await at('/v1/reports', 'GET')).toBe(404);
    expect(await at('/v1/reports', 'DELETE')).toBe(404);
  });
});

describe('the model folder', () => {
  it('is looked into when a report names a model that is not known yet, but not by every one', async () => {
    expect((await send(world, makeReport({ model: 9 }))).status).toBe(400);
    expect(writeModel(world.modelDir, { items: 30 })).toBe(2);
    await expectRefusal(await send(world, makeReport({ model: 2 })), 400, 'report/unknown-model');
    world.now += 4_000;
    expect((await send(world, makeReport({ model: 2 }))).status).toBe(202);
  });

  it('that is unreadable makes no device drop its report', async () => {
    const broken = await makeWorld(database, { modelDir: '/proc' });
    await expectRefusal(await send(broken, makeReport({ model: 7 })), 400, 'report/unknown-model');
    broken.remove();
    writeFileSync(`${world.modelDir}/latest.json`, '<html>');
    world.now += 4_000;
    const response = await send(world, makeReport({ model: 7 }));
    expect(response.headers.get('retry-after')).toBe('60');
    await expectRefusal(response, 503, 'artifact/not-a-manifest');
    expect((await send(world, makeReport({ model: 1 }))).status).toBe(202);
  });
});

describe('a flood', () => {
  it('is answered 429 with the time to wait, whoever sends it', async () => {
    const limited = await makeWorld(database, { rate: { perSecond: 0.5, burst: 3 } });
    const statuses = [];
    for (let k = 0; k < 3; k++) statuses.push((await send(limited, makeReport())).status);
    expect(statuses).toEqual([202, 202, 202]);
    const response = await send(limited, makeReport());
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({ code: 'report/too-many' });
    limited.now += 2_000;
    expect((await send(limited, makeReport())).status).toBe(202);
    limited.remove();
  });

  it('is let through at its pace, whatever the clock does', () => {
    const bucket = createTokenBucket({ perSecond: 10, burst: 5 });
    let passed = 0;
    for (let now = 0; now < 10_000; now += 7) passed += bucket.take(now) === 0 ? 1 : 0;
    expect(passed).toBeGreaterThanOrEqual(103);
    expect(passed).toBeLessThanOrEqual(105);
    expect(bucket.take(-1e9)).toBe(1);
    expect(bucket.take(-1e9 + 100)).toBe(0);
    const open = createTokenBucket({ perSecond: Infinity, burst: Infinity });
    expect([0, 0, 5, 0].map((now) => open.take(now))).toEqual([0, 0, 0, 0]);
  });
});

describe('the metrics', () => {
  it('count reports by what became of them and know nothing else', async () => {
    const report = makeReport();
    for (const one of [report, report, makeReport({ epoch: EPOCH + 1 })]) {
      await send(world, one, { 'user-agent': 'Curious/1.0', 'x-forwarded-for': '192.0.2.7' });
    }
    const text = await (await world.app.fetch(new Request('http://shop.test/metrics'))).text();
    expect(text).toContain('shelfwise_reports_total{outcome="accepted"} 1');
    expect(text).toContain('shelfwise_reports_total{outcome="duplicate"} 1');
    expect(text).toContain('shelfwise_reports_total{outcome="report/wrong-epoch"} 1');
    expect(text).toContain('shelfwise_http_requests_total{route="reports",status="2xx"} 2');
    expect(text + (await dump(database))).not.toMatch(/Curious|192\.0\.2\.7/);
    expect(text).not.toContain(report.id);
  });
});
