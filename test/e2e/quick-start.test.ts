import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeIds } from '../../core/artifact/ids-section.js';
import { parseManifest } from '../../core/artifact/manifest.js';
import { launchBrowser } from '../helpers/browser.js';
import { serveFolder, type ServedFolders } from '../helpers/serve-folder.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MODEL = process.env['SHELFWISE_TEST_MODEL'] ?? '';

let folder: string;
let site: ServedFolders;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-quick-start-'));
  const sdk = path.join(ROOT, 'dist/browser');
  site = await serveFolder({ '/': folder, '/shelfwise/': sdk, '/shelfwise/model/': MODEL });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The README's HTML block, with an item that the test shop has in the place of its example. */
function quickStart(itemId: string): string {
  const block = /```html\n([\s\S]*?)```/.exec(readFileSync(path.join(ROOT, 'README.md'), 'utf8'))?.[1] ?? '';
  expect(block.trim().split('\n').length).toBeLessThanOrEqual(20);
  expect(block).toContain('A-17');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>A shop</title>${block.replaceAll('A-17', itemId)}`;
}

function someItem(): string {
  const manifest = parseManifest(readFileSync(path.join(MODEL, 'latest.json'), 'utf8'));
  const file = manifest.sections.find(({ name }) => name === 'ids')?.file ?? '';
  return decodeIds(new Uint8Array(readFileSync(path.join(MODEL, file)))).itemIds[7] ?? '';
}

it('the README’s quick start, as written, shows a row of eight products with names and prices', async () => {
  writeFileSync(path.join(folder, 'index.html'), quickStart(someItem()));
  const page = await browser.newPage({ viewport: { width: 1200, height: 600 } });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'warning' && faults.push(message.text()));
  await page.goto(`${site.origin}/`);
  const cards = page.locator('shelfwise-row [part~=card]');
  const named = async (): Promise<number> => {
    const texts = await cards.allTextContents();
    return texts.filter((text) => /[a-z]{3}.*€\d/s.test(text)).length;
  };
  await expect.poll(named).toBe(8);
  // The consent of the last script: the view is on the disk now.
  await expect
    .poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
    .toEqual(['shelfwise']);
  expect(faults).toEqual([]);
  if (process.env['SHELFWISE_SCREENSHOTS']) {
    await page.screenshot({ path: path.join(process.env['SHELFWISE_SCREENSHOTS'], 'quick-start.png') });
  }
  await page.close();
});
