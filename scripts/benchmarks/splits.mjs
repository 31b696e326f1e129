/** Splits and whole histories that `../shared/tools/convert.py` does not make, with the same cleaning as it has. */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { readRows, readText, writeJsonLines, writeRows } from './delimited.mjs';
import { convert, dataFile } from './run-measured.mjs';

const EVENT_COLUMNS = ['user_id', 'item_id', 'event_name', 'timestamp'];
const NOT_PRODUCTS = new Set(['POST', 'M', 'C2', 'DOT', 'BANK CHARGES', 'PADS', 'D', 'CRUK', 'AMAZONFEE', 'S', 'B']);
const FROZEN_DAYS = 28;
const MIN_ITEMS = 5;
const STEP_SECONDS = 3600;
const FIRST_STEP = 1_600_000_000; // for sets that have an order but no clock, as convert.py has it

/** Online Retail, the artifact frozen 28 days before the last event: each customer's first basket after that cut. */
export function splitRetailByTime(folder) {
  mkdirSync(folder, { recursive: true });
  const { byCustomer, catalog } = readRetail();
  const last = Math.max(...[...byCustomer.values()].map((events) => Date.parse(events.at(-1).time)));
  const cut = last - FROZEN_DAYS * 86_400_000;
  const isPast = ({ time }) => Date.parse(time) < cut;
  const past = new Map([...byCustomer].map(([customer, events]) => [customer, events.filter(isPast)]));
  const known = new Set([...past.values()].flatMap((events) => events.map(({ item }) => item)));
  const truths = { new: new Map(), repeats: new Map() };
  for (const [customer, events] of byCustomer) {
    const before = past.get(customer);
    const after = events.filter((event) => !isPast(event));
    if (before.length === 0 || after.length === 0) continue;
    const first = after.filter(({ order }) => order === after[0].order).map(({ item }) => item);
    const basket = [...new Set(first)].filter((item) => known.has(item));
    const owned = new Set(before.map(({ item }) => item));
    truths.repeats.set(customer, basket);
    truths.new.set(
      customer,
      basket.filter((item) => !owned.has(item)),
    );
  }
  const rows = [...past].flatMap(([customer, events]) =>
    events.map(({ item, time }) => [customer, item, 'purchase', time]),
  );
  writeRows(path.join(folder, 'events.csv'), [EVENT_COLUMNS, ...rows]);
  const items = [...catalog].map(([item, { name, price }]) => [item, name, price, 'GBP']);
  writeRows(path.join(folder, 'catalog.csv'), [['item_id', 'item_name', 'price', 'currency'], ...items]);
  for (const [kind, truth] of Object.entries(truths)) writeQuestions(folder, { kind, past, truth });
}

function readRetail() {
  const byCustomer = new Map();
  const catalog = new Map();
  const text = readText(dataFile('online-retail/online_retail.csv.gz'));
  for (const [order, item, title, quantity, when, price, customer] of readRows(text)) {
    const isPurchase = customer !== '' && !order.startsWith('C') && Number(quantity) > 0 && Number(price) > 0;
    if (!isPurchase || NOT_PRODUCTS.has(item)) continue;
    if (!byCustomer.has(customer)) byCustomer.set(customer, []);
    byCustomer.get(customer).push({ time: `${when.replace(' ', 'T')}Z`, order, item });
    catalog.set(item, { name: title.trim() || item, price });
  }
  const keyOf = ({ time, order, item }) => `${time} ${order} ${item}`;
  for (const events of byCustomer.values()) events.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { byCustomer, catalog };
}

function writeQuestions(folder, { kind, past, truth }) {
  const asked = [...truth].filter(([, items]) => items.length > 0);
  const toEvent = ({ item, time }) => ({ item_id: item, event_name: 'purchase', timestamp: time });
  writeJsonLines(
    path.join(folder, `histories-${kind}.jsonl`),
    asked.map(([id]) => ({ id, events: past.get(id).map(toEvent) })),
  );
  writeJsonLines(
    path.join(folder, `truth-${kind}.jsonl`),
    asked.map(([id, items]) => ({ id, items: [...items].sort() })),
  );
}

/**
 * Beauty, unseen users: a seeded tenth of the users with at least five items is absent from training; a fifth of each
 * one's items is hidden, the rest is the history. Hidden items that nobody trained on count as misses.
 * @param {string} folder
 * @param {number} seed of the draw of users and hidden items
 */
export function splitBeautyUsers(folder, seed) {
  convert('beauty', folder);
  const sequences = readBeauty();
  const random = createRandom(seed);
  const eligible = shuffle(
    sequences.filter(({ items }) => items.length >= MIN_ITEMS).map(({ user }) => user),
    random,
  );
  const absent = new Set(eligible.slice(0, Math.round(eligible.length / 10)));
  const rows = sequences.filter(({ user }) => !absent.has(user)).flatMap(toEventRows);
  writeRows(path.join(folder, 'events.csv'), [EVENT_COLUMNS, ...rows]);
  const past = new Map();
  const truth = new Map();
  for (const { user, items } of sequences.filter((one) => absent.has(one.user))) {
    const hidden = new Set(shuffle([...items], random).slice(0, Math.max(1, Math.round(items.length / 5))));
    const steps = items.map((item, at) => ({ item, time: timeOfStep(at) }));
    past.set(
      user,
      steps.filter(({ item }) => !hidden.has(item)),
    );
    truth.set(user, [...hidden]);
  }
  writeQuestions(folder, { kind: 'unseen', past, truth });
}

