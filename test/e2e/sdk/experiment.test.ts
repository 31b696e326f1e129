import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseReport } from '../../../core/privacy/report.js';
import type { RecommenderStatus } from '../../../src/index.js';
import type { TestWindow } from './sdk-page.js';
import { ALL, LONGEST_DELAY, LONGEST_WAIT, track, useReports } from './reports-page.js';

const reports = useReports();
const profiles: BrowserContext[] = [];
const STORED = { personalization: true, storage: true };
const LIST = 10;
const MOST_PROFILES = 20;

beforeEach(() => reports.useModel({ sequence: 6, experiment: { name: 'first', other: { seed: 2 } } }));
afterEach(async () => {
  await Promise.all(profiles.splice(0).map((profile) => profile.close()));
});

function experimentOf(page: Page): Promise<RecommenderStatus['experiment']> {
  return page.evaluate(async () => (await (window as unknown as TestWindow).recommender.status()).experiment);
}

function listOf(page: Page): Promise<string[]> {
  return page.evaluate(async (count) => {
    const { recomms } = await (window as unknown as TestWindow).recommender.recommendItemsToUser(count);
    return recomms.map(({ id }) => id);
  }, LIST);
}

/** New browser profiles, each with other randomness, until one draws the arm. */
async function openUntil(arm: 0 | 1, consent = STORED): Promise<Page> {
  for (let seed = 1; seed <= MOST_PROFILES; seed++) {
    const profile = await reports.newProfile();
    profiles.push(profile);
    reports.site.requests.length = 0;
    const page = await reports.open({ seed, profile, options: { consent } });
    if ((await experimentOf(page))?.arm === arm) return page;
  }
  throw new Error(`expected arm ${String(arm)} in ${String(MOST_PROFILES)} profiles`);
}

describe('an experiment in a browser', () => {
  it('gives two profiles of different arms different lists, each by files of its own arm alone', async () => {
    const lists: string[][] = [];
    for (const arm of [0, 1] as const) {
      const page = await openUntil(arm);
      await track(page, 'item-000', 'item-004');
      lists.push(await listOf(page));
      const files = reports.site.requests.map(({ file }) => file);
      expect(files).toContain(reports.site.fileOf('items', arm));
      expect(files).not.toContain(reports.site.fileOf('items', arm === 0 ? 1 : 0));
      expect(files.every((file) => /^[a-z]+\.([0-9a-f]{16}\.bin|json)$/.test(file))).toBe(true);
    }
    expect(lists.map((list) => list.length)).toEqual([LIST, LIST]);
    expect(lists[0]).not.toEqual(lists[1]);
  });

  it('keeps the arm over visits, asking for no file again, and draws anew after everything is erased', async () => {
    const page = await openUntil(1);
    const profile = page.context();
    const whole: unknown[] = ['experiment-arm', expect.stringContaining('display.')]; // what comes last
    await expect.poll(() => cachedFiles(page)).toEqual(expect.arrayContaining(whole));
    await page.close();
    for (let seed = 30; seed < 34; seed++) {
      reports.site.requests.length = 0;
      const next = await reports.open({ seed, profile, options: { consent: STORED } });
      expect(await experimentOf(next)).toEqual({ name: 'first', arm: 1 });
      expect(reports.site.requests.map(({ file }) => file)).toEqual(['latest.json']);
      await next.close();
    }
    const arms = new Set<number | undefined>();
    for (let seed = 40; seed < 40 + MOST_PROFILES && arms.size < 2; seed++) {
      const next = await reports.open({ seed, profile, options: { consent: STORED } });
      arms.add((await experimentOf(next))?.arm);
      await next.evaluate(() => (window as unknown as TestWindow).recommender.forget());
      expect(await cachedFiles(next)).toEqual([]);
      await next.close();
    }
    expect(arms).toEqual(new Set([0, 1]));
  });

  it('is arm A in a session, and nothing is stored', async () => {
    for (let seed = 1; seed <= 4; seed++) {
      const page = await reports.open({ seed });
      expect(await experimentOf(page)).toEqual({ name: 'first', arm: 0 });
      expect(await cachedFiles(page)).toEqual([]);
    }
  });

  it('stands in the report of a device of arm B', async () => {
    const page = await openUntil(1, ALL);
    await track(page, 'item-000', 'item-004');
    await reports.pass(page, { pass: LONGEST_WAIT + LONGEST_DELAY });
    expect(reports.arrived.length).toBeGreaterThan(0);
    for (const { body } of reports.arrived) expect(parseReport(body)).toMatchObject({ model: 6, arm: 1 });
  });
});

/** What is in the shop's caches, by file name. */
function cachedFiles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => url.slice(url.lastIndexOf('/') + 1));
  });
}
