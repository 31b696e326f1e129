/**
 * `npm run ablation`: what each part of the model adds, on public data in `../shared/data` and the sample shop, as
 * docs/ablation.md with its drawings. `-- --only NAME,NAME` measures these sets alone and shows the others as they stand in
 * dist/ablation.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { plotSteps, renderPage } from './ablation/page.mjs';
import { JOBS } from './benchmarks/jobs.mjs';
import { inputHashes, isPresent } from './benchmarks/results.mjs';
import { ensureBuild } from './build.mjs';
import { inRoot } from './files.mjs';
import { withLock } from './lock.mjs';

const FOLDER = 'dist/ablation';
/** The sets with a global time split, under short names. */
const SETS = JOBS.filter(({ type, protocol }) => type === 'evaluate' && protocol === 'temporal').map((job) => ({
  ...job,
  name: job.name.replace(/-temporal$/, ''),
}));

const tell = (text) => process.stderr.write(`${text}\n`);
const resultFile = (name) => inRoot(FOLDER, `${name}.json`);

function chosenSets(args) {
  const { values } = parseArgs({ args, options: { only: { type: 'string' } } });
  if (values.only === undefined) return SETS;
  const names = values.only.split(',');
  const unknown = names.filter((name) => !SETS.some((set) => set.name === name));
  if (unknown.length > 0) {
    const known = SETS.map(({ name }) => name).join(', ');
    throw new Error(`--only: expected names among ${known}, came ${unknown.join(', ')}`);
  }
  return SETS.filter(({ name }) => names.includes(name));
}

/** TensorFlow.js comes in parts that only a bundler finds, so the measuring code is bundled with them. */
async function loadAblation() {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: [/^@tensorflow\//] },
    build: {
      ssr: inRoot('trainer/train/ablation.ts'),
      target: 'node20',
      outDir: inRoot(FOLDER, 'code'),
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'ablation.mjs' } },
    },
  });
  return import(pathToFileURL(inRoot(FOLDER, 'code/ablation.mjs')).href);
}

async function measure(set, { ablateFiles }) {
  if (!isPresent(set)) {
    tell(`${set.name}: skipped: ../shared/data/${set.set} is absent`);
    return;
  }
  const folder = inRoot(FOLDER, 'work', set.name);
  mkdirSync(folder, { recursive: true });
  const started = Date.now();
  const result = await ablateFiles(toFiles(set.prepare(folder)), { repeats: set.repeats });
  const seconds = Math.round((Date.now() - started) / 1000);
  writeFileSync(
    resultFile(set.name),
    `${JSON.stringify({ ...result, seconds, inputs: inputHashes(set.set) }, null, 2)}\n`,
  );
  tell(`${set.name}: ${seconds} s`);
}

/** `--events a --catalog b --map c` as ingest takes it. */
function toFiles(args) {
  const { events, ...rest } = Object.fromEntries(
    args.flatMap((arg, at) => (arg.startsWith('--') ? [[arg.slice(2), args[at + 1]]] : [])),
  );
  return { events: [events], ...rest };
}

function writePage() {
  const known = SETS.map(({ name, title, set }) => ({
    name,
    title,
    set,
    isPresent: isPresent({ set }),
    result: existsSync(resultFile(name)) ? JSON.parse(readFileSync(resultFile(name), 'utf8')) : undefined,
  }));
  mkdirSync(inRoot('docs/ablation'), { recursive: true });
  for (const { name, title, result } of known) {
    if (result !== undefined) writeFileSync(inRoot('docs/ablation', `${name}.svg`), plotSteps(title, result));
  }
  writeFileSync(inRoot('docs/ablation.md'), renderPage(known));
  tell('docs/ablation.md is written');
}

try {
  const sets = chosenSets(process.argv.slice(2));
  await ensureBuild();
  await withLock('ablation', async () => {
    const code = await loadAblation();
    for (const set of sets) await measure(set, code);
    writePage();
  });
} catch (error) {
  tell(`ablation: ${error.message}`);
  process.exitCode = 1;
}
