/** The programs a benchmark consists of: the built command line, measured, and Python for the independent tools. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { ROOT, inRoot } from '../files.mjs';

const SHARED = path.resolve(ROOT, '../shared');
const PRELOAD = pathToFileURL(inRoot('scripts/benchmarks/peak-memory.mjs')).href;
const PEAK_FILE = path.join(os.tmpdir(), `shelfwise-peak-${process.pid}.txt`);

/** Where a data set's folder or file is, whether or not it is there. */
export const dataFile = (...parts) => path.join(SHARED, 'data', ...parts);

/** Where an independent tool is. */
export const toolFile = (name) => path.join(SHARED, 'tools', name);

/**
 * A verb of the built command line, in its own process.
 * @param {string} label what the line of progress starts with
 * @param {string[]} args
 * @returns {{ seconds: number, peakBytes: number }} wall-clock time and the most memory the process ever held
 */
export function runShelfwise(label, args) {
  const from = performance.now();
  tell(`${label}: ${args[0]} …`);
  run(process.execPath, ['--import', PRELOAD, inRoot('dist/node/cli.js'), ...args], { SHELFWISE_PEAK_FILE: PEAK_FILE });
  const seconds = (performance.now() - from) / 1000;
  const peakBytes = Number(readFileSync(PEAK_FILE, 'utf8'));
  rmSync(PEAK_FILE);
  tell(`${label}: ${args[0]}, ${seconds.toFixed(1)} s, ${Math.round(peakBytes / 1e6)} MB`);
  return { seconds, peakBytes };
}

/** `../shared/tools/convert.py`: a public data set as events, catalog, histories and truth. */
export function convert(name, folder) {
  run('python3', [toolFile('convert.py'), name, folder]);
}

/**
 * `../shared/tools/score.py`: a run against a truth file.
 * @param {{ run: string, truth: string, depths: number[] }} files
 * @returns {{ users: number, answered: number, scores: Record<string, number> }}
 */
export function score({ run: runFile, truth, depths }) {
  const text = run('python3', [toolFile('score.py'), runFile, truth, ...depths.map(String)]);
  const { users, answered, ...scores } = JSON.parse(text);
  return { users, answered, scores };
}

/**
 * `dense-ease.py`: lists by a peer that keeps items x items in memory.
 * @param {{ events: string, histories: string, run: string, count: number, lambda: number }} files
 * @returns {boolean} false where Python has no numpy
 */
export function rankByDenseEase({ events, histories, run: runFile, count, lambda }) {
  if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) return false;
  const script = inRoot('scripts/benchmarks/dense-ease.py');
  run('python3', [script, events, histories, runFile, String(count), String(lambda)]);
  return true;
}

/** A line of progress on standard error. */
export function tell(line) {
  process.stderr.write(`${line}\n`);
}

function run(command, args, env = {}) {
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, ...env } };
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${error?.message ?? stderr}`);
  }
  return stdout;
}
