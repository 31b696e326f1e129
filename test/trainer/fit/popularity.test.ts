import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS as eventWeights } from '../../../core/events/event-weights.js';
import { toInteractions } from '../../../trainer/fit/interactions.js';
import { createTrendClock, fitPopularity } from '../../../trainer/fit/popularity.js';
import type { History } from '../../../trainer/history.js';
import { makeHistory, randomHistory } from './make-history.js';

const DAY = 86_400;
const START = 1_600_000_000;

function countBefore(history: History, time: number, windowSeconds: number): Float32Array {
  const counts = new Float32Array(history.itemIds.length);
  history.item.forEach((item, row) => {
    const at = history.time[row]!;
    if (at < time && at >= time - windowSeconds) counts[item]!++;
  });
  return counts.map(Math.log1p);
}

function usersBefore(history: History, time: number): Float32Array {
  const users = history.itemIds.map(() => new Set<number>());
  for (let u = 0; u < history.userIds.length; u++) {
    for (let row = history.userStart[u]!; row < history.userStart[u + 1]!; row++) {
      if (history.time[row]! < time) users[history.item[row]!]!.add(u);
    }
  }
  return Float32Array.from(users, ({ size }) => Math.log1p(size));
}

describe('trend clock', () => {
  const history = randomHistory(2, { users: 40, items: 15, rows: 700 });
  const supported = new Uint8Array(15).fill(1);

  it('counts what a look at every event counts, at any moments in any order', () => {
    const moment = fc.integer({ min: -40, max: 24 * 95 }).map((hour) => START + hour * 3600);
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 12 }), (moments) => {
        const clock = createTrendClock(history, { eventWeights, supported });
        for (const time of moments) {
          expect(clock(time)).toEqual({
            popularity: usersBefore(history, time),
            trend1: countBefore(history, time, DAY),
            trend7: countBefore(history, time, 7 * DAY),
            trend30: countBefore(history, time, 30 * DAY),
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives arrays that later moments do not change', () => {
    const clock = createTrendClock(history, { eventWeights, supported });
    const early = clock(START + 20 * DAY);
    const copy = structuredClone(early);
    clock(START + 50 * DAY);
    expect(early).toEqual(copy);
  });

  it('says nothing of items with too few users, of events that count for nothing, or of others than the selection', () => {
    const rows = Array.from({ length: 40 }, (_, k) => ({ user: k % 20, item: k % 3, time: START + k * 3600 }));
    const mixed = makeHistory([...rows, { user: 0, item: 2, time: START + 50, event: 'dismiss_item' }], {
      users: 20,
      items: 3,
    });
    const users = Uint8Array.from({ length: 20 }, (_, u) => (u < 10 ? 1 : 0));
    const { trend7 } = createTrendClock(mixed, { eventWeights, supported: Uint8Array.of(1, 0, 1), users })(
      START + 3 * DAY,
    );
    const wanted = [0, 1, 2].map((item) => rows.filter((row) => row.item === item && row.user < 10).length);
    expect([...trend7]).toEqual([Math.fround(Math.log1p(wanted[0]!)), 0, Math.fround(Math.log1p(wanted[2]!))]);
  });

  it('stands still where times are not comparable between users', () => {
    const numbered: History = { ...history, hasClock: false };
    const clock = createTrendClock(numbered, { eventWeights, supported });
    expect(clock(START)).toEqual(clock(START + 50 * DAY));
    expect(clock(START).trend7.every((value) => value === 0)).toBe(true);
    expect(clock(START).popularity).toEqual(fitPopularity(toInteractions(history, { eventWeights, minUsers: 1 })));
  });
});
