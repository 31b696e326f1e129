import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EPOCH_MS, epochOf } from '../../core/privacy/epoch.js';
import { encodeReport, type Report } from '../../core/privacy/report.js';
import { serve, type RunningServer, type ServeOptions } from '../../server/index.js';
import { openDatabase } from '../../server/storage/open-database.js';
import { usePostgres } from '../helpers/postgres.js';
import { startTcpProxy, type TcpProxy } from '../helpers/tcp-proxy.js';
import { makeFolders, type MadeFolders } from './made-folders.js';
import { writeModel } from './made-model.js';
import { countAll, makeReport } from './report-world.js';

const postgres = usePostgres();
const TIMEOUT_MS = 600;

let folders: MadeFolders;
let databaseUrl: string;
let proxy: TcpProxy;
let server: RunningServer;

beforeEach(async () => {
  folders = makeFolders();
  writeModel(`${folders.root}/published`);
  databaseUrl = await postgres.createDatabase();
  proxy = await startTcpProxy(databaseUrl);
  server = await start();
});
afterEach(async () => {
  await server.close();
  await proxy.close();
  folders.remove();
});

function start(options: Partial<ServeOptions> = {}): Promise<RunningServer> {
  const database = { kind: 'url', url: proxy.url } as const;
  const modelDir = `${folders.root}/published`;
  return serve({ ...folders, modelDir, port: 0, timeoutMs: TIMEOUT_MS, database, ...options });
}

const present = (): Report => makeReport({ epoch: epochOf(Date.now()) });

function post(report: Report, to = server): Promise<Response> {
  const headers = { 'content-type': 'text/plain' };
  return fetch(new URL('v1/reports', to.url), { method: 'POST', body: encodeReport(report), headers });
}

async function counted(): Promise<number> {
  const database = await openDatabase({ kind: 'url', url: databaseUrl });
  const count = await countAll(database);
  await database.close();
  return count;
}

const statusOf = async (address: string): Promise<number> => (await fetch(new URL(address, server.url))).status;

describe('a sender', () => {
  const open = (): { socket: Socket; closed: Promise<void> } => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    socket.resume();
    return { socket, closed: new Promise((resolve) => socket.on('close', () => resolve())) };
  };
  const HEAD = 'POST /v1/reports HTTP/1.1\r\nhost: shop.test\r\ncontent-type: text/plain\r\ncontent-length: 256\r\n';

  it('that is slow is cut off, and others are not kept waiting', async () => {
    const text = encodeReport(present());
    const slow = Array.from({ length: 20 }, () => {
      const { socket, closed } = open();
      socket.write(`${HEAD}\r\n`);
      let at = 0;
      const drip = setInterval(() => socket.write(text[at++] ?? ''), 50);
      return closed.finally(() => clearInterval(drip));
    });
    const silent = Array.from({ length: 20 }, () => {
      const { socket, closed } = open();
      socket.write(HEAD);
      return closed;
    });
    const began = Date.now();
    expect((await post(present())).status).toBe(202);
    expect(Date.now() - began).toBeLessThan(TIMEOUT_MS);
    await Promise.all([...slow, ...silent]);
    expect(Date.now() - began).toBeLessThan(5 * TIMEOUT_MS);
    expect(await counted()).toBe(1);
    expect(await (await fetch(new URL('metrics', server.url))).text()).toContain('outcome="accepted"} 1');
  });

  it('that goes away in the middle counts for nothing', async () => {
    const { socket, closed } = open();
    socket.write(`${HEAD}\r\n${encodeReport(present()).slice(0, 200)}`);
    await sleep(50);
    socket.destroy();
    await closed;
    await sleep(50);
    expect(await counted()).toBe(0);
  });

  it('that does not end is answered after 1 kB and cut off', async () => {
    const { status, sent } = await new Promise<{ status: number; sent: number }>((resolve, reject) => {
      let sent = 0;
      const headers = { 'content-type': 'text/plain' };
      const out = request(new URL('v1/reports', server.url), { method: 'POST', headers }, (response) => {
        const status = response.statusCode ?? 0;
        response.resume();
        out.on('close', () => resolve({ status, sent }));
      });
      const more = (): void => {
        if (out.destroyed) return;
        sent += 65_536;
        out.write(Buffer.alloc(65_536), () => setTimeout(more, 5));
      };
      out.on('error', (error: NodeJS.ErrnoException) => {
        if (!['ECONNRESET', 'EPIPE'].includes(error.code ?? '')) reject(error);
      });
      more();
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(64 * 1024 * 1024);
    expect(await counted()).toBe(0);
  });
});

describe('a database', () => {
  it('that goes away makes the server say 503 until it is back, and nothing is lost or doubled', async () => {
    const reports = Array.from({ length: 20 }, present);
    expect((await post(reports[0]!)).status).toBe(202);
    expect(await statusOf('readyz')).toBe(200);
    proxy.set('cut');
    for (const report of reports) {
      const response = await post(report);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('60');
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ code: 'server/database' });
      expect(text).not.toMatch(/127\.0\.0\.1|postgres|ECONN/);
    }
    const ready = await fetch(new URL('readyz', server.url));
    expect(ready.status).toBe(503);
    expect(await ready.text()).not.toMatch(/127\.0\.0\.1|ECONN/);
    expect(await statusOf('healthz')).toBe(200);
    expect(await statusOf('v1/model/latest.json')).toBe(200);
    proxy.set('open');
    for (const report of reports) expect((await post(report)).status).toBe(202);
    expect(await statusOf('readyz')).toBe(200);
    expect(await counted()).toBe(reports.length);
  });

  it('that is frozen keeps nobody waiting for more than some seconds', async () => {
    const report = present();
    expect((await post(present())).status).toBe(202);
    proxy.set('frozen');
    const began = Date.now();
    expect((await post(report)).status).toBe(503);
    expect(Date.now() - began).toBeLessThan(10_000);
    proxy.set('open');
    expect((await post(report)).status).toBe(202);
    expect(await counted()).toBe(2);
  });

  it('that is locked makes the server say 503, and nothing is half counted', async () => {
    const database = await openDatabase({ kind: 'url', url: databaseUrl });
    const report = present();
    await database.transaction(async (queries) => {
      await queries.query('LOCK TABLE shelfwise.counters IN ACCESS EXCLUSIVE MODE');
      expect((await post(report)).status).toBe(503);
    });
    expect(await database.query('SELECT 1 FROM shelfwise.seen')).toEqual([]);
    expect((await post(report)).status).toBe(202);
    await database.close();
    expect(await counted()).toBe(1);
  });

  it('is shared by two servers that start and count at the same time', async () => {
    const second = await start();
    const reports = Array.from({ length: 40 }, present);
    const answers = await Promise.all(reports.flatMap((report) => [post(report), post(report, second)]));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    await second.close();
    expect(await counted()).toBe(reports.length);
  });

  it('loses keys and tags of epochs that closed while no server ran', async () => {
    await post(present());
    await server.close();
    server = await start({ now: () => Date.now() + 2 * EPOCH_MS });
    const database = await openDatabase({ kind: 'url', url: databaseUrl });
    for (const table of ['epochs', 'seen'])
      expect(await database.query(`SELECT 1 FROM shelfwise.${table}`)).toEqual([]);
    await database.close();
    expect(await counted()).toBe(1);
  });
});

