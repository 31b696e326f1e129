import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.js';
import { createNextItemSplit } from '../../../trainer/evaluate/next-item.js';
import { isCold, markRows, toQuerySet, type Query } from '../../../trainer/evaluate/query.js';
import type { SplitPart } from '../../../trainer/evaluate/split.js';
import { createTemporalSplit, findCuts } from '../../../trainer/evaluate/temporal.js';
import { createUnseenUsersSplit } from '../../../trainer/evaluate/unseen-users.js';
import type { History } from '../../../trainer/history.js';
import { buildHistory, type Row } from './build-history.js';
import { exampleShop } from './example-shop.js';

const SHOP = exampleShop({ users: 300, items: 60, seed: 4 }).history;

/** A query in words: who, when, what is known, what is looked for. */
function inWords(history: History, query: Query): object {
  const name = (item: number): string => history.itemIds[item]!;
  return {
    user: history.userIds[query.user],
    time: query.time,
    known: Array.from(history.item.subarray(query.historyFrom, query.historyTo), name),
    relevant: query.relevant.map(name),
  };
}

const asked = (part: SplitPart): object[] => part.queries.map((query) => inWords(part.observed, query));

describe('createTemporalSplit', () => {
  // 20 users who buy once at a time of their own, so that times are comparable, and one user who comes again.
  const crowd = Array.from({ length: 20 }, (_, u): Row => ({ user: `u${u + 10}`, item: `i${u % 4}`, time: 100 + u }));
  const late: Row[] = [
    { user: 'a', item: 'i0', time: 50 },
    { user: 'a', item: 'i0', time: 200 },
    { user: 'a', item: 'i1', time: 200 },
    { user: 'a', item: 'i2', time: 300 },
    { user: 'new', item: 'i3', time: 210 },
  ];
  const history = buildHistory([...crowd, ...late]);

  it('asks for everything of one time, knowing only what is strictly before it', () => {
    const split = createTemporalSplit(history, { repeats: 'allow', seed: 1 });
    expect(asked(split.test)).toEqual([
      { user: 'a', time: 200, known: ['i0'], relevant: ['i0', 'i1'] },
      { user: 'a', time: 300, known: ['i0', 'i0', 'i1'], relevant: ['i2'] },
      { user: 'new', time: 210, known: [], relevant: ['i3'] },
    ]);
    expect(split.test.counts).toEqual({ steps: 3, dropped: 0, sampledOut: 0, used: 3, cold: 1 });
  });

  it('does not ask for what the user knows where repeats are forbidden', () => {
    const repeated = buildHistory([...crowd, ...late.map((row) => (row.time === 300 ? { ...row, item: 'i1' } : row))]);
    const { test } = createTemporalSplit(repeated, { repeats: 'forbid', seed: 1 });
    expect(asked(test)).toEqual([
      { user: 'a', time: 200, known: ['i0'], relevant: ['i1'] },
      { user: 'new', time: 210, known: [], relevant: ['i3'] },
    ]);
    expect(test.counts).toMatchObject({ steps: 3, dropped: 1, used: 2 });
  });

  it('fits before each cut and asks from it on', () => {
    const { cuts, tune, test } = createTemporalSplit(SHOP, { repeats: 'allow', seed: 1 });
    expect(Math.max(...tune.fit.time)).toBeLessThan(cuts!.tuneFrom);
    expect(Math.max(...test.fit.time)).toBeLessThan(cuts!.testFrom);
    expect(tune.queries.every(({ time }) => time >= cuts!.tuneFrom && time < cuts!.testFrom)).toBe(true);
    expect(test.queries.every(({ time }) => time >= cuts!.testFrom)).toBe(true);
    expect(tune.fit.item.length / SHOP.item.length).toBeCloseTo(0.8, 2);
    expect(test.fit.item.length / SHOP.item.length).toBeCloseTo(0.9, 2);
  });

  it('keeps a history to rows of its user from before the time of asking', () => {
    const { test } = createTemporalSplit(SHOP, { repeats: 'forbid', seed: 1 });
    for (const { user, time, historyFrom, historyTo, relevant } of test.queries) {
      expect(historyFrom).toBe(SHOP.userStart[user]);
      expect(historyTo).toBeLessThanOrEqual(SHOP.userStart[user + 1]!);
      for (let row = historyFrom; row < historyTo; row++) {
        expect(SHOP.time[row]).toBeLessThan(time);
        expect(relevant).not.toContain(SHOP.item[row]);
      }
    }
  });

  it('samples above the cap by seed, and counts what it leaves out', () => {
    const all = createTemporalSplit(SHOP, { repeats: 'allow', seed: 1 }).test;
    const draw = (seed: number): SplitPart =>
      createTemporalSplit(SHOP, { repeats: 'allow', seed, maxQueries: 20 }).test;
    expect(draw(1).queries).toEqual(draw(1).queries);
    expect(draw(1).queries).not.toEqual(draw(2).queries);
    expect(draw(1).counts).toMatchObject({ used: 20, sampledOut: all.counts.used - 20 });
  });

  it('moves the first cut back where both fall on one moment', () => {
    const first = Array.from({ length: 40 }, (_, u): Row => ({ user: `u${u}`, item: 'i', time: u }));
    const crowded = first.slice(0, 20).map((row) => ({ ...row, time: 100 }));
    expect(findCuts(buildHistory([...first, ...crowded]))).toEqual({ tuneFrom: 39, testFrom: 100 });
  });

  it.each([
    ['no timestamps', { hasClock: false }, (n: number) => n],
    ['one time for everything', {}, () => 5],
    ['a start all users share', {}, (n: number) => n % 3],
  ])('falls back to the last event and says so with %s', (_, options, time) => {
    const rows = Array.from({ length: 90 }, (_row, n): Row => {
      return { user: `u${Math.floor(n / 3)}`, item: `i${n % 7}`, time: time(n) };
    });
    const split = createTemporalSplit(buildHistory(rows, options), { repeats: 'allow', seed: 1 });
    expect(split).toMatchObject({ protocol: 'next-item', cuts: null });
    expect(split.notes[0]).toMatch(/^Not a split by time, because .+ last positive event/);
    expect(split.test.queries.length).toBe(30);
  });
});

