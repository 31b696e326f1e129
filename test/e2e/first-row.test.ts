import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.js';
import { serveFolder } from '../helpers/serve-folder.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const MOST_STEPS = 5;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-first-row-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The README's numbered steps, each with its command if it has one. */
function steps(): readonly (string | undefined)[] {
  const list = README.split('From a static shop page to its first row:\n')[1]?.split(/\n\n(?!1\.)/)[0] ?? '';
  return list
    .split(/^\d\. /m)
    .slice(1)
    .map((step) => /^`([^`]+)`/.exec(step)?.[1]);
}

const run = (command: string): string =>
  execFileSync('sh', ['-c', command], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });

it('an empty folder with a shop’s page has its first row after the README’s steps, five at most', async () => {
  run(`npm run --silent shelfwise -- sample --out ${folder}/log --users 600 --items 120 --seed 1`);
  mkdirSync(path.join(folder, 'shop'));
  const [, ...rest] = steps(); // the first is the clone that this test runs in
  expect(rest.length + 1).toBeLessThanOrEqual(MOST_STEPS);
  const commands = rest.filter((command) => command !== undefined);
  expect(commands.map((command) => command.split(' ')[0])).toEqual(['npm', 'cp']);
  for (const command of commands) {
    const own = command
      .replace('orders.csv.gz', `${folder}/log/events.csv`)
      .replace('products.csv', `${folder}/log/catalog.csv`)
      .replace('shop/', `${folder}/shop/`);
    run(own);
  }
  const block = /```html\n([\s\S]*?)```/.exec(README)?.[1] ?? '';
  const itemId = readFileSync(`${folder}/log/catalog.csv`, 'utf8').split('\n')[9]?.split(',')[0] ?? '';
  const page = `<!doctype html><html lang="en"><title>A shop</title><h1>A lamp</h1>${block.replaceAll('A-17', itemId)}`;
  writeFileSync(path.join(folder, 'shop/index.html'), page);

  const site = await serveFolder({ '/': path.join(folder, 'shop') });
  const browser = await launchBrowser();
  const tab = await browser.newPage();
  await tab.goto(`${site.origin}/`);
  await expect.poll(() => tab.locator('shelfwise-row .shown').count(), { timeout: 5000 }).toBe(8);
  await browser.close();
  await site.close();
});
