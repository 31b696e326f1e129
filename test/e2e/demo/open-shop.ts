import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { decodeDisplay, displayValues } from '../../../core/artifact/display-section.js';
import { decodeIds } from '../../../core/artifact/ids-section.js';
import { parseManifest } from '../../../core/artifact/manifest.js';
import { serve, type RunningServer } from '../../../server/index.js';
import { launchBrowser } from '../../helpers/browser.js';

const DIST = path.resolve(import.meta.dirname, '../../../dist');

export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong on the page: exceptions, and violations of its content security policy. */
  readonly faults: string[];
}

export interface DemoShop {
  url(address: string): string;
  /** A visitor of their own, on the page of that address. `before` runs before the first page loads. */
  visit(address: string, options?: BrowserContextOptions, before?: (page: Page) => Promise<void>): Promise<OpenPage>;
}

/** The built storefront over the sample shop the tests share, on a server of its own, for the tests of one file. */
export function useDemoShop(): DemoShop {
  let server: RunningServer;
  let browser: Browser;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'shelfwise-demo-'));
    const modelDir = fromEnvironment('SHELFWISE_TEST_MODEL');
    writeFileSync(path.join(dataDir, 'catalog.json'), JSON.stringify(readCatalog(modelDir)));
    writeFileSync(path.join(dataDir, 'shop.json'), JSON.stringify({ name: 'Test & Sons', tagline: 'All we have' }));
    copyFileSync(path.join(fromEnvironment('SHELFWISE_TEST_SHOP'), 'pictures.svg'), path.join(dataDir, 'pictures.svg'));
    const built = { sdkDir: path.join(DIST, 'browser'), demoDir: path.join(DIST, 'demo') };
    server = await serve({ modelDir, dataDir, ...built, port: 0 });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const url = (address: string): string => new URL(address, server.url).href;
  return {
    url,
    async visit(address, options = {}, before) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) faults.push(message.text());
      });
      await before?.(page);
      await page.goto(url(address));
      await page.locator('main h1').waitFor();
      return { page, context, faults };
    },
  };
}

/** The id of some product of the catalog, for pages that need one. */
export async function firstProductId(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const rows = (await (await fetch('/shop/catalog.json')).json()) as { item_id: string }[];
    return rows[0]?.item_id ?? '';
  });
}

/** Blocks the SDK's files, as an ad blocker or a failing CDN would. */
export async function blockSdk(page: Page): Promise<void> {
  await page.route('**/shelfwise/**', (route) => route.abort());
}

/** The catalog as the model's display section has it: all but the descriptions. */
function readCatalog(modelDir: string): object[] {
  const read = (file: string): Buffer => readFileSync(path.join(modelDir, file));
  const manifest = parseManifest(read('latest.json').toString('utf8'));
  const fileOf = (name: string): string => manifest.sections.find((section) => section.name === name)?.file ?? '';
  const display = decodeDisplay(read(fileOf('display')));
  const { itemIds } = decodeIds(read(fileOf('ids')));
  return itemIds.map((item_id, index) => ({ ...displayValues(display, index), item_id }));
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`expected ${name} to be set by the vitest configuration`);
  return value;
}
