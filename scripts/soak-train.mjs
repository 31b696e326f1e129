/**
 * `node scripts/soak-train.mjs`: trains at the normal budget on a made-up shop of 70,000 shoppers, 25,000 items and about
 * a million events, and tells seconds and peak memory. Limits: 10 minutes and 4 GB on two cores; non-zero exit where one
 * is missed. Node's own memory limit stays as it is. Writes dist/benchmarks/soak-train.json.
 */
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { finished } from 'node:stream/promises';
import { runShelfwise } from './benchmarks/run-measured.mjs';
import { ensureBuild } from './build.mjs';
import { inRoot } from './files.mjs';

const SHOP = { users: 70_000, items: 25_000, clusters: 60, eventsPerUser: 14 };
const LIMITS = { seconds: 600, peakBytes: 4e9 };
const WORK = 'dist/soak';
const FIRST_SECOND = 1_672_531_200;
const YEAR_SECONDS = 365 * 86_400;

/** mulberry32: uniform in [0, 1), the same on every platform. */
function createUniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A rank in [0, n) with p(rank) ∝ 1 / (rank + 1). */
const zipf = (uniform, n) => Math.min(n - 1, Math.floor(Math.exp(uniform() * Math.log(n + 1))) - 1);

/** Items of cluster c are c, c + clusters, …, the popular ones first. One event in five is of any cluster. */
function drawItem(uniform, cluster) {
  const from = uniform() < 0.8 ? cluster : zipf(uniform, SHOP.clusters);
  const size = Math.floor((SHOP.items - 1 - from) / SHOP.clusters) + 1;
  return from + SHOP.clusters * zipf(uniform, size);
}

const drawEvent = (uniform) => {
  const draw = uniform();
  if (draw < 0.7) return 'view_item';
  return draw < 0.8 ? 'add_to_cart' : 'purchase';
};

/** One shopper's rows: a few visits over the year, two clusters of interest, as long-tailed a number of events as users. */
function shopperRows(uniform, user) {
  const interests = [zipf(uniform, SHOP.clusters), Math.floor(uniform() * SHOP.clusters)];
  const count = Math.max(1, Math.round(-Math.log(1 - uniform()) * SHOP.eventsPerUser));
  let time = FIRST_SECOND + Math.floor(uniform() * YEAR_SECONDS * 0.7);
  let rows = '';
  for (let k = 0; k < count; k++) {
    time += uniform() < 0.25 ? Math.floor(uniform() * 20 * 86_400) : 30 + Math.floor(uniform() * 120);
    const item = drawItem(uniform, interests[uniform() < 0.7 ? 0 : 1]);
    rows += `u${user},i${item},${drawEvent(uniform)},${Math.min(time, FIRST_SECOND + YEAR_SECONDS)}\n`;
  }
  return rows;
}

async function writeShop() {
  mkdirSync(inRoot(WORK), { recursive: true });
  const uniform = createUniform(1);
  const events = createWriteStream(inRoot(WORK, 'events.csv'));
  events.write('user_id,item_id,event_name,timestamp\n');
  for (let user = 0; user < SHOP.users; user++) {
    if (!events.write(shopperRows(uniform, user))) await new Promise((resolve) => events.once('drain', resolve));
  }
  events.end();
  await finished(events);
  const rows = Array.from({ length: SHOP.items }, (_, item) => {
    const cluster = item % SHOP.clusters;
    const price = (5 + 200 * uniform() ** 3).toFixed(2);
    return `i${item},Thing ${item} of kind ${cluster},department ${cluster % 12},kind ${cluster},brand ${item % 400},${price}\n`;
  });
  const header = 'item_id,item_name,item_category,item_category2,item_brand,price\n';
  writeFileSync(inRoot(WORK, 'catalog.csv'), header + rows.join(''));
}

try {
  await ensureBuild();
  await writeShop();
  const [events, catalog, out] = ['events.csv', 'catalog.csv', 'model'].map((name) => inRoot(WORK, name));
  const figures = runShelfwise('soak', [
    'train',
    '--events',
    events,
    '--catalog',
    catalog,
    '--out',
    out,
    '--seed',
    '1',
  ]);
  mkdirSync(inRoot('dist/benchmarks'), { recursive: true });
  const result = { ...SHOP, cores: os.availableParallelism(), budget: 'normal', ...figures };
  writeFileSync(inRoot('dist/benchmarks/soak-train.json'), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result));
  if (figures.seconds > LIMITS.seconds || figures.peakBytes > LIMITS.peakBytes) process.exitCode = 1;
} catch (error) {
  console.error(`soak: ${error.message}`);
  process.exitCode = 1;
}
