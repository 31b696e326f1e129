import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.js';
import {
  itemIdsOf,
  ODD_SHOPS,
  plantedRows,
  ratedRows,
  resellerRows,
  toCatalogCsv,
  toEventsCsv,
  usualRows,
  type ShopRow,
} from '../helpers/odd-shops.js';

const CLI = path.resolve(import.meta.dirname, '../../dist/node/cli.js');
const COUNT = 10;

interface Ran {
  readonly code: number;
  readonly error: string;
}

interface HistoryEvent {
  readonly event_name: string;
  readonly item_id: string;
  readonly timestamp: string;
  readonly rating?: number;
}

interface HistoryLine {
  readonly id: string;
  readonly events: readonly HistoryEvent[];
}

interface List {
  readonly id: string;
  readonly items: readonly string[];
  readonly scores: readonly number[];
}

let folder: string;
let folders = 0;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-odd-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function freshFolder(): string {
  const fresh = path.join(folder, String(folders++));
  mkdirSync(fresh);
  return fresh;
}

function write(name: string, text: string): string {
  const file = path.join(freshFolder(), name);
  writeFileSync(file, text);
  return file;
}

function shelfwise(args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], (error, _stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), error: stderr });
    });
  });
}

/** @returns the model's folder. */
async function train({ events, catalog }: { events: string; catalog?: string | undefined }): Promise<string> {
  const out = freshFolder();
  const inputs = ['--events', write('events.csv', events)];
  if (catalog !== undefined) inputs.push('--catalog', write('catalog.csv', catalog));
  const { code, error } = await shelfwise(['train', ...inputs, '--out', out, '--budget', 'quick', '--seed', '7']);
  expect(code, error).toBe(0);
  return out;
}

async function recommend(model: string, histories: readonly HistoryLine[], ...more: string[]): Promise<List[]> {
  const out = path.join(freshFolder(), 'lists.jsonl');
  const input = write('histories.jsonl', histories.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const files = ['--model', model, '--histories', input, '--out', out];
  const { code, error } = await shelfwise(['recommend', ...files, '--count', String(COUNT), ...more]);
  expect(code, error).toBe(0);
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as List);
}

/** Name and bytes of every file, in base64 so that a difference is one short line. */
function bytesOf(model: string): [string, string][] {
  const names = readdirSync(model).sort();
  return names.map((name) => [name, readFileSync(path.join(model, name)).toString('base64')]);
}

const eventOn = (item_id: string, day: number, event_name = 'purchase'): HistoryEvent => ({
  event_name,
  item_id,
  timestamp: new Date(Date.UTC(2024, 7, 1 + day)).toISOString(),
});

/** What shoppers may bring to any shop, from nothing to a life's purchases. */
function oddHistories(itemIds: readonly string[]): HistoryLine[] {
  const random = createRandom(11);
  const half = itemIds.slice(0, Math.ceil(itemIds.length / 2));
  const [first = '', last = ''] = [itemIds[0], itemIds.at(-1)];
  const strangers = ['gone', 'never-was', 'toString', ' '];
  return [
    { id: 'empty', events: [] },
    { id: 'only unknown items', events: strangers.map((item, day) => eventOn(item, day)) },
    { id: 'one view', events: [eventOn(first, 0, 'view_item')] },
    { id: 'one item of the catalog’s end', events: [eventOn(last, 0)] },
    { id: 'events that say nothing', events: [eventOn(first, 0, 'refund'), eventOn(last, 1, 'remove_from_cart')] },
    { id: 'every item', events: itemIds.map((item, day) => eventOn(item, day)) },
    {
      id: 'half the items, 5,000 events',
      events: Array.from({ length: 5000 }, (_, k) => eventOn(random.pick(half), k)),
    },
    { id: 'rated 1', events: half.map((item, day) => ({ ...eventOn(item, day, 'rate_item'), rating: 1 })) },
    { id: 'dismissed', events: [eventOn(first, 0), eventOn(first, 1, 'dismiss_item')] },
    {
      id: 'of 1970 and 2099',
      events: [
        { ...eventOn(first, 0), timestamp: '1970-01-01T00:00:00Z' },
        { ...eventOn(last, 0), timestamp: '2099-01-01T00:00:00Z' },
      ],
    },
  ];
}

const LIKES = new Set(['purchase', 'view_item']);

/** Items of a history that are refused always, and those that `--repeats forbid` leaves out beside. */
function leftOut({ events }: HistoryLine): { disliked: Set<string>; liked: Set<string> } {
  const [disliked, liked] = [new Set<string>(), new Set<string>()];
  for (const { event_name, item_id, rating } of events) {
    if (event_name === 'dismiss_item' || rating === 1) {
      disliked.add(item_id);
      liked.delete(item_id);
    } else if (LIKES.has(event_name)) liked.add(item_id);
  }
  return { disliked, liked };
}

