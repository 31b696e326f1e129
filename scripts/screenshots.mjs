/**
 * `npm run screenshots`: every page of storefront, guide and console at three widths, light and dark, from a server of its
 * own over the sample shop, into dist/screenshots/ as PAGE-WIDTH-SCHEME.png. `-- --docs` makes the README's pictures in
 * docs/images/ instead.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ensureBuild } from './build.mjs';
import { inRoot } from './files.mjs';
import { launchBrowser } from './launch-browser.mjs';

const OUT = 'dist/screenshots';
const DOCS = 'docs/images';
const WIDTHS = [360, 768, 1440];
const SCHEMES = ['light', 'dark'];
const HEIGHT = 900;
const KEY = 'screenshots-only-screenshots-only-0';

const tell = (line) => process.stderr.write(`${line}\n`);

/** Looks at some products, so that rows and panel have something to say. */
async function lookAround(page) {
  for (const at of [3, 5]) {
    await page.locator('main a.card').nth(at).click();
    await page.locator('.product').waitFor();
    await page.waitForTimeout(600);
    await page.goBack();
    await page.locator('main a.card').first().waitFor();
  }
}

async function enterConsole(page) {
  const field = page.locator('input[type=password]');
  if ((await field.count()) === 0) return;
  await field.fill(KEY);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1500);
}

const PAGES = [
  { name: 'home', address: '/', then: lookAround },
  { name: 'category', address: '/category/kitchen' },
  { name: 'search', address: '/search?q=oak' },
  { name: 'cart', address: '/cart' },
  { name: 'guide', address: '/guide/', then: (page) => page.locator('.pick').first().waitFor() },
  { name: 'console', address: '/console/', then: enterConsole },
];

async function startServer() {
  const child = spawn(
    process.execPath,
    [inRoot('dist/node/cli.js'), 'start', '--port', '0', '--data', inRoot(OUT, 'shop')],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, SHELFWISE_ADMIN_KEY: KEY } },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ready (\S+)/.exec(line)?.[1];
    if (url !== undefined) return { url, stop: () => (child.kill('SIGTERM'), once(child, 'exit')) };
  }
  throw new Error('the server ended before it answered; its messages stand above');
}

async function shoot(browser, url, { name, address, then }, { width, scheme }) {
  const context = await browser.newContext({ viewport: { width, height: HEIGHT }, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(new URL(address, url).href);
  await page.locator('main h1').waitFor();
  await then?.(page);
  await page.waitForTimeout(800);
  await page.screenshot({ path: inRoot(OUT, `${name}-${width}-${scheme}.png`), fullPage: true });
  await context.close();
}

/** The row that a visit makes, and what the shop's page knows after it. */
async function shootForReadme(browser, url) {
  mkdirSync(inRoot(DOCS), { recursive: true });
  const context = await browser.newContext({ viewport: { width: 1100, height: HEIGHT } });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('main h1').waitFor();
  await page.getByRole('button', { name: 'This visit only' }).click();
  await lookAround(page);
  const row = page.locator('.row[data-own=yes]').first();
  await row.waitFor();
  await page.waitForTimeout(1500);
  await row.screenshot({ path: inRoot(DOCS, 'row.png') });
  await row.getByText('Made in your browser').click();
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(800);
  await page.screenshot({ path: inRoot(DOCS, 'panel.png') });
  await context.close();
}

async function main({ docs }) {
  await ensureBuild();
  mkdirSync(inRoot(OUT), { recursive: true });
  const server = await startServer();
  const browser = await launchBrowser();
  try {
    if (docs) return await shootForReadme(browser, server.url);
    for (const page of PAGES) {
      tell(page.name);
      for (const width of WIDTHS)
        for (const scheme of SCHEMES) await shoot(browser, server.url, page, { width, scheme });
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

try {
  const { values } = parseArgs({ options: { docs: { type: 'boolean' } } });
  await main(values);
} catch (error) {
  tell(`screenshots: ${error.message}`);
  process.exitCode = 1;
}
