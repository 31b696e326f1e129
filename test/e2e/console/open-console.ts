import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { decodeIds } from '../../../core/artifact/ids-section.js';
import { decodeItems } from '../../../core/artifact/items-section.js';
import { parseManifest } from '../../../core/artifact/manifest.js';
import { createCategoryDomain } from '../../../core/privacy/category-domain.js';
import { EPOCH_MS } from '../../../core/privacy/epoch.js';
import { serve, type RunningServer } from '../../../server/index.js';
import { openDatabase } from '../../../server/storage/open-database.js';
import { launchBrowser } from '../../helpers/browser.js';
import { usePglite } from '../../helpers/pglite.js';
import { seedReports, type SeededReports } from '../../helpers/seeded-reports.js';

const DIST = path.resolve(import.meta.dirname, '../../../dist');

export const KEY = 'the-key-of-the-default-shop';
export const OTHER_KEY = 'the-key-of-the-other-shop';
/** Six days into it, so that "this week" has reports. */
export const EPOCH = 2970;
export const NOW = EPOCH * EPOCH_MS + 6 * 86_400_000;

/** A row of the table of counters. */
export interface Counted {
  readonly epoch: number;
  readonly question: string;
  readonly parameter: number;
  readonly arm: number;
  readonly answer: number;
  readonly count: number;
}

export interface ConsoleShop {
  readonly server: RunningServer;
  readonly modelDir: string;
  /** What the database has of the default shop, by a query of its own before the server began. */
  counted(): readonly Counted[];
  url(address: string): string;
  /** Epoch milliseconds that the server takes for now. */
  setTime(now: number): void;
  /** A visitor of their own. `key` is typed in where it is given. */
  visit(address: string, key?: string, options?: BrowserContextOptions): Promise<OpenConsole>;
}

export interface OpenConsole {
  readonly page: Page;
  /** Exceptions, and violations of the content security policy. */
  readonly faults: string[];
  readonly close: () => Promise<void>;
}

export type ReportPlan = Partial<Omit<SeededReports, 'shop' | 'model' | 'epoch' | 'categories' | 'itemIds'>>;

/** The built console over the model that tests share and seeded reports of two shops. @param plan of the default shop. */
export function useConsole(plan: ReportPlan = {}): ConsoleShop {
  const pglite = usePglite();
  let modelDir: string;
  let server: RunningServer;
  let browser: Browser;
  let root: string;
  let now = NOW;
  let counted: readonly Counted[] = [];

  beforeAll(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'shelfwise-console-'));
    modelDir = path.join(root, 'model');
    cpSync(process.env['SHELFWISE_TEST_MODEL'] ?? '', modelDir, { recursive: true });
    if (plan.hasExperiment) addExperiment(modelDir);
    const folder = pglite.createFolder();
    counted = await seed(folder, modelDir, plan);
    const shop = { modelDir, dataDir: path.join(root, 'none') };
    server = await serve({
      ...{ ...shop, adminKey: KEY, shops: new Map([['other', { ...shop, adminKey: OTHER_KEY }]]) },
      ...{ sdkDir: path.join(DIST, 'browser'), demoDir: path.join(DIST, 'demo'), port: 0 },
      ...{ database: { kind: 'folder', folder }, now: () => now, keyDays: 30 },
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    rmSync(root, { recursive: true, force: true });
  });

  const url = (address: string): string => new URL(address, server.url).href;
  return {
    get server() {
      return server;
    },
    get modelDir() {
      return modelDir;
    },
    counted: () => counted,
    url,
    setTime(time) {
      now = time;
    },
    async visit(address, key, options = {}) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) faults.push(message.text());
      });
      await page.goto(url(address));
      await page.locator('main h1').waitFor();
      if (key !== undefined) await typeKey(page, key);
      return { page, faults, close: () => context.close() };
    },
  };
}

export async function typeKey(page: Page, key: string): Promise<void> {
  await page.getByLabel('Key of this shop').fill(key);
  await page.getByRole('button', { name: 'Open the console' }).click();
  await page.locator('#console:not([aria-busy])').waitFor();
}

/** The model beside itself: devices would not tell the two apart, and the console need not. */
function addExperiment(modelDir: string): void {
  const file = path.join(modelDir, 'latest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const { asOf, items, dimension, sections } = manifest;
  const experiment = { name: 'spring', other: { asOf, items, dimension, sections } };
  writeFileSync(file, JSON.stringify({ ...manifest, experiment }));
}

async function seed(folder: string, modelDir: string, plan: ReportPlan): Promise<readonly Counted[]> {
  const read = (file: string): Uint8Array => new Uint8Array(readFileSync(path.join(modelDir, file)));
  const { sections, sequence } = parseManifest(new TextDecoder().decode(read('latest.json')));
  const section = (name: string): Uint8Array => read(sections.find((one) => one.name === name)?.file ?? '');
  const ids = decodeIds(section('ids'));
  const items = decodeItems(section('items'));
  const order = [...ids.itemIds.keys()].sort((a, b) => items.trend30[b]! - items.trend30[a]!);
  const facts = {
    ...{ model: sequence, epoch: EPOCH, categories: createCategoryDomain(ids, items).choices },
    itemIds: order.slice(0, 400).map((at) => ids.itemIds[at]!),
  };
  const database = await openDatabase({ kind: 'folder', folder });
  try {
    await seedReports(database, { ...facts, shop: 'default', weeks: 13, reports: 3_000, ...plan });
    await seedReports(database, { ...facts, shop: 'other', weeks: 1, reports: 40 });
    const rows = await database.query(
      `SELECT epoch, question, parameter, arm::int AS arm, answer, count::float8 AS count
       FROM shelfwise.counters WHERE shop = 'default'`,
    );
    return rows as unknown as readonly Counted[];
  } finally {
    await database.close();
  }
}
