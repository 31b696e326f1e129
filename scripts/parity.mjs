/**
 * `npm run parity`: on each data set of ../shared/data, whether a shopper's device computes what the command line computes.
 * Trains a model, gives up to 1,000 histories to `recommend` and to the worker in a real Chromium, and compares lists,
 * scores and folded-in factors. Writes dist/benchmarks/parity.json; non-zero exit where a limit is missed.
 *
 * `--sets beauty,eshop` runs these only; `--keep-models` reuses a model that other code trained; `--seconds N` on the
 * device a set (default 180).
 */
import { createReadStream, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { convert, dataFile } from './benchmarks/run-measured.mjs';
import { ensureBuild } from './build.mjs';
import { ROOT, hashOf, inRoot, textOf } from './files.mjs';
import { findBrowser } from './find-browser.mjs';
import { runNode } from './run.mjs';

/** The data set that each of the converter's names is made of. */
const SETS = {
  beauty: 'amazon-beauty-s3rec',
  gowalla: 'gowalla-lightgcn',
  retail: 'online-retail',
  eshop: 'eshop-clothing-2008',
  xwines3: 'xwines-slim',
  journey: 'complete-journey',
};
const WORK = 'dist/parity';
const FIGURES = 'dist/benchmarks/parity.json';
const USERS = 1000;
const SEED = 1;
const LIMITS = { sameTop20: 0.995, maxFactorDifference: 1e-5 };

/** The tool that drives device and command line: the one the end-to-end test uses, built for Node. */
async function loadTool() {
  const { build } = await import('vite');
  await build({
    ...{ root: ROOT, configFile: false, publicDir: false, logLevel: 'warn' },
    build: {
      ...{ ssr: inRoot('test/helpers/device-parity.ts'), target: 'node20', outDir: inRoot(WORK, 'tool') },
      rolldownOptions: { output: { entryFileNames: 'device-parity.js' } },
    },
  });
  return import(pathToFileURL(inRoot(WORK, 'tool/device-parity.js')).href);
}

async function train(set, keepModels) {
  const [model, stamp] = [`${WORK}/${set}/model`, `${WORK}/${set}/model-of.txt`];
  const code = hashOf(['core', 'engine', 'trainer']);
  const isThere = existsSync(inRoot(model, 'latest.json'));
  if (isThere && (keepModels || textOf(stamp) === code)) return inRoot(model);
  rmSync(inRoot(model), { recursive: true, force: true });
  const catalog = inRoot(WORK, set, 'catalog.csv');
  const inputs = ['--events', inRoot(WORK, set, 'events.csv'), ...(existsSync(catalog) ? ['--catalog', catalog] : [])];
  const args = ['train', ...inputs, '--out', inRoot(model), '--budget', 'quick', '--seed', String(SEED)];
  const { code: exit, output } = await runNode('dist/node/cli.js', args);
  if (exit !== 0) throw new Error(`shelfwise ${args.join(' ')} ended with exit code ${exit}:\n${output}`);
  writeFileSync(inRoot(stamp), code);
  return inRoot(model);
}

/** Up to USERS lines, each as likely as any other: those of the smallest seeded hash of their number, in file order. */
async function sampleHistories(set) {
  const lines = [];
  const input = createReadStream(inRoot(WORK, set, 'histories.jsonl'));
  for await (const line of createInterface({ input })) if (line !== '') lines.push(line);
  const chosen = lines.map((_, at) => at).sort((a, b) => hashNumber(a) - hashNumber(b));
  return chosen
    .slice(0, USERS)
    .sort((a, b) => a - b)
    .map((at) => JSON.parse(lines[at]));
}

function hashNumber(value) {
  let h = Math.imul(value + SEED * 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The figures of one set, or undefined where its data are absent. */
async function measure(set, tool, { keepModels, limitSeconds }) {
  if (!existsSync(dataFile(SETS[set]))) {
    console.log(`skipped: ../shared/data/${SETS[set]} is absent`);
    return undefined;
  }
  const since = performance.now();
  const note = (text) => console.error(`${set}: ${text}, ${Math.round((performance.now() - since) / 1000)} s`);
  if (!existsSync(inRoot(WORK, set, 'histories.jsonl'))) convert(set, inRoot(WORK, set));
  note('converted');
  const model = await train(set, keepModels);
  note('trained');
  const onProgress = (done, total) => (done % 250 === 0 || done === total) && note(`${done} of ${total} histories`);
  const figures = await tool.measureParity(await sampleHistories(set), { root: ROOT, model, limitSeconds, onProgress });
  note('compared');
  return { set, ...figures };
}

function isWithinLimits({ sameTop20, maxFactorDifference }) {
  return sameTop20 >= LIMITS.sameTop20 && maxFactorDifference <= LIMITS.maxFactorDifference;
}

async function main() {
  const { values } = parseArgs({
    options: {
      sets: { type: 'string', default: Object.keys(SETS).join(',') },
      'keep-models': { type: 'boolean', default: false },
      seconds: { type: 'string', default: '180' },
    },
  });
  const names = values.sets.split(',');
  const unknown = names.filter((name) => !(name in SETS));
  if (unknown.length > 0)
    throw new Error(`--sets: expected ${Object.keys(SETS).join(', ')}, came ${unknown.join(', ')}`);
  await ensureBuild();
  process.env.CHROMIUM_PATH ??= await findBrowser();
  const tool = await loadTool();
  const all = [];
  for (const set of names) {
    const figures = await measure(set, tool, {
      keepModels: values['keep-models'],
      limitSeconds: Number(values.seconds),
    });
    if (figures === undefined) continue;
    all.push(figures);
    console.log(`${isWithinLimits(figures) ? '✓' : '✗'} ${JSON.stringify(figures)}`);
  }
  mkdirSync(inRoot('dist/benchmarks'), { recursive: true });
  writeFileSync(inRoot(FIGURES), `${JSON.stringify(all, null, 2)}\n`);
  if (!all.every(isWithinLimits)) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(`parity: ${error.message}`);
  process.exitCode = 1;
}