describe('the service', () => {
  it('answers all it has taken before it stops', async () => {
    await post(present()); // connections and keys are there
    const sent = Array.from({ length: 60 }, () =>
      post(present()).then(
        ({ status }) => status,
        () => 0,
      ),
    );
    await sleep(20);
    await server.close();
    const statuses = await Promise.all(sent);
    expect(statuses.every((status) => status === 202 || status === 0)).toBe(true);
    const acknowledged = statuses.filter((status) => status === 202).length;
    expect(acknowledged).toBeGreaterThan(0);
    expect(await counted()).toBe(1 + acknowledged);
    server = await start();
  });

  it('tells the key that it made once, and none where one is given or there', async () => {
    expect(server.madeKeys.get('default')).toMatch(/^[\w-]{43}$/);
    const again = await start();
    expect(again.madeKeys.size).toBe(0);
    await again.close();
    const given = await start({ adminKey: 'the-key-that-was-given' });
    expect(given.madeKeys.size).toBe(0);
    const ask = (key: string): Promise<number> =>
      fetch(new URL('v1/aggregates', given.url), { headers: { authorization: `Bearer ${key}` } }).then((r) => r.status);
    expect(await ask('the-key-that-was-given')).toBe(200);
    expect(await ask(server.madeKeys.get('default')!)).toBe(401);
    await given.close();
  });

  it('does not start with the console open to others unless a key is given', async () => {
    const opening = start({ host: '0.0.0.0', console: true });
    await expect(opening).rejects.toMatchObject({ code: 'server/open-console' });
    const open = await start({ host: '0.0.0.0', console: true, adminKey: 'the-key-that-was-given' });
    expect((await fetch(`http://127.0.0.1:${new URL(open.url).port}/console/`)).status).toBe(200);
    await open.close();
  });

  it('writes nothing about reports, whatever becomes of them', async () => {
    const outputs = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    const console = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(globalThis.console, name));
    await post(present());
    await post(makeReport({ epoch: 1 }));
    proxy.set('cut');
    await post(present());
    proxy.set('open');
    for (const output of [...outputs, ...console]) expect(output).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});
