/**
 * `npm run benchmarks`: measures every target on the public data in `../shared/data` and writes docs/benchmarks.md with its
 * drawings. What is measured stays in dist/benchmarks and counts while the command line and the data are what they were, so
 * an aborted run goes on where it was. `-- --only NAME,NAME` measures these jobs alone and shows the others as they stand.
 * `-- --page` measures none and writes the page of what is there.
 * Two such runs at once, each with jobs of its own, use two cores; their seconds are then those of a shared machine.
 * `-- --budget quick` tries out: results and page go to dist/benchmarks-quick, docs/ stays as it is.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { ensureBuild } from './build.mjs';
import { inRoot } from './files.mjs';
import { withLock } from './lock.mjs';
import { DATA_SETS } from './benchmarks/data-sets.mjs';
import { JOBS, usualSeconds } from './benchmarks/jobs.mjs';
import { measureEvaluation, measureLists } from './benchmarks/measure.mjs';
import { renderPage } from './benchmarks/page.mjs';
import { plotColdUsers, plotEvaluation, plotGoals, plotRankers, plotTimeSplits } from './benchmarks/plots.mjs';
import { createProgress, duration } from './benchmarks/progress.mjs';
import { measureQuantisation } from './benchmarks/quantisation.mjs';
import { createResults, inputHashes, isPresent, keyOf } from './benchmarks/results.mjs';
import { tell } from './benchmarks/run-measured.mjs';
import { summarise } from './benchmarks/summarise.mjs';
import { FIDELITY, TARGETS } from './benchmarks/targets.mjs';

const GIGABYTE = 2 ** 30;
const MEASURE = { lists: measureLists, evaluate: measureEvaluation, quantisation: measureQuantisation };

/** What is asked for: the jobs to measure now, all or those that `--only` names, and where results and page go. */
function readAsked(args) {
  const options = {
    only: { type: 'string' },
    page: { type: 'boolean', default: false },
    budget: { type: 'string', default: 'normal' },
  };
  const { values } = parseArgs({ args, options });
  const { budget } = values;
  if (!['normal', 'quick'].includes(budget)) throw new Error(`--budget: expected normal or quick, came ${budget}`);
  const names = values.only?.split(',') ?? JOBS.map(({ name }) => name);
  const unknown = names.filter((name) => !JOBS.some((job) => job.name === name));
  if (unknown.length > 0) {
    const known = JOBS.map(({ name }) => name).join(', ');
    throw new Error(`--only: expected names among ${known}, came ${unknown.join(', ')}`);
  }
  const [results, page] = budget === 'normal' ? ['dist/benchmarks', 'docs'] : Array(2).fill('dist/benchmarks-quick');
  return {
    jobs: values.page ? [] : JOBS.filter(({ name }) => names.includes(name)),
    at: { budget, results: createResults(results), page },
  };
}

/** Whether a job's figures still have to be made; says of an absent set that it is. */
function isDue(job, { budget, results }) {
  if (isPresent(job)) return results.read(job.name)?.key !== keyOf(job, budget);
  tell(`${job.name}: skipped: ../shared/data/${job.set} is absent`);
  return false;
}

async function measure(job, { budget, results }) {
  const key = keyOf(job, budget);
  const from = performance.now();
  const result = await MEASURE[job.type](job, results.workFolder(job.name), { budget });
  if (keyOf(job, budget) !== key) throw new Error('the build or the data changed meanwhile; run it again');
  const seconds = (performance.now() - from) / 1000;
  results.write(job.name, { key, seconds, inputs: inputHashes(job.set), result });
  rmSync(results.workFolder(job.name), { recursive: true, force: true });
  tell(`${job.name}: done in ${duration(seconds)}`);
}

async function measureAll(jobs, at) {
  const due = jobs.filter((job) => isDue(job, at));
  if (due.length < jobs.length) tell(`${jobs.length - due.length} of ${jobs.length} measured already or absent`);
  const progress = createProgress(due, (job) => at.results.read(job.name)?.seconds ?? usualSeconds(job));
  for (const [place, job] of due.entries()) {
    progress.begin(place);
    await withLock(`benchmark-${job.name}`, () => measureOrTell(job, at));
  }
}

