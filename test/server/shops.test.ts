import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { epochOf } from '../../core/privacy/epoch.js';
import { encodeReport } from '../../core/privacy/report.js';
import { serve, type RunningServer, type ServeOptions } from '../../server/index.js';
import { usePglite } from '../helpers/pglite.js';
import { makeFolders, type MadeFolders } from './made-folders.js';
import { writeModel } from './made-model.js';
import { makeReport } from './report-world.js';

const KEYS = { default: 'the-key-of-the-default-shop', lamps: 'the-key-of-the-lamp-shop' };

const pglite = usePglite();
let folders: MadeFolders;
let root: string;
let server: RunningServer;
const at = (name: string): string => path.join(root, name);

beforeAll(async () => {
  folders = makeFolders();
  root = mkdtempSync(path.join(tmpdir(), 'shelfwise-shops-'));
  writeModel(at('default'), { items: 20 });
  writeModel(at('lamps'), { items: 30 });
  writeModel(at('rugs'), { items: 40 });
  cpSync(pglite.createFolder(), at('database'), { recursive: true });
  server = await serve(toOptions());
}, 120_000);
afterAll(async () => {
  await server.close();
  folders.remove();
  rmSync(root, { recursive: true, force: true });
});

function toOptions(): ServeOptions {
  const { sdkDir, demoDir, dataDir } = folders;
  return {
    ...{ sdkDir, demoDir, dataDir, port: 0, modelDir: at('default'), adminKey: KEYS.default },
    database: { kind: 'folder', folder: at('database') },
    shops: new Map([
      ['lamps', { modelDir: at('lamps'), dataDir: at('none'), adminKey: KEYS.lamps }],
      ['rugs', { modelDir: at('rugs'), dataDir: at('none') }],
    ]),
  };
}

const get = (address: string, key?: string): Promise<Response> =>
  fetch(new URL(address, server.url), { headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });

async function report(address: string): Promise<void> {
  const body = encodeReport(makeReport({ epoch: epochOf(Date.now()) }));
  const headers = { 'content-type': 'text/plain' };
  expect((await fetch(new URL(address, server.url), { method: 'POST', body, headers })).status).toBe(202);
}

async function reportsAt(address: string, key: string): Promise<unknown> {
  const { shop, reports } = (await (await get(address, key)).json()) as { shop: string; reports: number };
  return [shop, reports];
}

describe('several shops in one server', () => {
  it('each have their own model, and the default one stands without a name too', async () => {
    const itemsAt = async (address: string): Promise<unknown> =>
      ((await (await get(`${address}v1/model/latest.json`)).json()) as { items: number }).items;
    expect(await itemsAt('')).toBe(20);
    expect(await itemsAt('shops/default/')).toBe(20);
    expect(await itemsAt('shops/lamps/')).toBe(30);
    expect(await itemsAt('shops/rugs/')).toBe(40);
    expect(await (await get('shops/rugs/readyz')).json()).toMatchObject({ status: 'ready', items: 40 });
    expect(await (await get('readyz')).json()).toEqual({ status: 'ready', shops: 3 });
  });

  it('count their own reports, and metrics of one tell nothing of another', async () => {
    await report('v1/reports');
    await report('shops/lamps/v1/reports');
    await report('shops/lamps/v1/reports');
    expect(await reportsAt('v1/aggregates', KEYS.default)).toEqual(['default', 1]);
    expect(await reportsAt('shops/lamps/v1/aggregates', KEYS.lamps)).toEqual(['lamps', 2]);
    expect(await reportsAt('shops/rugs/v1/aggregates', server.madeKeys.get('rugs')!)).toEqual(['rugs', 0]);
    const accepted = async (address: string): Promise<string | undefined> =>
      /outcome="accepted"\} (\d+)/.exec(await (await get(address)).text())?.[1];
    expect(await accepted('metrics')).toBe('3');
    expect(await accepted('shops/lamps/metrics')).toBe('2');
    expect(await accepted('shops/rugs/metrics')).toBeUndefined();
  });

  it.each([
    { shop: 'default', address: 'v1/aggregates', others: [KEYS.lamps] },
    { shop: 'lamps', address: 'shops/lamps/v1/aggregates', others: [KEYS.default] },
    { shop: 'rugs', address: 'shops/rugs/v1/aggregates', others: [KEYS.default, KEYS.lamps] },
  ])('keep the aggregates of $shop from every key but its own', async ({ address, others }) => {
    expect((await get(address)).status).toBe(401);
    expect((await get(address, 'a-key-that-nobody-has')).status).toBe(401);
    for (const key of others) expect((await get(address, key)).status).toBe(404);
  });

  it('make a key for the one that was given none, and say it once', async () => {
    expect([...server.madeKeys.keys()]).toEqual(['rugs']);
    const key = server.madeKeys.get('rugs')!;
    await server.close();
    server = await serve(toOptions());
    expect(server.madeKeys.size).toBe(0);
    expect((await get('shops/rugs/v1/aggregates', key)).status).toBe(200);
  });

  it('refuse a key that another one has replaced', async () => {
    await server.close();
    server = await serve({ ...toOptions(), adminKey: 'the-next-key-of-the-default-shop' });
    expect((await get('v1/aggregates', KEYS.default)).status).toBe(401);
    expect((await get('v1/aggregates', 'the-next-key-of-the-default-shop')).status).toBe(200);
  });

  it('have a console each, whose files stand beside it', async () => {
    expect((await get('shops/lamps/console/')).status).toBe(200);
    expect((await get('shops/lamps/assets/index-Ab3_x-9Z.js')).status).toBe(200);
    expect((await get('shops/none/assets/index-Ab3_x-9Z.js')).status).toBe(404);
  });

  it.each(['none', 'lamps%2f..%2frugs', 'LAMPS', ''])('are no others than those: %s', async (name) => {
    expect((await get(`shops/${name}/v1/model/latest.json`)).status).toBe(404);
  });

  it.each(['Lamps', '-lamps', 'a/b', '..', '', 'x'.repeat(41), 'lämps'])('may not be called "%s"', async (name) => {
    const shops = new Map([[name, { modelDir: at('lamps'), dataDir: at('none') }]]);
    await expect(serve({ ...toOptions(), shops })).rejects.toMatchObject({ code: 'usage/bad-option' });
  });

  it('need a key each, given, before the console is open to others', async () => {
    const opening = serve({ ...toOptions(), host: '0.0.0.0', console: true });
    await expect(opening).rejects.toMatchObject({ code: 'server/open-console' });
  });
});
