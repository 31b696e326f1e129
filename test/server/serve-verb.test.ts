import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleServer } from '../../scripts/reports/server-process.mjs';
import { epochOf } from '../../core/privacy/epoch.js';
import { encodeReport } from '../../core/privacy/report.js';
import { usePglite } from '../helpers/pglite.js';
import { usePostgres } from '../helpers/postgres.js';
import { writeModel } from './made-model.js';
import { makeReport } from './report-world.js';

const pglite = usePglite();
const postgres = usePostgres();

let root: string;
let bundle: Awaited<ReturnType<typeof bundleServer>>;
const at = (name: string): string => path.join(root, name);

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'shelfwise-serve-'));
  writeModel(at('model'));
  cpSync(pglite.createFolder(), at('data/database'), { recursive: true });
  bundle = await bundleServer({ cli: 'trainer/cli.ts' });
}, 120_000);
afterAll(() => {
  bundle.remove();
  rmSync(root, { recursive: true, force: true });
});

interface Run {
  readonly lines: readonly string[];
  readonly errors: string;
  readonly code: number | null;
}

/** Runs `shelfwise serve` until `use` is done with it, then asks it to stop. */
async function runServe(args: string[], use?: (url: string) => Promise<void>, env: object = {}): Promise<Run> {
  const cli = path.join(path.dirname(bundle.file), 'cli.js');
  const shop = args.includes('--shops') ? [] : ['--model', at('model')];
  const child = spawn(process.execPath, [cli, 'serve', ...shop, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SHELFWISE_ADMIN_KEY: '', ...env },
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (!line.startsWith('ready ')) continue;
    await use?.(line.slice('ready '.length));
    child.kill('SIGTERM');
  }
  return { lines, errors, code: await code };
}

const keyIn = ({ lines }: Run): string | undefined =>
  lines.find((line) => line.startsWith('admin key'))?.split(/ +/)[2];

async function post(url: string): Promise<void> {
  const body = encodeReport(makeReport({ epoch: epochOf(Date.now()) }));
  const response = await fetch(new URL('v1/reports', url), {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain' },
  });
  expect(response.status).toBe(202);
}

async function reportsAt(url: string, key: string): Promise<number> {
  const response = await fetch(new URL('v1/aggregates', url), { headers: { authorization: `Bearer ${key}` } });
  expect(response.status).toBe(200);
  return ((await response.json()) as { reports: number }).reports;
}

describe('shelfwise serve', () => {
  it('counts reports in the data folder, tells its key the first time only, and stops in order', async () => {
    const first = await runServe(['--data', at('data')], post);
    expect(first).toMatchObject({ code: 0, errors: 'stopping\n' });
    const key = keyIn(first)!;
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(existsSync(at('data/database.lock'))).toBe(false);
    const second = await runServe(['--data', at('data')], async (url) => {
      await post(url);
      expect(await reportsAt(url, key)).toBe(2);
    });
    expect(second.code).toBe(0);
    expect(keyIn(second)).toBeUndefined();
  });

  it('counts reports in a PostgreSQL server, with the key that the environment gives', async () => {
    const url = await postgres.createDatabase();
    const env = { SHELFWISE_ADMIN_KEY: 'the-key-from-outside' };
    const use = async (address: string): Promise<void> => {
      await post(address);
      expect(await reportsAt(address, env.SHELFWISE_ADMIN_KEY)).toBe(1);
    };
    const run = await runServe(['--data', at('elsewhere'), '--database-url', url], use, env);
    expect(run.code).toBe(0);
    expect(keyIn(run)).toBeUndefined();
    expect(run.lines.join() + run.errors).not.toContain('the-key-from-outside');
    expect(existsSync(at('elsewhere'))).toBe(false);
  });

  it('serves a folder of shops, each with the key that its own variable gives', async () => {
    const url = await postgres.createDatabase();
    writeModel(at('shops/blue-sofas'));
    writeModel(at('shops/lamps/model'), { items: 30 });
    const env = { SHELFWISE_ADMIN_KEY_BLUE_SOFAS: 'the-key-of-blue-sofas' };
    const use = async (address: string): Promise<void> => {
      const sofas = new URL('shops/blue-sofas/', address).href;
      await post(sofas);
      expect(await reportsAt(sofas, env.SHELFWISE_ADMIN_KEY_BLUE_SOFAS)).toBe(1);
      const lamps = await fetch(new URL('shops/lamps/readyz', address));
      expect(await lamps.json()).toMatchObject({ items: 30 });
      expect((await fetch(new URL('v1/model/latest.json', address))).status).toBe(404);
    };
    const run = await runServe(['--shops', at('shops'), '--data', at('data'), '--database-url', url], use, env);
    expect(run).toMatchObject({ code: 0, errors: 'stopping\n' });
    expect(run.lines.filter((line) => line.startsWith('admin key'))).toHaveLength(1);
    expect(run.lines.some((line) => line.endsWith('/shops/lamps/console/'))).toBe(true);
  });

  it.each<{ code: string; args: string[]; env?: object }>([
    { code: 'usage/bad-option', args: ['--database-url', 'mysql://localhost/shop'] },
    { code: 'server/database', args: ['--database-url', 'postgres://shop@127.0.0.1:1/shop'] },
    { code: 'usage/bad-option', args: ['--report-rate', 'many'] },
    { code: 'server/open-console', args: ['--console', '--host', '0.0.0.0'] },
    { code: 'usage/bad-option', args: [], env: { SHELFWISE_ADMIN_KEY: 'short' } },
    { code: 'usage/bad-option', args: ['--shops', '/no/such/folder'] },
  ])('says in one line why it does not start: $code for $args $env', async ({ code, args, env }) => {
    const run = await runServe(['--data', at('data'), ...args], undefined, env);
    expect(run.code).toBe(code.startsWith('usage/') ? 2 : 1);
    expect(run.errors).toMatch(new RegExp(`^shelfwise: ${code}: expected [^\\n]+\\n$`));
    expect(run.lines).toEqual([]);
  });
});
