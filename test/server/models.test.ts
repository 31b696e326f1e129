import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseManifest, type Manifest } from '../../core/artifact/manifest.js';
import type { ModelVersion, ModelVersions } from '../../core/artifact/model-versions.js';
import { ensureAdminKey } from '../../server/keys/admin-keys.js';
import type { Database } from '../../server/storage/database.js';
import { openDatabase } from '../../server/storage/open-database.js';
import { usePostgres } from '../helpers/postgres.js';
import { writeModel } from './made-model.js';
import { empty, makeReport, makeWorld, send, type ReportWorld } from './report-world.js';

const KEY = 'the-key-of-this-shop';
const OTHER_KEY = 'the-key-of-another-shop';

const postgres = usePostgres();
let database: Database;
let world: ReportWorld;

beforeAll(async () => {
  database = await openDatabase({ kind: 'url', url: await postgres.createDatabase() });
});
beforeEach(async () => {
  world = await makeWorld(database); // model 1 is an experiment
  await ensureAdminKey(database, 'default', KEY);
  await ensureAdminKey(database, 'other', OTHER_KEY);
});
afterEach(async () => {
  world.remove();
  await empty(database);
});
afterAll(() => database.close());

const served = (): Manifest => parseManifest(readFileSync(path.join(world.modelDir, 'latest.json'), 'utf8'));

function ask(body?: unknown, key = KEY): Promise<Response> {
  const headers = { ...(key !== '' && { authorization: `Bearer ${key}` }) };
  const how = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  return world.app.fetch(new Request('http://shop.test/v1/models', how));
}

async function list(): Promise<readonly ModelVersion[]> {
  const response = await ask();
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return ((await response.json()) as ModelVersions).models;
}

/** Another model in the folder, noticed by the server. */
async function train(items: number): Promise<number> {
  const sequence = writeModel(world.modelDir, { items });
  await look();
  return sequence;
}

/** Makes the server see what is in the folder. */
async function look(): Promise<void> {
  const headers = { authorization: `Bearer ${KEY}` };
  await world.app.fetch(new Request('http://shop.test/v1/aggregates?weeks=1&question=weight', { headers }));
}

describe('the models a shop has served', () => {
  it.each(['', 'a-key-that-nobody-has', OTHER_KEY])('are neither told nor changed with the key "%s"', async (key) => {
    const before = served();
    const status = key === OTHER_KEY ? 404 : 401;
    expect((await ask(undefined, key)).status).toBe(status);
    expect((await ask({ sequence: 1 }, key)).status).toBe(status);
    expect(served()).toEqual(before);
  });

  it('are listed, the newest first, with the one that is served now', async () => {
    await train(30);
    expect(await list()).toEqual([
      { sequence: 2, isServed: true, isWhole: true, asOf: null, items: 30, experiment: null, report: null },
      { sequence: 1, isServed: false, isWhole: true, asOf: null, items: 40, experiment: 'made', report: null },
    ]);
  });

  it('are served again under a sequence above all others, and reports of it are taken at once', async () => {
    const first = served();
    await train(30);
    const response = await ask({ sequence: 1 });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ sequence: 3 });
    expect(served()).toEqual({ ...first, sequence: 3 });
    expect((await send(world, makeReport({ model: 3, arm: 1 }))).status).toBe(202);
    expect((await list()).map(({ sequence, isServed }) => [sequence, isServed])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
    expect(readdirSync(world.modelDir).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each([0, 1] as const)('are served without the other one where an experiment ends with arm %i', async (arm) => {
    const { experiment, ...a } = served();
    await ask({ sequence: 1, arm });
    expect(served()).toEqual({ ...a, ...(arm === 1 && experiment!.other), sequence: 2 });
  });

  it('keep what a newer version wrote into their manifest', async () => {
    const file = path.join(world.modelDir, 'latest.json');
    const known = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...known, sequence: 5, later: { a: 1 } }));
    await look();
    expect(await train(30)).toBe(6);
    await ask({ sequence: 5 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ sequence: 7, later: { a: 1 } });
  });

  it('are not served where a file is gone or was changed', async () => {
    const { file } = served().sections.find(({ name }) => name === 'items')!;
    await train(30);
    const before = served();
    const full = path.join(world.modelDir, file);
    const bytes = readFileSync(full);
    writeFileSync(
      full,
      bytes.map((byte) => byte ^ 1),
    );
    const changed = await ask({ sequence: 1 });
    expect(changed.status).toBe(409);
    expect(await changed.json()).toMatchObject({ code: 'artifact/wrong-hash' });
    rmSync(full);
    const gone = await ask({ sequence: 1 });
    expect(gone.status).toBe(409);
    expect(await gone.json()).toMatchObject({ code: 'artifact/missing' });
    expect((await list())[1]).toMatchObject({ sequence: 1, isWhole: false });
    expect(served()).toEqual(before);
  });

  it('are not served where there was none of that number', async () => {
    expect((await ask({ sequence: 7 })).status).toBe(404);
  });

  it.each([{}, [], 'x', { sequence: '1' }, { sequence: 1.5 }, { sequence: 1, arm: 2 }, { sequence: 1, more: 1 }])(
    'are not served by %j',
    async (body) => {
      const response = await ask(body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'request/bad-option' });
    },
  );

  it('say so where the server may not write into the folder', async () => {
    // Whoever runs the tests may write anywhere: a folder in the file's place stops them too.
    mkdirSync(path.join(world.modelDir, 'latest.json.tmp'));
    const response = await ask({ sequence: 1 });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'server/unwritable-model' });
  });
});

describe('the rules of rows', () => {
  const put = (body: string, key = KEY): Promise<Response> => {
    const headers = { authorization: `Bearer ${key}` };
    return world.app.fetch(new Request('http://shop.test/v1/scenarios', { method: 'PUT', headers, body }));
  };
  const RULES = { cart: { exclude: ['A-1'] }, '*': { maxPerCategory: 3 } };

  it('are published with the model that is served, under the next sequence, and change nothing else', async () => {
    const before = served();
    const response = await put(JSON.stringify(RULES));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ sequence: 2 });
    expect(served()).toEqual({ ...before, sequence: 2, scenarios: RULES });
    expect((await send(world, makeReport({ model: 2 }))).status).toBe(202);
    const plain = await world.app.fetch(new Request('http://shop.test/v1/model/plain.json'));
    expect(plain.status).toBe(200);
    expect(await plain.json()).toMatchObject({ sequence: 2, sections: before.sections });
    expect(
      JSON.stringify(await (await world.app.fetch(new Request('http://shop.test/v1/model/plain.json'))).json()),
    ).not.toContain('scenarios');
  });

  it('stay where an earlier model is served again', async () => {
    await put(JSON.stringify(RULES));
    expect(await (await ask({ sequence: 1 })).json()).toEqual({ sequence: 3 });
    expect(served().scenarios).toEqual(RULES);
  });

  it.each(['', 'x', '[]', '{"cart":{"colour":"red"}}', '{"cart":{"filter":"price <"}}', `"${'x'.repeat(70_000)}"`])(
    'are refused where they are none: %.20s',
    async (body) => {
      const before = served();
      expect((await put(body)).status).toBe(400);
      expect(served()).toEqual(before);
    },
  );

  it.each([
    ['a-key-that-nobody-has', 401],
    [OTHER_KEY, 404],
  ])('are not written with the key "%s"', async (key, status) => {
    const before = served();
    expect((await put('{}', key)).status).toBe(status);
    expect(served()).toEqual(before);
  });
});
