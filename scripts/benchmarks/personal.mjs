/**
 * `node scripts/benchmarks/personal.mjs`: what the personal model, kept by its own rule, does to the lists of shoppers with at
 * least five items. Writes dist/benchmarks/personal.json, which the page of `npm run benchmarks` shows.
 *
 * `--sets retail,wines` measures these only and keeps the others' figures; `--users N` shoppers a set at most (default 2,000);
 * `--budget quick` trains the shipped models quickly.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../build.mjs';
import { loadBundled } from '../bundle.mjs';
import { readRows, readText, writeJsonLines, writeRows } from './delimited.mjs';
import { JOBS } from './jobs.mjs';
import { createResults, isPresent } from './results.mjs';
import { runShelfwise, tell } from './run-measured.mjs';

const SEED = 1;

/** What part of a log the shipped model is fitted on where `isWhole`: the personal model learns from what is later. */
const FITTED = 0.7;

/** A set: the job that writes its files, and the question asked. Where `isWhole`, the log is cut here, see `splitFrozen`. */
const SETS = [
  { name: 'retail', job: 'retail', kind: 'test', repeats: 'forbid' },
  { name: 'retail-28-days', job: 'retail-28-days', kind: 'repeats', repeats: 'allow' },
  { name: 'eshop', job: 'eshop', kind: 'test', repeats: 'allow' },
  { name: 'beauty', job: 'beauty', kind: 'test', repeats: 'forbid' },
  { name: 'gowalla', job: 'gowalla', kind: 'test', repeats: 'forbid' },
  { name: 'journey', job: 'journey-temporal', kind: 'last', repeats: 'forbid', isWhole: true },
  { name: 'wines', job: 'wines-temporal', kind: 'last', repeats: 'forbid', isWhole: true },
  { name: 'sample', job: 'sample-temporal', kind: 'last', repeats: 'forbid', isWhole: true },
].map((set) => ({ ...set, ...pick(JOBS.find(({ name }) => name === set.job)) }));

function pick({ set, prepare }) {
  return { set, prepare };
}

/**
 * The model is frozen at one time for everybody; the histories go on after it. Each shopper's last time with something new
 * and liked is the truth, all before it is the history.
 */
function splitFrozen(folder) {
  const file = path.join(folder, 'events.csv');
  const text = readText(file);
  const header = text.slice(0, text.search(/\r?\n/)).split(',');
  const at = Object.fromEntries(header.map((name, column) => [name, column]));
  const all = [...readRows(text)];
  const times = all.map((row) => Date.parse(row[at.timestamp])).sort((a, b) => a - b);
  const cut = times[Math.floor(FITTED * times.length)];
  const byUser = new Map();
  for (const row of all) {
    const events = byUser.get(row[at.user_id]);
    if (events === undefined) byUser.set(row[at.user_id], [row]);
    else events.push(row);
  }
  const [histories, truth] = [[], []];
  for (const [id, events] of byUser) {
    const { before, next } = lastStep(events, at);
    if (next.items.length === 0 || Date.parse(next.time) < cut) continue;
    histories.push({ id, now: next.time, events: before.map((row) => toEvent(row, at)) });
    truth.push({ id, items: next.items });
  }
  writeRows(file, [header, ...all.filter((row) => Date.parse(row[at.timestamp]) < cut)]);
  writeJsonLines(path.join(folder, 'histories-last.jsonl'), histories);
  writeJsonLines(path.join(folder, 'truth-last.jsonl'), truth);
}

function lastStep(events, at) {
  const inTime = [...events].sort((a, b) => Date.parse(a[at.timestamp]) - Date.parse(b[at.timestamp]));
  const time = inTime.findLast((row) => isLiked(row, at))?.[at.timestamp];
  if (time === undefined) return { before: inTime, next: { items: [] } };
  const isBefore = (row) => Date.parse(row[at.timestamp]) < Date.parse(time);
  const before = inTime.filter(isBefore);
  const known = new Set(before.map((row) => row[at.item_id]));
  const taken = inTime.filter((row) => row[at.timestamp] === time && isLiked(row, at)).map((row) => row[at.item_id]);
  return { before, next: { time, items: [...new Set(taken)].filter((item) => !known.has(item)) } };
}

const isLiked = (row, at) => !row[at.rating] || Number(row[at.rating]) >= 4;

function toEvent(row, at) {
  const { item_id, event_name, timestamp, rating } = at;
  const event = { item_id: row[item_id], event_name: row[event_name], timestamp: row[timestamp] };
  return row[rating] ? { ...event, rating: Number(row[rating]) } : event;
}

async function measure(set, { results, users, budget }) {
  const folder = results.workFolder(`personal-${set.name}`);
  const file = (name) => path.join(folder, name);
  mkdirSync(folder, { recursive: true });
  set.prepare(folder);
  if (set.isWhole) splitFrozen(folder);
  const catalog = existsSync(file('catalog.csv')) ? ['--catalog', file('catalog.csv')] : [];
  const train = ['train', '--events', file('events.csv'), ...catalog, '--out', file('model'), '--budget', budget];
  runShelfwise(set.name, train);
  const { measurePersonalGain } = await loadBundled('trainer/evaluate/personal-gain.ts', 'dist/benchmarks/code');
  const files = {
    model: file('model'),
    histories: file(`histories-${set.kind}.jsonl`),
    truth: file(`truth-${set.kind}.jsonl`),
  };
  const gain = await measurePersonalGain(files, { repeats: set.repeats, maxUsers: users, seed: SEED });
  tell(`${set.name}: ${JSON.stringify(gain)}`);
  return { set: set.name, ...gain };
}

async function main() {
  const { values } = parseArgs({
    options: {
      sets: { type: 'string', default: SETS.map(({ name }) => name).join(',') },
      users: { type: 'string', default: '2000' },
      budget: { type: 'string', default: 'normal' },
    },
  });
  const names = values.sets.split(',');
  const unknown = names.filter((name) => !SETS.some((set) => set.name === name));
  if (unknown.length > 0) throw new Error(`--sets: expected names among ${SETS.map(({ name }) => name).join(', ')}`);
  await ensureBuild();
  const results = createResults('dist/benchmarks');
  const found = new Map((results.read('personal') ?? []).map((figures) => [figures.set, figures]));
  for (const set of SETS.filter(({ name }) => names.includes(name))) {
    if (!isPresent(set)) {
      tell(`${set.name}: skipped: ../shared/data/${set.set} is absent`);
      continue;
    }
    found.set(set.name, await measure(set, { results, users: Number(values.users), budget: values.budget }));
    results.write(
      'personal',
      SETS.map(({ name }) => found.get(name)).filter((figures) => figures !== undefined),
    );
  }
}

try {
  await main();
} catch (error) {
  tell(`personal: ${error.message}`);
  process.exitCode = 1;
}
