/** What was measured so far: a file a job, valid while the command line, the tools and the data are what they were. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf, inRoot } from '../files.mjs';
import { dataFile, toolFile } from './run-measured.mjs';

const FOLDER = 'dist/benchmarks';
const SCRIPTS = ['baselines', 'delimited', 'jobs', 'measure', 'run-measured', 'splits'];
/** All of ours that a figure depends on; what only shows figures is not among it. */
const MEASURING = ['dist/node', 'docs/maps', ...SCRIPTS.map((name) => `scripts/benchmarks/${name}.mjs`)];

/** Where a job may leave its files. */
export const workFolder = (name) => inRoot(FOLDER, 'work', name);

/**
 * The key a job's result is valid under, in hex.
 * @param {{ name: string, set: string | null }} job
 */
export function keyOf(job) {
  const hash = createHash('sha256').update(hashOf(MEASURING));
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

/** `dist/benchmarks/NAME.json`, of this command or of another, or undefined where it is absent. */
export function readFigures(name) {
  const file = inRoot(FOLDER, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

export function writeResult(name, result) {
  mkdirSync(inRoot(FOLDER), { recursive: true });
  writeFileSync(inRoot(FOLDER, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}