/** A job that fails costs its own row, not the hours of the others. */
async function measureOrTell(job, at) {
  try {
    await measure(job, at);
  } catch (error) {
    tell(`benchmarks: ${job.name}: ${error.message}`);
    process.exitCode = 1;
  }
}

/** What is known of a job, whether it was measured in this run or before. */
function outcomeOf(job, { budget, results }) {
  if (!isPresent(job)) return { state: 'absent', set: job.set };
  const stored = results.read(job.name);
  if (stored === undefined) return { state: 'unmeasured', set: job.set };
  return { state: stored.key === keyOf(job, budget) ? 'measured' : 'earlier', set: job.set, result: stored.result };
}

/** The quantised sets, for the page and for whoever reads the file: `[{ set, relativeNdcgLoss, … }]`. */
function gatherQuantisation(outcomes, results) {
  const jobs = JOBS.filter(({ type, name }) => type === 'quantisation' && outcomes[name].result !== undefined);
  if (jobs.length === 0) return;
  results.write(
    'quantisation',
    jobs.map(({ of, name }) => ({ set: of, ...outcomes[name].result })),
  );
}

/** Each set's hashes, and its counts as the first protocol over the whole set read them. */
function describeInputs(outcomes) {
  return DATA_SETS.map(({ set }) => {
    const present = isPresent({ set });
    const whole = JOBS.find((job) => job.type === 'evaluate' && job.set === set && outcomes[job.name].result);
    const counts = whole && outcomes[whole.name].result.input;
    return { set, isPresent: present, hashes: present ? inputHashes(set) : {}, ...(counts ? { counts } : {}) };
  });
}

function writePage({ budget, results, page }) {
  const outcomes = Object.fromEntries(JOBS.map((job) => [job.name, outcomeOf(job, { budget, results })]));
  const rows = TARGETS.map((target) => summarise(target, outcomes));
  const evaluations = JOBS.filter(({ type }) => type === 'evaluate').map((job) => ({ job, ...outcomes[job.name] }));
  gatherQuantisation(outcomes, results);
  const fidelity = Object.fromEntries(FIDELITY.map(({ name }) => [name, results.read(name)]));
  const machine = { cores: os.cpus().length, memoryGb: Math.round(os.totalmem() / GIGABYTE) };
  const text = renderPage({
    ...{ rows, evaluations, fidelity, machine, budget },
    ...{ inputs: describeInputs(outcomes), soak: results.read('soak-train') },
  });
  writeDrawings(`${page}/benchmarks`, { rows, evaluations });
  writeFileSync(inRoot(page, 'benchmarks.md'), text);
  tell(`${page}/benchmarks.md is written`);
}

/** One file a table; those of earlier tables go. */
function writeDrawings(folder, { rows, evaluations }) {
  if (existsSync(inRoot(folder))) rmSync(inRoot(folder), { recursive: true });
  mkdirSync(inRoot(folder), { recursive: true });
  const write = (name, svg) => writeFileSync(inRoot(folder, `${name}.svg`), svg);
  write('goals', plotGoals(rows));
  write('time-splits', plotTimeSplits(evaluations));
  for (const row of rows.filter(({ measures }) => measures !== undefined)) write(row.target.id, plotRankers(row));
  for (const evaluated of evaluations.filter(({ result }) => result !== undefined)) {
    write(evaluated.job.name, plotEvaluation(evaluated));
    if (evaluated.result.coldUsers?.users > 0) write(`${evaluated.job.name}-curve`, plotColdUsers(evaluated));
  }
}

try {
  const { jobs, at } = readAsked(process.argv.slice(2));
  await ensureBuild();
  await measureAll(jobs, at);
  await withLock('benchmarks-page', () => writePage(at));
} catch (error) {
  tell(`benchmarks: ${error.message}`);
  process.exitCode = 1;
}
