/**
 * `npm run ablation`: what each part of the model adds, on public data in `../shared/data` and the sample shop, as
 * docs/ablation.md with its drawings. What was measured with the same code stays in dist/ablation and counts, so an aborted run
 * goes on where it was; `-- --only NAME,NAME` measures these sets alone and anew,
 * `-- --page` none: the page of what is there.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { plotSteps, renderPage } from './ablation/page.mjs';
import { JOBS } from './benchmarks/jobs.mjs';
import { createProgress } from './benchmarks/progress.mjs';
import { inputHashes, isPresent } from './benchmarks/results.mjs';
import { tell } from './benchmarks/run-measured.mjs';
import { ensureBuild } from './build.mjs';
import { loadBundled } from './bundle.mjs';
import { hashOf, inRoot } from './files.mjs';
import { withLock } from './lock.mjs';

const FOLDER = 'dist/ablation';
const USUAL_SECONDS = 400;
/** The sets with a global time split, under short names. */
const SETS = JOBS.filter(({ type, protocol }) => type === 'evaluate' && protocol === 'temporal').map((job) => ({
  ...job,
  name: job.name.replace(/-temporal$/, ''),
}));

const resultFile = (name) => inRoot(FOLDER, `${name}.json`);
const readResult = (name) =>
  existsSync(resultFile(name)) ? JSON.parse(readFileSync(resultFile(name), 'utf8')) : undefined;

function chosenSets(args) {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, page: { type: 'boolean', default: false } },
  });
  if (values.page) return { sets: [], isAnew: false };
  if (values.only === undefined) return { sets: SETS, isAnew: false };
  const names = values.only.split(',');
  const unknown = names.filter((name) => !SETS.some((set) => set.name === name));
  if (unknown.length > 0) {
    const known = SETS.map(({ name }) => name).join(', ');
    throw new Error(`--only: expected names among ${known}, came ${unknown.join(', ')}`);
  }
  return { sets: SETS.filter(({ name }) => names.includes(name)), isAnew: true };
}

/** The code that a result was measured with, in hex. */
const codeHash = () => hashOf(['core', 'engine', 'trainer', 'scripts/benchmarks/splits.mjs']);

/** A set takes minutes; the training itself tells its steps. */
async function measureAll(sets, isAnew) {
  const code = codeHash();
  const due = sets.filter((set) => isAnew || readResult(set.name)?.code !== code);
  if (due.length < sets.length) tell(`${sets.length - due.length} of ${sets.length} measured already`);
  if (due.length === 0) return;
  const { ablateFiles } = await loadBundled('trainer/train/ablate-files.ts', `${FOLDER}/code`);
  const progress = createProgress(due, (set) => readResult(set.name)?.seconds ?? USUAL_SECONDS);
  for (const [place, set] of due.entries()) {
    progress.begin(place);
    await measure(set, { ablateFiles, code });
  }
}

async function measure(set, { ablateFiles, code }) {
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
    `${JSON.stringify({ ...result, code, seconds, inputs: inputHashes(set.set) }, null, 2)}\n`,
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
  const code = codeHash();
  const known = SETS.map(({ name, title, set }) => ({
    isEarlier: readResult(name)?.code !== code,
    name,
    title,
    set,
    isPresent: isPresent({ set }),
    result: readResult(name),
  }));
  mkdirSync(inRoot('docs/ablation'), { recursive: true });
  for (const { name, title, result } of known) {
    if (result !== undefined) writeFileSync(inRoot('docs/ablation', `${name}.svg`), plotSteps(title, result));
  }
  writeFileSync(inRoot('docs/ablation.md'), renderPage(known));
  tell('docs/ablation.md is written');
}

try {
  const { sets, isAnew } = chosenSets(process.argv.slice(2));
  await ensureBuild();
  await withLock('ablation', async () => {
    await measureAll(sets, isAnew);
    writePage();
  });
} catch (error) {
  tell(`ablation: ${error.message}`);
  process.exitCode = 1;
}