function expectSound(list: List, history: HistoryLine, shop: { itemIds: readonly string[]; repeats: string }): void {
  const { disliked, liked } = leftOut(history);
  const isLeft = (item: string): boolean => !disliked.has(item) && (shop.repeats === 'allow' || !liked.has(item));
  const left = new Set(shop.itemIds.filter(isLeft));
  const why = `history "${history.id}", repeats ${shop.repeats}`;
  expect(list.id, why).toBe(history.id);
  expect(
    list.items.filter((item) => !left.has(item)),
    why,
  ).toEqual([]);
  expect(new Set(list.items).size, why).toBe(list.items.length);
  expect(list.items.length, why).toBe(Math.min(COUNT, left.size));
  expect(list.scores.length, why).toBe(list.items.length);
  expect(list.scores.every(Number.isFinite), `${why}: ${String(list.scores)}`).toBe(true);
  expect(
    [...list.scores].sort((a, b) => b - a),
    why,
  ).toEqual(list.scores);
}

function meanOverlap(a: readonly List[], b: readonly List[]): number {
  const shares = a.map(({ items }, k) => items.filter((item) => b[k]!.items.includes(item)).length / items.length);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function toHistories(rows: readonly ShopRow[]): HistoryLine[] {
  const byUser = new Map<string, HistoryEvent[]>();
  for (const { user, item, time = '', event = 'purchase', rating } of rows) {
    const events = byUser.get(user) ?? [];
    byUser.set(user, events);
    events.push({ event_name: event, item_id: item, timestamp: time, ...(rating === undefined ? {} : { rating }) });
  }
  return [...byUser].map(([id, events]) => ({ id, events }));
}

const NAMED_SHOPS = ODD_SHOPS.map((shop) => [shop.name, shop] as const);

describe.each(NAMED_SHOPS)('a shop %s', (_name, { events, catalog, itemIds }) => {
  let models: string[];

  beforeAll(async () => {
    models = await Promise.all([train({ events, catalog }), train({ events, catalog })]);
  });

  it('trains to the same bytes each time', () => {
    expect(bytesOf(models[1]!)).toEqual(bytesOf(models[0]!));
  });

  it('fills everybody’s list with different items, finite scores in order, and nothing that the policy leaves out', async () => {
    const histories = oddHistories(itemIds);
    const policies = ['forbid', 'allow'];
    const answers = await Promise.all(
      policies.map((repeats) => recommend(models[0]!, histories, '--repeats', repeats)),
    );
    for (const [k, repeats] of policies.entries()) {
      expect(answers[k]).toHaveLength(histories.length);
      for (const [h, history] of histories.entries()) expectSound(answers[k]![h]!, history, { itemIds, repeats });
    }
  });
});

describe('a shop of which nothing can be learned', () => {
  const refused = async (rows: readonly ShopRow[]): Promise<Ran> => {
    const file = write('events.csv', toEventsCsv(rows));
    return shelfwise(['train', '--events', file, '--out', freshFolder(), '--budget', 'quick']);
  };

  it('is told so by code where no event is about an item', async () => {
    const { code, error } = await refused(usualRows().map((row) => ({ ...row, item: '', event: 'search' })));
    expect(error).toMatch(/shelfwise: input\/no-events: .+\n$/);
    expect(code).toBe(1);
  });

  it('is told so by code where every clock stands at 1970', async () => {
    const { code, error } = await refused(usualRows().map((row) => ({ ...row, time: '1970-01-01T00:00:00Z' })));
    expect(error).toMatch(/shelfwise: input\/too-many-bad-rows: .+impossible-time.+\n$/);
    expect(code).toBe(1);
  });
});

describe('what is learned from odd rows', () => {
  it('is nothing from rows told twice', async () => {
    const rows = usualRows();
    const [once, twice] = await Promise.all(
      [rows, [...rows, ...rows]].map((given) => train({ events: toEventsCsv(given) })),
    );
    const learned = (model: string): unknown[] => bytesOf(model).filter(([name]) => !/^(report|latest)\b/.test(name));
    expect(learned(twice!)).toEqual(learned(once!));
  });

  it('keeps what was rated 1 out of the list of who rated it, and what is only disliked out of newcomers’ lists', async () => {
    const rows = ratedRows();
    const model = await train({
      events: toEventsCsv(rows, ['user_id', 'item_id', 'event_name', 'timestamp', 'rating']),
    });
    const raters = toHistories(rows).slice(0, 80);
    for (const repeats of ['forbid', 'allow']) {
      const lists = await recommend(model, [{ id: 'new', events: [] }, ...raters], '--repeats', repeats);
      const [newcomer, ...others] = lists;
      expect(newcomer?.items.filter((item) => Number(item.slice(1)) >= 30)).toEqual([]);
      for (const [k, { items }] of others.entries()) {
        const { disliked } = leftOut(raters[k]!);
        expect(items.filter((item) => disliked.has(item))).toEqual([]);
      }
    }
  });

  it('is not what one reseller buys: others’ lists keep 70 % of their items', async () => {
    const rows = plantedRows({ seed: 12, users: 200, items: 100, perUser: 7 });
    const [without, with_] = await Promise.all(
      [rows, [...rows, ...resellerRows(100, 5000)]].map((given) => train({ events: toEventsCsv(given) })),
    );
    const shoppers = [{ id: 'new', events: [] }, ...toHistories(rows).slice(0, 80)];
    const [usual, busy] = await Promise.all([recommend(without!, shoppers), recommend(with_!, shoppers)]);
    expect(meanOverlap(usual, busy)).toBeGreaterThanOrEqual(0.7);
  });
});

describe('candidates', () => {
  it('that are all cold are all ranked, and nothing else is, whatever the history', async () => {
    const items = itemIdsOf(60);
    const cold = items.slice(40);
    const model = await train({ events: toEventsCsv(usualRows()), catalog: toCatalogCsv(items) });
    const candidates = write('candidates.txt', `${cold.join('\n')}\n`);
    const histories = oddHistories(items.slice(0, 40));
    for (const repeats of ['forbid', 'allow']) {
      const lists = await recommend(model, histories, '--candidates', candidates, '--repeats', repeats);
      for (const [h, history] of histories.entries()) expectSound(lists[h]!, history, { itemIds: cold, repeats });
    }
  });
});

/** One row in a hundred comes from a phone that lives in 2099. */
const withWrongClocks = (rows: readonly ShopRow[]): ShopRow[] =>
  rows.map((row, k) => (k % 100 === 0 ? { ...row, time: '2099-06-01T00:00:00Z' } : row));

describe('planted structure', () => {
  it.each<[string, { groups: number; spoil: (rows: readonly ShopRow[]) => readonly ShopRow[] }]>([
    ['of 2 groups', { groups: 2, spoil: (rows) => rows }],
    ['of 4 groups', { groups: 4, spoil: (rows) => rows }],
    ['of 2 groups under a few wrong clocks', { groups: 2, spoil: withWrongClocks }],
  ])('%s is found: the next item is hit clearly more often than by popularity', async (_name, { groups, spoil }) => {
    const rows = plantedRows({ seed: 20 + groups, users: 240, items: 120, perUser: 8, groups });
    const all = toHistories(rows);
    const past = all.map(({ id, events }) => ({ id, events: events.slice(0, -1) }));
    const next = all.map(({ events }) => events.at(-1)?.item_id ?? '');
    const known = rows.filter((_, k) => k % 8 !== 7);
    const lists = await recommend(await train({ events: toEventsCsv(spoil(known)) }), past);
    const hits = (items: readonly (readonly string[])[]): number =>
      items.filter((list, k) => list.includes(next[k]!)).length;
    const popular = hits(past.map((line) => mostPopular(known, leftOut(line).liked)));
    expect(hits(lists.map(({ items }) => items))).toBeGreaterThan(1.2 * popular);
  });
});

describe('a few wrong clocks', () => {
  it('change nothing: their rows are refused, and the model is that of all other rows', async () => {
    const rows = plantedRows({ seed: 22, groups: 2, users: 240, items: 120, perUser: 8 });
    const spoilt = withWrongClocks(rows);
    const others = rows.filter((row, k) => spoilt[k] === row);
    const sections = async (of: readonly ShopRow[]): Promise<[string, string][]> =>
      bytesOf(await train({ events: toEventsCsv(of) })).filter(([name]) => !/^(latest|report|display)/.test(name));
    expect(await sections(spoilt)).toEqual(await sections(others));
  });
});

/** The items with the most rows outside `without`, ties by first appearance. */
function mostPopular(rows: readonly ShopRow[], without: ReadonlySet<string>): string[] {
  const counts = new Map<string, number>();
  for (const { item } of rows) counts.set(item, (counts.get(item) ?? 0) + 1);
  const left = [...counts].filter(([item]) => !without.has(item));
  return left
    .sort((a, b) => b[1] - a[1])
    .slice(0, COUNT)
    .map(([item]) => item);
}