function readBeauty() {
  const lines = readText(dataFile('amazon-beauty-s3rec/Beauty.txt.gz')).split('\n').filter(Boolean);
  return lines.map((line) => {
    const [user, ...items] = line.trim().split(' ');
    return { user, items: [...new Set(items)].map((item) => `i${item}`) };
  });
}

const timeOfStep = (at) => new Date((FIRST_STEP + STEP_SECONDS * at) * 1000).toISOString();
const toEventRows = ({ user, items }) => items.map((item, at) => [user, item, 'purchase', timeOfStep(at)]);

/** All of Beauty's events, with the catalog the other split has. */
export function writeWholeBeauty(folder) {
  convert('beauty', folder);
  writeRows(path.join(folder, 'events.csv'), [EVENT_COLUMNS, ...readBeauty().flatMap(toEventRows)]);
}

/** All of Gowalla's check-ins, the three parts together: no times, no order, no catalog. */
export function writeWholeGowalla(folder) {
  mkdirSync(folder, { recursive: true });
  const byUser = new Map();
  for (const part of ['train', 'valid', 'test']) {
    for (const line of readText(dataFile(`gowalla-lightgcn/${part}.txt.gz`))
      .split('\n')
      .filter(Boolean)) {
      const [user, ...items] = line.trim().split(' ');
      byUser.set(user, [...(byUser.get(user) ?? []), ...items]);
    }
  }
  const rows = [...byUser].flatMap(([user, items]) =>
    items.map((item) => [user, `i${item}`, 'purchase', timeOfStep(0)]),
  );
  writeRows(path.join(folder, 'events.csv'), [EVENT_COLUMNS, ...rows]);
}

/** RetailRocket's pairs of a user and an item by type of event: no times, no order, no catalog. */
export function writeWholeRocket(folder) {
  mkdirSync(folder, { recursive: true });
  const rows = [
    ['view', 'view_item'],
    ['add_to_cart', 'add_to_cart'],
    ['purchase', 'purchase'],
  ].flatMap(([file, name]) => {
    const [, ...lines] = readText(dataFile(`retailrocket-reduced/${file}_ecommerce.dat.gz`)).split('\n');
    return lines.filter(Boolean).map((line) => {
      const [user, item] = line.trim().split('\t');
      return [user, item, name, timeOfStep(0)];
    });
  });
  writeRows(path.join(folder, 'events.csv'), [EVENT_COLUMNS, ...rows]);
}

/** All ratings of X-Wines, with its catalog. */
export function writeWholeWines(folder) {
  convert('xwines3', folder);
  const ratings = readRows(readText(dataFile('xwines-slim/XWines_Slim_150K_ratings.csv.gz')));
  const rows = Array.from(ratings, ([, user, wine, , rating, when]) => [
    user,
    wine,
    'rate_item',
    `${when.replace(' ', 'T')}Z`,
    rating,
  ]);
  writeRows(path.join(folder, 'events.csv'), [[...EVENT_COLUMNS, 'rating'], ...rows]);
}

/** All purchases of Complete Journey, with the catalog of what was bought. */
export function writeWholeJourney(folder) {
  convert('journey', folder);
  const sales = readRows(readText(dataFile('complete-journey/transactions_sample_100k.csv.gz')));
  const rows = Array.from(sales, (sale) => [sale[0], sale[3], 'purchase', sale.at(-1)]);
  writeRows(path.join(folder, 'events.csv'), [EVENT_COLUMNS, ...rows]);
}

/** All clicks of the clothing shop, a session a user. The log has days; a click's number stands for its second. */
export function writeWholeClothing(folder) {
  convert('eshop', folder);
  const clicks = readRows(readText(dataFile('eshop-clothing-2008/e-shop_clothing_2008.csv.gz')), ';');
  const two = (number) => String(number).padStart(2, '0');
  const rows = Array.from(clicks, ([year, month, day, order, , session, , item]) => {
    const time = `12:${two(Math.floor(order / 60) % 60)}:${two(order % 60)}`;
    return [`s${session}`, item, 'view_item', `${year}-${two(month)}-${two(day)}T${time}Z`];
  });
  writeRows(path.join(folder, 'events.csv'), [EVENT_COLUMNS, ...rows]);
}

/** What convert.py writes, under the names the splits of this file have. */
export function convertTo(name, folder) {
  convert(name, folder);
  for (const file of ['histories', 'truth']) {
    copyFileSync(path.join(folder, `${file}.jsonl`), path.join(folder, `${file}-test.jsonl`));
  }
}

/** A seeded generator of numbers in [0, 1): Mulberry32. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffle(values, random) {
  for (let at = values.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [values[at], values[other]] = [values[other], values[at]];
  }
  return values;
}
