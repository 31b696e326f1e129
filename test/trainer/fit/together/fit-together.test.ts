import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NextRows } from '../../../../core/artifact/next-section.js';
import { createRandom } from '../../../../core/random.js';
import { toBaskets } from '../../../../trainer/fit/together/baskets.js';
import { toCompletions } from '../../../../trainer/fit/together/completions.js';
import { DEFAULT_MIXES, fitTogether } from '../../../../trainer/fit/together/fit-together.js';
import type { History } from '../../../../trainer/history.js';
import { makeHistory, type Row } from '../make-history.js';

const DAY = 86_400;
const SIZES = { users: 60, items: 12 };
const supported = new Uint8Array(SIZES.items).fill(1);
const options = {
  supported,
  category: Uint16Array.from({ length: SIZES.items }, (_, i) => 1 + Math.floor(i / 4)),
  categoryCount: 4,
  minUsers: 5,
  minPairUsers: 2,
  mixes: DEFAULT_MIXES,
};

/** Sessions by time: what a user does at one moment is one visit. */
function withSessions(history: History): History {
  let session = 0;
  const { userStart, time } = history;
  const numbers = time.map((now, row) => {
    if (row > 0 && (now !== time[row - 1] || userStart.includes(row))) session++;
    return session;
  });
  return { ...history, session: Uint32Array.from(numbers) };
}

/** Everybody compares 0 with 1, buys one of them, and with it 4. */
function shopRows(): Row[] {
  return Array.from({ length: SIZES.users }, (_, user): Row[] => {
    const time = DAY * (1 + (user % 20));
    const bought = user % 2;
    return [
      { user, time, item: 0, event: 'view_item' },
      { user, time, item: 1, event: 'view_item' },
      { user, time, item: bought, event: 'purchase' },
      { user, time, item: 4, event: 'purchase' },
      { user, time: time + DAY, item: 8 + (user % 4), event: 'purchase' },
    ];
  }).flat();
}

function rowOf(rows: NextRows, item: number): number[] {
  return [...rows.target.subarray(rows.start[item], rows.start[item + 1])];
}

describe('what goes together', () => {
  const together = fitTogether(withSessions(makeHistory(shopRows(), SIZES)), options);

  it('tells complements, bought in one order, from substitutes, viewed in one visit', () => {
    expect(rowOf(together.bought, 0)).toEqual([4]);
    expect(rowOf(together.viewed, 0)).toEqual([1]);
    expect(rowOf(together.bought, 4).sort((a, b) => a - b)).toEqual([0, 1]);
  });

  it('knows in which kinds the rest of an order lies', () => {
    expect(rowOf(together.kinds, 1)).toEqual([2]);
    expect(together.kinds.weight[together.kinds.start[1]!]).toBeGreaterThan(0.5);
    expect(rowOf(together.kinds, 0)).toEqual([]);
  });

  it('leaves a set empty where the shop logs no such events', () => {
    const orders = makeHistory(
      shopRows().filter(({ event }) => event === 'purchase'),
      SIZES,
    );
    const { bought, viewed } = fitTogether(withSessions(orders), options);
    expect(bought.target.length).toBeGreaterThan(0);
    expect(viewed.target).toHaveLength(0);
  });

  it('gives a pair nothing unless enough distinct users had both at once', () => {
    const row = fc.record({ user: fc.nat(9), item: fc.nat(SIZES.items - 1), time: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 80 }), fc.integer({ min: 1, max: 4 }), (rows, minPairUsers) => {
        const history = withSessions(makeHistory(rows, SIZES));
        const { bought } = fitTogether(history, { ...options, minPairUsers });
        for (let i = 0; i < SIZES.items; i++) {
          for (const j of rowOf(bought, i)) expect(countPairUsers(rows, i, j)).toBeGreaterThanOrEqual(minPairUsers);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('counts no item and no kind that too few users had', () => {
    const none = fitTogether(withSessions(makeHistory(shopRows(), SIZES)), {
      ...options,
      supported: supported.map((_, i) => (i === 4 ? 0 : 1)),
      minUsers: 1000,
    });
    expect(rowOf(none.bought, 0)).toEqual([]);
    expect(none.kinds.target).toHaveLength(0);
  });
});

function countPairUsers(rows: readonly Row[], a: number, b: number): number {
  const has = (user: number, time: number, item: number): boolean =>
    rows.some((row) => row.user === user && row.time === time && row.item === item);
  return new Set(rows.filter(({ user, time }) => has(user, time, a) && has(user, time, b)).map(({ user }) => user))
    .size;
}

describe('baskets', () => {
  it('end with the session and hold an item once', () => {
    const rows = [3, 1, 3].map((item): Row => ({ user: 0, item, time: 5 }));
    const history = withSessions(makeHistory([...rows, { user: 0, item: 2, time: 9 }], SIZES));
    const baskets = toBaskets(history, { supported, events: ['purchase'] });
    expect([...baskets.start]).toEqual([0, 2, 3]);
    expect([...baskets.item]).toEqual([1, 3, 2]);
  });

  it('are asked for one hidden item each, if they have two', () => {
    const history = withSessions(makeHistory(shopRows(), SIZES));
    const baskets = toBaskets(history, { supported, events: ['purchase'] });
    const all = toCompletions(baskets, createRandom(1), 1000);
    expect(all).toHaveLength(SIZES.users);
    for (const { rest, hidden } of all) expect(rest).not.toContain(hidden);
    expect(toCompletions(baskets, createRandom(1), 7)).toHaveLength(7);
  });
});
