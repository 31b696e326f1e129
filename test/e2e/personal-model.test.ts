import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION, type PersonalProblem, type PersonalResult } from '../../core/protocol.js';
import { createEngine } from '../../engine/engine.js';
import { trainPersonal } from '../../engine/personal-model/train-personal.js';
import { toPersonalProblem } from '../../engine/personal-problem.js';
import { categoryLover, kindShop, shopperOf } from '../engine/personal-model/shoppers.js';
import { launchBrowser } from '../helpers/browser.js';
import { serveFolder, type ServedFolders } from '../helpers/serve-folder.js';

const BUILT = path.resolve(import.meta.dirname, '../../dist/browser');
const STRICT = "default-src 'none'; script-src 'self'; worker-src 'self'";

let served: ServedFolders;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  const headers = { 'content-security-policy': STRICT };
  served = await serveFolder({ '/': BUILT }, { headers, handle: answerPage });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

const answerPage: NonNullable<NonNullable<Parameters<typeof serveFolder>[1]>['handle']> = (request, response) => {
  if (request.url !== '/') return false;
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>page</title>');
  return true;
};

/** Starts the built worker in the page, and has it trained the way the main worker does. */
async function trainInBrowser(problem: PersonalProblem): Promise<{ result: unknown; requests: string[] }> {
  const { workers } = JSON.parse(readFileSync(path.join(BUILT, 'manifest.json'), 'utf8')) as {
    workers: { personal: { file: string } };
  };
  const page = await browser.newPage();
  const requests: string[] = [];
  page.context().on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(`${served.origin}/`);
  const result = await page.evaluate(
    async ({ file, version, tables }) => {
      const worker = new Worker(file);
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ kind: 'shelfwise-port' }, [port2]);
      const call = (id: string, name: string, argument: unknown): Promise<unknown> =>
        new Promise((resolve, reject) => {
          worker.onerror = () => reject(new Error('the worker did not start'));
          port1.onmessage = ({ data }: MessageEvent<{ value: unknown }>) => resolve(data.value);
          port1.postMessage({ id, type: 'APPLY', path: [name], argumentList: [{ type: 'RAW', value: argument }] });
        });
      const { choices, ...rest } = tables;
      await call('1', 'hello', version);
      const outcome = (await call('2', 'train', {
        ...rest,
        factors: Float32Array.from(rest.factors),
        category: Uint16Array.from(rest.category),
        brand: Uint16Array.from(rest.brand),
        priceDecile: Uint8Array.from(rest.priceDecile),
        foldIn: Float64Array.from(rest.foldIn),
        choices: {
          start: Uint32Array.from(choices.start),
          taken: Uint32Array.from(choices.taken),
          row: Uint32Array.from(choices.row),
          score: Float32Array.from(choices.score),
          ownScore: Float32Array.from(choices.ownScore),
          logWeight: Float32Array.from(choices.logWeight),
        },
      })) as { ok: boolean; value: Record<string, unknown> };
      worker.terminate();
      const toPlain = (value: unknown): unknown => (value instanceof Float32Array ? [...value] : value);
      return Object.fromEntries(Object.entries(outcome.value).map(([name, value]) => [name, toPlain(value)]));
    },
    { file: workers.personal.file, version: PROTOCOL_VERSION, tables: toTables(problem) },
  );
  await page.close();
  return { result, requests };
}

function toTables({ choices, ...rest }: PersonalProblem) {
  const { start, taken, row, score, ownScore, logWeight } = choices;
  return {
    ...rest,
    factors: [...rest.factors],
    category: [...rest.category],
    brand: [...rest.brand],
    priceDecile: [...rest.priceDecile],
    foldIn: [...rest.foldIn],
    choices: {
      start: [...start],
      taken: [...taken],
      row: [...row],
      score: [...score],
      ownScore: [...ownScore],
      logWeight: [...logWeight],
    },
  };
}

describe('the built worker of the personal model', () => {
  it('trains under a policy without eval, asks for nothing, and gives what the same code gives in Node', async () => {
    const problem = toPersonalProblem(shopperOf(categoryLover(20), createEngine(kindShop())), 'forbid')!;
    const { result, requests } = await trainInBrowser(problem);
    const expected = trainPersonal(problem) as Extract<PersonalResult, { kept: true }>;
    expect(requests.filter((name) => !/^\/($|favicon|personal\.[0-9a-f]{16}\.js$)/.test(name))).toEqual([]);
    expect(result).toMatchObject({ kept: true, steps: expected.steps });
    const { gain, categoryOffset } = result as { gain: number; categoryOffset: number[] };
    expect(gain).toBeCloseTo(expected.gain, 4);
    categoryOffset.forEach((offset, at) => expect(offset).toBeCloseTo(expected.categoryOffset[at]!, 4));
  });
});
