/**
 * `node scripts/reports/load.mjs [--minutes 5] [--per-minute 10000]`: two report servers on one PostgreSQL, which waits for
 * the disk as a shop's does, under so many reports a minute, one in a hundred sent twice. In the end every counter is
 * compared with what was sent; exit code 1 if one is off.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../run-postgres.mjs';
import { bundleServer, startServerProcess } from './server-process.mjs';

const TICK_MS = 50;
const LINE_MS = 10_000;
const TWICE = 100;
const SERVERS = 2;
const MOST_ATTEMPTS = 50;

function readOptions() {
  const options = { minutes: { type: 'string', default: '5' }, 'per-minute': { type: 'string', default: '10000' } };
  const { values } = parseArgs({ options });
  const numbers = Object.entries(values).map(([name, text]) => {
    const number = Number(text);
    if (!(number > 0)) throw new Error(`--${name}: expected a number above 0, came ${text}`);
    return [name, number];
  });
  return Object.fromEntries(numbers);
}

/** Sends reports at an even pace; resolves when all are answered. */
async function sendAll(urls, { total, perMinute, makeBody }) {
  const tally = { acknowledged: 0, attempts: 0, failed: 0, latencies: [], lastLatencies: [] };
  const underWay = new Set();
  const send = (body, url) => {
    const done = sendOne(body, url, tally).finally(() => underWay.delete(done));
    underWay.add(done);
  };
  const start = performance.now();
  const line = setInterval(() => printLine(start, tally, underWay.size), LINE_MS);
  for (let sent = 0; sent < total; await sleep(TICK_MS)) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 60_000) * perMinute));
    for (; sent < due; sent++) {
      const body = makeBody();
      send(body, urls[sent % urls.length]);
      if (sent % TWICE === 0) send(body, urls[(sent + 1) % urls.length]);
    }
  }
  await Promise.all(underWay);
  clearInterval(line);
  printLine(start, tally, 0);
  return { ...tally, seconds: (performance.now() - start) / 1000 };
}

async function sendOne(body, url, tally) {
  const init = { method: 'POST', body, headers: { 'content-type': 'text/plain' } };
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    tally.attempts++;
    const began = performance.now();
    const status = await globalThis.fetch(url, init).then(
      async (response) => (await response.arrayBuffer(), response.status),
      () => 0,
    );
    if (status === 202) {
      tally.acknowledged++;
      tally.lastLatencies.push(performance.now() - began);
      return;
    }
    await sleep(200);
  }
  tally.failed++;
}

function printLine(start, tally, underWay) {
  const { lastLatencies, acknowledged, attempts } = tally;
  const seconds = Math.round((performance.now() - start) / 1000);
  const again = attempts - acknowledged - underWay;
  console.log(
    `${seconds} s: ${acknowledged} acknowledged, ${underWay} under way, ${again} tried again, ${spread(lastLatencies)}`,
  );
  tally.latencies.push(...lastLatencies.splice(0));
}

function spread(latencies) {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

const CELL = ['question', 'parameter', 'model', 'arm', 'answer', 'epoch'];
const cellOf = (row) => CELL.map((name) => row[name]).join(' ');

/** What the database lacks of the reports, and what it has beyond them, counter by counter. */
async function compare(databaseUrl, reports) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(`SELECT ${CELL.join(', ')}, count::int FROM shelfwise.counters`);
  await client.end();
  const differences = new Map(rows.map((row) => [cellOf(row), row.count]));
  for (const report of reports) differences.set(cellOf(report), (differences.get(cellOf(report)) ?? 0) - 1);
  const all = [...differences.values()];
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  return { lost: -sum(all.filter((value) => value < 0)), double: sum(all.filter((value) => value > 0)) };
}

async function main({ minutes, 'per-minute': perMinute }) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-load-'));
  const bundle = await bundleServer({
    world: 'test/server/report-world.ts',
    model: 'test/server/made-model.ts',
    report: 'core/privacy/report.ts',
    epoch: 'core/privacy/epoch.ts',
    random: 'core/random.ts',
  });
  const postgres = await startPostgres({ durable: true });
  const servers = [];
  try {
    const [world, model, { encodeReport }, { epochOf }, { createRandom }] = await Promise.all(
      ['world', 'model', 'report', 'epoch', 'random'].map((name) => bundle.load(name)),
    );
    model.writeModel(path.join(root, 'model'), {}, { seed: 2 });
    const url = await postgres.createDatabase();
    const options = { modelDir: path.join(root, 'model'), dataDir: root, sdkDir: root, demoDir: root };
    const database = { kind: 'url', url };
    for (let k = 0; k < SERVERS; k++) servers.push(await startServerProcess(bundle.file, { ...options, database }));

    const random = createRandom(1);
    const reports = [];
    const makeBody = () =>
      encodeReport(reports[reports.push(world.drawReport(random, { epoch: epochOf(Date.now()) })) - 1]);
    const urls = servers.map((server) => new URL('v1/reports', server.url));
    const total = Math.round(minutes * perMinute);
    console.log(`${total} reports to ${SERVERS} servers on one PostgreSQL, ${perMinute} a minute, 1 in ${TWICE} twice`);
    const { latencies, seconds, failed } = await sendAll(urls, { total, perMinute, makeBody });
    const { lost, double } = await compare(url, reports);
    console.log(
      `${reports.length} unique in ${seconds.toFixed(1)} s: ${lost} lost, ${double} double, ${failed} never acknowledged`,
    );
    console.log(`latency: ${spread(latencies)}`);
    if (lost + double + failed > 0) process.exitCode = 1;
  } finally {
    for (const server of servers) await server.stop();
    await postgres.stop();
    bundle.remove();
    rmSync(root, { recursive: true, force: true });
  }
}

try {
  await main(readOptions());
} catch (error) {
  process.stderr.write(`load: ${error.message}\n`);
  process.exitCode = 1;
}
