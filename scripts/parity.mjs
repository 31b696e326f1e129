/**
 * `npm run parity`: on each data set of ../shared/data, whether a shopper's device computes what the command line computes.
 * Trains a model, gives up to 1,000 histories to `recommend` and to the worker in a real Chromium, and compares lists,
 * scores and folded-in factors. Writes dist/benchmarks/parity.json after every set; non-zero exit where a limit is missed.
 *
 * A set that was compared with the same code counts as it stands, so an aborted run goes on where it was. `--only beauty,eshop`
 * compares these alone and anew; `--keep-models` reuses a model that other code trained; `--seconds N` on the device a set
 * (default 180).
 */
import { createReadStream, existsSync, rmSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createResults } from './benchmarks/results.mjs';
import { convert, dataFile } from './benchmarks/run-measured.mjs';
import { ensureBuild } from './build.mjs';
import { loadBundled } from './bundle.mjs';
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
const USERS = 1000;
const SEED = 1;
const LIMITS = { sameTop20: 0.995, maxFactorDifference: 1e-5 };

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

function readAsked() {
  const options = {
    only: { type: 'string' },
    'keep-models': { type: 'boolean', default: false },
    seconds: { type: 'string', default: '180' },
  };
  const { values } = parseArgs({ options });
  const names = values.only?.split(',') ?? Object.keys(SETS);
  const unknown = names.filter((name) => !(name in SETS));
  if (unknown.length > 0) {
    throw new Error(`--only: expected names among ${Object.keys(SETS).join(', ')}, came ${unknown.join(', ')}`);
  }
  const limitSeconds = Number(values.seconds);
  return { names, isAnew: values.only !== undefined, how: { keepModels: values['keep-models'], limitSeconds } };
}

async function main() {
  const { names, isAnew, how } = readAsked();
  await ensureBuild();
  process.env.CHROMIUM_PATH ??= await findBrowser();
  // The tool that drives device and command line: the one the end-to-end test uses.
  const tool = await loadBundled('test/helpers/device-parity.ts', `${WORK}/tool`);
  const results = createResults('dist/benchmarks');
  const code = hashOf(['core', 'engine', 'trainer', 'worker', 'test/helpers']);
  const known = new Map((results.read('parity') ?? []).map((figures) => [figures.set, figures]));
  for (const set of names) {
    const stored = known.get(set);
    const figures = stored?.code === code && !isAnew ? stored : await measure(set, tool, how);
    if (figures === undefined) continue;
    known.set(set, { ...figures, code });
    const inOrder = Object.keys(SETS).filter((name) => known.has(name));
    results.write(
      'parity',
      inOrder.map((name) => known.get(name)),
    );
    console.log(`${isWithinLimits(figures) ? '✓' : '✗'} ${JSON.stringify(figures)}`);
    if (!isWithinLimits(figures)) process.exitCode = 1;
  }
}

try {
  await main();
} catch (error) {
  console.error(`parity: ${error.message}`);
  process.exitCode = 1;
}
