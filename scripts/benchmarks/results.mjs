/** What was measured so far: a file a job, valid while the command line, the tools and the data are what they were. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf, inRoot } from '../files.mjs';
import { dataFile, toolFile } from './run-measured.mjs';

const SCRIPTS = ['baselines', 'delimited', 'jobs', 'measure', 'run-measured', 'splits'];
/** All of ours that a figure depends on; what only shows figures is not among it. */
const MEASURING = [
  ...['dist/node', 'docs/maps', 'scripts/benchmarks/dense-ease.py'],
  ...SCRIPTS.map((name) => `scripts/benchmarks/${name}.mjs`),
];
const COMPARING = ['core', 'engine', 'trainer', 'scripts/benchmarks/quantisation.mjs'];

/**
 * The key a job's result is valid under, in hex.
 * @param {{ name: string, type: string, set: string | null }} job
 * @param {string} budget what training may cost, as the command line takes it
 */
export function keyOf(job, budget) {
  const hash = createHash('sha256').update(hashOf(MEASURING)).update(budget);
  if (job.type === 'quantisation') hash.update(hashOf(COMPARING));
  hash.update(hashOfFiles(['convert.py', 'score.py'].map(toolFile).filter((file) => existsSync(file))));
  if (job.set !== null) hash.update(hashOfFiles(dataFiles(job.set)));
  return hash.digest('hex');
}

/** SHA-256 of each file of a data set, in hex, by name: what a result was measured on. */
export function inputHashes(set) {
  if (set === null) return {};
  return Object.fromEntries(dataFiles(set).map((file) => [path.basename(file), hashOfFiles([file])]));
}

/** Whether a job's data are there; the sample shop needs none. */
export const isPresent = ({ set }) => set === null || existsSync(dataFile(set));

function dataFiles(set) {
  const names = readdirSync(dataFile(set)).filter((name) => name.endsWith('.gz'));
  return names.sort().map((name) => dataFile(set, name));
}

function hashOfFiles(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** The files `NAME.json` of a folder, of this command and of others, and where a job may leave its own. */
export function createResults(folder) {
  const fileOf = (name) => inRoot(folder, `${name}.json`);
  return {
    workFolder: (name) => inRoot(folder, 'work', name),
    /** What stands under a name, or undefined where nothing does. */
    read: (name) => (existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) : undefined),
    write(name, result) {
      mkdirSync(inRoot(folder), { recursive: true });
      writeFileSync(fileOf(name), `${JSON.stringify(result, null, 2)}\n`);
    },
  };
}
