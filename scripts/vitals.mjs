/**
 * `npm run vitals`: what Shelfwise costs a page. Chromium visits pages with and without it, in turns: once slowed down four
 * times for largest paint (LCP), layout shift (CLS) and the slowest of some clicks (INP), as the `web-vitals` package reads
 * them, and once at full speed for the processor time of the page's main thread until three seconds after the load. Writes
 * docs/page-vitals.md; `-- --rounds N` for a shorter look, which writes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { ensureBuild } from './build.mjs';
import { inRoot } from './files.mjs';
import { launchBrowser } from './launch-browser.mjs';
import { startServer } from './start-server.mjs';
import { ensureTestModel } from './test-model.mjs';
import { renderVitals } from './vitals/render-vitals.mjs';
import { servePages } from './vitals/serve-pages.mjs';

const ROUNDS = 15;
const SLOWDOWN = 4;
const SETTLE_MS = 3000;
const CLICKS = 6;
const WEB_VITALS = readFileSync(createRequire(import.meta.url).resolve('web-vitals'), 'utf8');

const tell = (line) => process.stderr.write(`${line}\n`);

/** Runs in the page before its own scripts. */
function watch({ onLCP, onCLS, onINP }) {
  globalThis.vitals = { lcp: 0, cls: 0, inp: 0 };
  const take = ({ name, value }) => (globalThis.vitals[name.toLowerCase()] = value);
  for (const on of [onLCP, onCLS, onINP]) on(take, { reportAllChanges: true, durationThreshold: 16 });
}

/** A tab of its own with an empty cache, on the page, three seconds after its load. */
async function open(browser, { url, blocked }, prepare) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  const tab = await context.newPage();
  if (blocked) await tab.route(blocked, (route) => route.abort());
  const session = await context.newCDPSession(tab);
  await prepare(tab, session);
  await tab.goto(url, { waitUntil: 'load' });
  await tab.waitForTimeout(SETTLE_MS);
  return { context, tab, session };
}

/** What people wait for: LCP and INP in ms, CLS. */
async function visitSlowly(browser, page) {
  const { context, tab } = await open(browser, page, async (tab, session) => {
    await tab.addInitScript({ content: `${WEB_VITALS};(${watch})(webVitals)` });
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  });
  const button = tab.locator(page.button).first();
  for (let click = 0; click < CLICKS; click++) {
    await button.click();
    await tab.waitForTimeout(150);
  }
  await tab.waitForTimeout(500);
  const vitals = await tab.evaluate(() => globalThis.vitals);
  await context.close();
  return vitals;
}

/** Processor time of the main thread, ms: waiting for a processor that others have is not in it. */
async function visitForWork(browser, page) {
  const { context, session } = await open(browser, page, (_, session) =>
    session.send('Performance.enable', { timeDomain: 'threadTicks' }),
  );
  const { metrics } = await session.send('Performance.getMetrics');
  await context.close();
  const of = (name) => 1000 * metrics.find((metric) => metric.name === name).value;
  return { work: of('TaskDuration'), script: of('ScriptDuration') };
}

async function main(rounds) {
  await ensureBuild();
  await ensureTestModel();
  const [pages, shop] = [await servePages(), await startServer(['start', '--data', inRoot('dist/vitals/shop')])];
  const browser = await launchBrowser();
  const kinds = [
    ...pages.kinds,
    { name: 'storefront without', url: shop.url, blocked: '**/shelfwise/*.js', button: '.top input[type=search]' },
    { name: 'storefront with', url: shop.url, button: '.top input[type=search]' },
  ];
  const visits = Object.fromEntries(kinds.map(({ name }) => [name, []]));
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const page of kinds) {
        visits[page.name].push({ ...(await visitSlowly(browser, page)), ...(await visitForWork(browser, page)) });
      }
      tell(`${round} of ${rounds}`);
    }
  } finally {
    await browser.close();
    pages.close();
    await shop.stop();
  }
  const text = renderVitals(visits, { rounds, slowdown: SLOWDOWN });
  if (rounds === ROUNDS) writeFileSync(inRoot('docs/page-vitals.md'), text);
  process.stdout.write(text);
}

try {
  const { values } = parseArgs({ options: { rounds: { type: 'string' } } });
  await main(Number(values.rounds ?? ROUNDS));
} catch (error) {
  tell(`vitals: ${error.message}`);
  process.exitCode = 1;
}
