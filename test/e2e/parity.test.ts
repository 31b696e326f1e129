import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type * as Sdk from '../../src/index.js';
import { launchBrowser } from '../helpers/browser.js';
import { serveFolder, type ServedFolders } from '../helpers/serve-folder.js';

const DIST = path.resolve(import.meta.dirname, '../../dist');
const PAGE = `<!doctype html><title>parity</title>
<script type="module">import * as sdk from '/shelfwise/index.js'; window.sdk = sdk;</script>`;
const HISTORIES = 200;
const COUNT = 20;

interface HistoryLine {
  readonly id: string;
  readonly events: readonly { event_name: string; item_id: string; timestamp: string }[];
}

let folder: string;
let site: ServedFolders;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-parity-'));
  writeFileSync(path.join(folder, 'index.html'), PAGE);
  const model = process.env['SHELFWISE_TEST_MODEL'] ?? '';
  site = await serveFolder({ '/': folder, '/shelfwise/': path.join(DIST, 'browser'), '/model/': model });
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(`${site.origin}/`);
});

afterAll(async () => {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

it('the worker in Chromium and the command line give the same top 20 for at least 99.5 % of 200 histories', async () => {
  const histories = readHistories();
  expect(histories).toHaveLength(HISTORIES);
  const [device, commandLine] = [await askDevice(histories), askCommandLine(histories)];
  const same = histories.filter((_, k) => JSON.stringify(device[k]) === JSON.stringify(commandLine[k])).length;
  expect(device.every((items) => items.length === COUNT)).toBe(true);
  expect(same / HISTORIES, `${String(same)} of ${String(HISTORIES)} lists are the same`).toBeGreaterThanOrEqual(0.995);
});

/** The first shoppers of the sample shop with at least three events on items: their first up to 40 events. */
function readHistories(): HistoryLine[] {
  const [header = '', ...lines] = readFileSync(
    path.join(process.env['SHELFWISE_TEST_SHOP'] ?? '', 'events.csv'),
    'utf8',
  ).split('\n');
  const column = (name: string): number => header.split(',').indexOf(name);
  const [user, item, name, time] = ['user_id', 'item_id', 'event_name', 'timestamp'].map(column);
  const byUser = new Map<string, HistoryLine['events'][number][]>();
  for (const cells of lines.map((line) => line.split(','))) {
    const id = cells[user!];
    if (!id || !cells[item!]) continue;
    const events = byUser.get(id) ?? [];
    byUser.set(id, events);
    if (events.length < 40)
      events.push({ event_name: cells[name!]!, item_id: cells[item!]!, timestamp: cells[time!]! });
  }
  return [...byUser]
    .filter(([, events]) => events.length >= 3)
    .slice(0, HISTORIES)
    .map(([id, events]) => ({ id, events: events.sort((a, b) => a.timestamp.localeCompare(b.timestamp)) }));
}

/** Through the SDK as a page uses it: track every event, ask, forget. */
function askDevice(histories: readonly HistoryLine[]): Promise<string[][]> {
  return page.evaluate(
    async ({ lines, count }) => {
      const recommender = (window as unknown as { sdk: typeof Sdk }).sdk.createRecommender({
        model: '/model/latest.json',
      });
      const lists: string[][] = [];
      for (const { events } of lines) {
        for (const { item_id, ...event } of events) recommender.track({ ...event, items: [{ item_id }] });
        const { recomms } = await recommender.recommendItemsToUser(count);
        lists.push(recomms.map(({ id }) => id));
        await recommender.forget();
      }
      await recommender.close();
      return lists;
    },
    { lines: histories as HistoryLine[], count: COUNT },
  );
}

function askCommandLine(histories: readonly HistoryLine[]): string[][] {
  const [input, output] = [path.join(folder, 'histories.jsonl'), path.join(folder, 'lists.jsonl')];
  writeFileSync(input, histories.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const files = ['--model', process.env['SHELFWISE_TEST_MODEL'] ?? '', '--histories', input, '--out', output];
  execFileSync(process.execPath, [path.join(DIST, 'node/cli.js'), 'recommend', ...files, '--count', String(COUNT)]);
  const lines = readFileSync(output, 'utf8').trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { items: string[] }).items);
}
