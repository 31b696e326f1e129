/**
 * `npm run screenshots`: every page of storefront, guide and console, `<shelfwise-row>` in all its forms and the debug view
 * of capture, at three widths, light and dark, from servers of their own: dist/screenshots/PAGE-WIDTH-SCHEME.png, and one
 * sheet a page with all six in dist/screenshots/sheets/. `-- --only NAME,NAME` makes those whose names begin so; `-- --docs`
 * makes the README's pictures in docs/images/ instead. Ends with 1 where a page had an error.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureBuild } from './build.mjs';
import { inRoot } from './files.mjs';
import { launchBrowser } from './launch-browser.mjs';
import { writeContactSheet } from './screenshots/contact-sheet.mjs';
import { PAGES, agree, lookAround } from './screenshots/pages.mjs';
import { ROW_PAGES } from './screenshots/row-pages.mjs';
import { startOdd, startReporting, startShop } from './screenshots/servers.mjs';

const OUT = 'dist/screenshots';
const DOCS = 'docs/images';
const SCHEMES = ['light', 'dark'];
const SIZES = SCHEMES.flatMap((scheme) => [360, 768, 1440].map((width) => ({ width, scheme })));
const HEIGHT = 900;

const tell = (line) => process.stderr.write(`${line}\n`);

/** The servers that these pages are of, the shop first: the others are made from it. */
async function startServers(wanted) {
  const [shop, reporting, odd] = ['shop', 'reporting', 'odd'].map((name) => inRoot(OUT, name));
  const servers = { shop: await startShop(shop) };
  if (wanted.has('reporting')) {
    tell('making thirteen weeks of reports');
    servers.reporting = await startReporting(reporting, shop);
  }
  if (wanted.has('odd')) servers.odd = await startOdd(odd, shop);
  return servers;
}

/** @returns what went wrong on the page: exceptions, and violations of its policy */
async function shoot(browser, url, shot, { width, scheme, file }) {
  const context = await browser.newContext({ viewport: { width, height: HEIGHT }, colorScheme: scheme });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text());
  });
  try {
    const address = new URL(shot.address + (shot.query ?? ''), url).href;
    if (shot.html) await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: shot.html }));
    await page.goto(address);
    await page.locator('h1').first().waitFor();
    await shot.act?.(page);
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(shot.settleMs);
    await page.screenshot({ path: file, fullPage: !shot.isWindow });
  } catch (error) {
    faults.push(error.message);
  } finally {
    await context.close();
  }
  return faults;
}

async function shootAll(browser, servers, shots) {
  const faulty = [];
  for (const [at, shot] of shots.entries()) {
    tell(`page ${at + 1} of ${shots.length}: ${shot.name}`);
    const pictures = SIZES.map(({ width, scheme }) => ({
      ...{ width, scheme, label: `${width} ${scheme}` },
      file: inRoot(OUT, `${shot.name}-${width}-${scheme}.png`),
    }));
    for (const picture of pictures) {
      const faults = await shoot(browser, servers[shot.server].url, shot, picture);
      for (const fault of faults) faulty.push(`${shot.name}, ${picture.label}: ${fault}`);
    }
    await writeContactSheet(browser, { folder: inRoot(OUT, 'sheets'), name: shot.name, pictures });
  }
  for (const line of faulty) tell(line);
  if (faulty.length > 0) process.exitCode = 1;
}

/** The row that a visit makes, and what the shop's page knows after it. */
async function shootForReadme(browser, url) {
  mkdirSync(inRoot(DOCS), { recursive: true });
  const context = await browser.newContext({ viewport: { width: 1100, height: HEIGHT } });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('main h1').waitFor();
  await agree(page);
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

async function main({ docs, only }) {
  await ensureBuild();
  mkdirSync(inRoot(OUT), { recursive: true });
  const all = [...PAGES, ...ROW_PAGES];
  const shots = all.filter(({ name }) => only === undefined || only.split(',').some((start) => name.startsWith(start)));
  if (shots.length === 0) throw new Error(`expected --only of ${all.map(({ name }) => name).join(', ')}, came ${only}`);
  const servers = await startServers(new Set(docs ? [] : shots.map(({ server }) => server)));
  const browser = await launchBrowser();
  try {
    await (docs ? shootForReadme(browser, servers.shop.url) : shootAll(browser, servers, shots));
  } finally {
    await browser.close();
    for (const server of Object.values(servers)) await server.stop();
  }
}

try {
  const { values } = parseArgs({ options: { docs: { type: 'boolean' }, only: { type: 'string' } } });
  await main(values);
} catch (error) {
  tell(`screenshots: ${error.message}`);
  process.exitCode = 1;
}
