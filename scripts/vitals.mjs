/**
 * `npm run vitals`: what the script tag costs a page. A static product page with and without it, in turns, in Chromium slowed
 * down four times: largest paint (LCP), layout shift (CLS), the slowest of some clicks (INP) and the main thread's work until
 * three seconds after the load. Writes docs/page-vitals.md; `-- --rounds N` for a shorter look, which writes nothing.
 */
import { createReadStream, existsSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './build.mjs';
import { inRoot } from './files.mjs';
import { launchBrowser } from './launch-browser.mjs';
import { ensureTestModel, TEST_MODEL } from './test-model.mjs';

const ROUNDS = 15;
const SLOWDOWN = 4;
const SETTLE_MS = 3000;
const CLICKS = 6;
const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.html': 'text/html' };

const tell = (line) => process.stderr.write(`${line}\n`);

const page = (script) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lamp</title>
<style>body{font:16px system-ui;margin:24px}.hero{height:420px;background:#dde5e0;font-size:64px;padding:48px}
shelfwise-row{display:block;min-height:320px}</style>
<h1>A lamp</h1><div class="hero">A lamp of brass and linen, for reading</div>
<button id="add">Add to basket</button><p id="count">0</p>
<shelfwise-row scenario="home" count="6"><p>What others like</p></shelfwise-row>
${Array.from({ length: 40 }, (_, k) => `<p>Line ${k} of what is said about this lamp.</p>`).join('')}
<script>
  document.querySelector('#add').addEventListener('click', () => {
    const count = document.querySelector('#count');
    count.textContent = String(Number(count.textContent) + 1);
    if (window.shelfwise) shelfwise('track', { event_name: 'add_to_cart', items: [{ item_id: 'HF-10003' }] });
  });
</script>${script}</html>`;

const PAGES = {
  without: page(''),
  with: page('<script async src="/shelfwise/shelfwise.js" data-model="/shelfwise/model/latest.json"></script>'),
};

/** Looks for largest paints, shifts and slow clicks, from the first moment on. */
function watch() {
  globalThis.vitals = { lcp: 0, cls: 0, inp: 0 };
  const observe = (type, take, options = {}) =>
    new globalThis.PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...options,
    });
  observe('largest-contentful-paint', ({ startTime }) => (globalThis.vitals.lcp = startTime));
  observe('layout-shift', ({ value, hadRecentInput }) => hadRecentInput || (globalThis.vitals.cls += value));
  observe(
    'event',
    ({ duration, interactionId }) => {
      if (interactionId > 0) globalThis.vitals.inp = Math.max(globalThis.vitals.inp, duration);
    },
    { durationThreshold: 16 },
  );
}

function serve() {
  const folders = [
    ['/shelfwise/model/', inRoot(TEST_MODEL)],
    ['/shelfwise/', inRoot('dist/browser')],
  ];
  const server = createServer(({ url }, response) => {
    const variant = PAGES[url.slice(1)];
    if (variant !== undefined) return response.setHeader('content-type', 'text/html').end(variant);
    const [prefix, folder] = folders.find(([start]) => url.startsWith(start)) ?? [];
    const file = folder && path.join(folder, path.basename(url.slice(prefix.length)));
    if (!file || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'content-length': statSync(file).size,
    });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** One visit with an empty cache. Milliseconds, but `cls`. */
async function visit(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  const tab = await context.newPage();
  await tab.addInitScript(watch);
  const session = await context.newCDPSession(tab);
  await session.send('Performance.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await tab.goto(url, { waitUntil: 'load' });
  await tab.waitForTimeout(SETTLE_MS);
  const { metrics } = await session.send('Performance.getMetrics');
  const metricOf = (name) => 1000 * metrics.find((metric) => metric.name === name).value;
  for (let click = 0; click < CLICKS; click++) {
    await tab.click('#add');
    await tab.waitForTimeout(150);
  }
  const vitals = await tab.evaluate(() => globalThis.vitals);
  await context.close();
  return { ...vitals, work: metricOf('TaskDuration'), script: metricOf('ScriptDuration') };
}

const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.round(share * (values.length - 1))];

const NAMES = {
  lcp: ['largest paint (LCP), ms', 0],
  cls: ['layout shift (CLS)', 3],
  inp: ['slowest of six clicks (INP), ms', 0],
  work: ['main thread, all tasks until 3 s after load, ms', 0],
  script: ['of these in scripts, ms', 1],
};

function render(visits, rounds) {
  const cell = (values, digits) =>
    `${quantile(values, 0.5).toFixed(digits)} [${quantile(values, 0.1).toFixed(digits)}, ${quantile(values, 0.9).toFixed(digits)}]`;
  const rows = Object.entries(NAMES).map(([key, [name, digits]]) => {
    const [without, own] = ['without', 'with'].map((which) => visits[which].map((one) => one[key]));
    return `| ${name} | ${cell(without, digits)} | ${cell(own, digits)} |`;
  });
  return `# What the script tag costs a page

Made by \`npm run vitals\`.

A static product page with a row that reserves its space, with and without the script tag, ${rounds} visits each in turns, empty
cache, headless Chromium slowed down ${SLOWDOWN} times, files from the same machine. Median [10 %, 90 %]. Workers have threads of
their own and are not in it.

| | without | with |
| --- | --- | --- |
${rows.join('\n')}
`;
}

async function main(rounds) {
  await ensureBuild();
  await ensureTestModel();
  const server = await serve();
  const browser = await launchBrowser();
  const visits = { without: [], with: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      for (const which of Object.keys(visits)) {
        visits[which].push(await visit(browser, `http://127.0.0.1:${server.address().port}/${which}`));
      }
      tell(`${round + 1} of ${rounds}`);
    }
  } finally {
    await browser.close();
    server.close();
  }
  const text = render(visits, rounds);
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