describe('createNextItemSplit', () => {
  const history = buildHistory([
    { user: 'a', item: 'i1', time: 1 },
    { user: 'a', item: 'i2', time: 2 },
    { user: 'a', item: 'i3', time: 3 },
    { user: 'a', item: 'i4', time: 4, event: 'dismiss_item' },
    { user: 'b', item: 'i2', time: 1 },
    { user: 'c', item: 'i4', time: 1, event: 'dismiss_item' },
  ]);
  const { tune, test } = createNextItemSplit(history, { repeats: 'forbid', seed: 1 });

  it('tests the last positive event and tunes on the one before it', () => {
    expect(asked(test)).toEqual([
      { user: 'a', time: 3, known: ['i1', 'i2'], relevant: ['i3'] },
      { user: 'b', time: 1, known: [], relevant: ['i2'] },
    ]);
    expect(asked(tune)).toEqual([{ user: 'a', time: 2, known: ['i1'], relevant: ['i2'] }]);
  });

  it('fits on nothing that is asked for, nor on what followed it', () => {
    const rowsOf = ({ fit }: SplitPart): string[] => Array.from(fit.item, (item) => fit.itemIds[item]!);
    expect(rowsOf(test)).toEqual(['i1', 'i2', 'i4']);
    expect(rowsOf(tune)).toEqual(['i1', 'i4']);
  });
});

describe('createUnseenUsersSplit', () => {
  const split = createUnseenUsersSplit(SHOP, { repeats: 'forbid', seed: 9 });
  const usersOf = (part: SplitPart): number[] => part.queries.map(({ user }) => user);
  const rowCount = (history: History, user: number): number => history.userStart[user + 1]! - history.userStart[user]!;

  it('fits on no row of a user it asks about, and tunes without the test users', () => {
    const testUsers = usersOf(split.test);
    expect(testUsers.length).toBeGreaterThan(5);
    for (const user of testUsers) {
      expect(rowCount(split.test.fit, user)).toBe(0);
      expect(rowCount(split.tune.observed, user)).toBe(0);
    }
    for (const user of usersOf(split.tune)) {
      expect(rowCount(split.tune.fit, user)).toBe(0);
      expect(rowCount(split.test.fit, user)).toBe(rowCount(SHOP, user));
      expect(testUsers).not.toContain(user);
    }
  });

  it('hides a fifth of a user from everything that may be seen', () => {
    const { observed, queries } = split.test;
    for (const { user, historyFrom, historyTo, relevant } of queries) {
      const known = new Set(observed.item.subarray(historyFrom, historyTo));
      expect([historyFrom, historyTo]).toEqual([observed.userStart[user], observed.userStart[user + 1]]);
      expect(relevant.some((item) => known.has(item))).toBe(false);
      expect(relevant.length / (relevant.length + known.size)).toBeGreaterThan(0.1);
      expect(relevant.length / (relevant.length + known.size)).toBeLessThan(0.31);
    }
  });
});

describe('markRows', () => {
  const history = buildHistory([
    { user: 'a', item: 'i', time: 1, event: 'rate_item', rating: 5 },
    { user: 'a', item: 'i', time: 2, event: 'rate_item', rating: 3 },
    { user: 'a', item: 'i', time: 3, event: 'rate_item', rating: 1 },
    { user: 'a', item: 'i', time: 4, event: 'dismiss_item' },
    { user: 'a', item: 'i', time: 5, event: 'view_item_list' },
    { user: 'a', item: 'i', time: 6, event: 'view_item' },
    { user: 'a', item: 'i', time: 7, event: 'purchase', rating: 2 },
  ]);

  it('takes an event as positive unless it weighs nothing or is a rating below 4', () => {
    expect([...markRows(history).positive]).toEqual([1, 0, 0, 0, 0, 1, 0]);
  });

  it('takes an item as known after any event that says something about it', () => {
    expect([...markRows(history).known]).toEqual([1, 1, 1, 1, 0, 1, 1]);
  });

  it('drops a query whose items were all rated badly before', () => {
    const candidates: Query[] = [{ user: 0, time: 6, historyFrom: 2, historyTo: 3, relevant: [0] }];
    const options = { repeats: 'forbid', random: createRandom(1) } as const;
    const set = toQuerySet(history, markRows(history).known, candidates, options);
    expect(set).toMatchObject({ queries: [], counts: { steps: 1, dropped: 1, used: 0 } });
    expect(isCold(candidates[0]!)).toBe(false);
  });
});
