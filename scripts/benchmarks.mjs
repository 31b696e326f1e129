/**
 * `npm run benchmarks`: measures every target on the public data in `../shared/data` and writes docs/benchmarks.md with its
 * drawings. What is measured stays in dist/benchmarks and counts while the command line and the data are what they were, so
 * an aborted run goes on where it was. `-- --only NAME,NAME` measures these jobs alone and shows the others as they stand.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { ensureBuild } from './build.mjs';
import { inRoot } from './files.mjs';
import { withLock } from './lock.mjs';
import { JOBS } from './benchmarks/jobs.mjs';
import { measureEvaluation, measureLists } from './benchmarks/measure.mjs';
import { renderPage } from './benchmarks/page.mjs';
import { plotGoals, plotTimeSplits } from './benchmarks/plots.mjs';
import { inputHashes, isPresent, keyOf, readFigures, workFolder, writeResult } from './benchmarks/results.mjs';
import { tell } from './benchmarks/run-measured.mjs';
import { summarise } from './benchmarks/summarise.mjs';
import { FIDELITY, TARGETS } from './benchmarks/targets.mjs';

const GIGABYTE = 2 ** 30;

/** The jobs to measure now: all, or those that `--only` names. */
function chosenJobs(args) {
  const { values } = parseArgs({ args, options: { only: { type: 'string' } } });
  if (values.only === undefined) return JOBS;
  const names = values.only.split(',');
  const unknown = names.filter((name) => !JOBS.some((job) => job.name === name));
  if (unknown.length > 0) {
    const known = JOBS.map(({ name }) => name).join(', ');
    throw new Error(`--only: expected names among ${known}, came ${unknown.join(', ')}`);
  }
  return JOBS.filter(({ name }) => names.includes(name));
}

function measure(job) {
  if (!isPresent(job)) {
    tell(`${job.name}: skipped: ../shared/data/${job.set} is absent`);
    return;
  }
  const key = keyOf(job);
  if (readFigures(job.name)?.key === key) {
    tell(`${job.name}: measured already`);
    return;
  }
  const folder = workFolder(job.name);
  const result = job.type === 'lists' ? measureLists(job, folder) : measureEvaluation(job, folder);
  if (keyOf(job) !== key) throw new Error(`${job.name}: the build or the data changed meanwhile; run it again`);
  writeResult(job.name, { key, inputs: inputHashes(job.set), result });
}

/** A job that fails costs its own row, not the hours of the others. */
function measureOrTell(job) {
  try {
    measure(job);
  } catch (error) {
    tell(`benchmarks: ${job.name}: ${error.message}`);
    process.exitCode = 1;
  }
}

/** What is known of a job, whether it was measured in this run or before. */
function outcomeOf(job) {
  if (!isPresent(job)) return { state: 'absent', set: job.set };
  const stored = readFigures(job.name);
  if (stored === undefined) return { state: 'unmeasured', set: job.set };
  return { state: stored.key === keyOf(job) ? 'measured' : 'earlier', set: job.set, result: stored.result };
}

function writePage() {
  const outcomes = Object.fromEntries(JOBS.map((job) => [job.name, outcomeOf(job)]));
  const rows = TARGETS.map((target) => summarise(target, outcomes));
  const evaluations = JOBS.filter(({ type }) => type === 'evaluate').map((job) => ({ job, ...outcomes[job.name] }));
  const fidelity = Object.fromEntries(FIDELITY.map(({ name }) => [name, readFigures(name)]));
  const machine = { cores: os.cpus().length, memoryGb: Math.round(os.totalmem() / GIGABYTE) };
  mkdirSync(inRoot('docs/benchmarks'), { recursive: true });
  writeFileSync(inRoot('docs/benchmarks/goals.svg'), plotGoals(rows));
  writeFileSync(inRoot('docs/benchmarks/time-splits.svg'), plotTimeSplits(evaluations));
  writeFileSync(inRoot('docs/benchmarks.md'), renderPage({ rows, evaluations, fidelity, machine }));
  tell('docs/benchmarks.md is written');
}

try {
  const jobs = chosenJobs(process.argv.slice(2));
  await ensureBuild();
  await withLock('benchmarks', () => {
    for (const job of jobs) measureOrTell(job);
    writePage();
  });
} catch (error) {
  tell(`benchmarks: ${error.message}`);
  process.exitCode = 1;
}
