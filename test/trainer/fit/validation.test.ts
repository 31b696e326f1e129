import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS } from '../../../core/events/event-weights.js';
import { createRandom } from '../../../core/random.js';
import { clockKind, withHiddenRows } from '../../../trainer/fit/clock.js';
import { createValidation } from '../../../trainer/fit/validation.js';
import type { History } from '../../../trainer/history.js';
import { makeHistory } from './make-history.js';

const OPTIONS = { eventWeights: DEFAULT_EVENT_WEIGHTS, maxUsers: 6000, maxPerUser: 6 } as const;

/** 60 users with six purchases each; `timeOf` says when. */
function historyOf(timeOf: (user: number, step: number) => number): History {
  const rows = Array.from({ length: 360 }, (_, row) => {
    const [user, step] = [Math.floor(row / 6), row % 6];
    return { user, item: (user + step) % 20, time: timeOf(user, step) };
  });
  return makeHistory(rows, { users: 60, items: 20 });
}

const clocked = historyOf((user, step) => 1_000_000 + step * 1000 + user * 7);
const ordered = historyOf((_user, step) => 1_000_000 + step * 3600);
const timeless = historyOf(() => 1_000_000);

describe('the clock of a history', () => {
  it('is seen in the data: moments, an order within users, or nothing', () => {
    expect([clocked, ordered, timeless].map(clockKind)).toEqual(['global', 'order', 'none']);
  });

  it('can be replaced by a seeded order where there is none', () => {
    const one = withHiddenRows(timeless, () => true, createRandom(1));
    expect(clockKind(one)).toBe('order');
    expect(one).toEqual(withHiddenRows(timeless, () => true, createRandom(1)));
    expect([...one.item].sort()).toEqual([...timeless.item].sort());
  });

  it('is kept where a fifth of the rows are hidden at the end, for the users named alone', () => {
    const one = withHiddenRows(ordered, (user) => user % 2 === 0, createRandom(1));
    const [from, to] = [one.userStart[0]!, one.userStart[1]!];
    const before = [...one.time.subarray(from, to - 1)];
    expect(before).toEqual([...before].sort((a, b) => a - b));
    expect(one.time[to - 1]).toBeGreaterThan(Math.max(...ordered.time.subarray(from, to)));
    expect([...one.item.subarray(to, one.userStart[2])]).toEqual([...ordered.item.subarray(to, ordered.userStart[2])]);
  });
});

describe('validation', () => {
  it.each([
    ['an order only', ordered],
    ['neither', timeless],
  ])('knows half of the held-out users up to what is asked, and nothing of the others, with %s', (_name, history) => {
    const { fit, gate, newcomers, fitHistory } = createValidation(history, OPTIONS, createRandom(1));
    const { userStart } = fitHistory;
    const rowsOf = (user: number): number => userStart[user + 1]! - userStart[user]!;
    const known = [...fit, ...gate].map(({ user }) => rowsOf(user));
    expect(known.filter((rows) => rows === 5)).toHaveLength(known.length / 2);
    expect(known.filter((rows) => rows === 0)).toHaveLength(known.length / 2);
    expect(newcomers.length).toBeGreaterThan(10);
    expect(newcomers.every(({ user }) => rowsOf(user) === 0)).toBe(true);
  });

  it('keeps what comes after the cut from the base models', () => {
    const from = 1_004_000;
    const { cut, fitHistory } = createValidation(clocked, { ...OPTIONS, from }, createRandom(1));
    expect(cut).toBe(from);
    expect(Math.max(...fitHistory.time)).toBeLessThan(from);
  });

  it('asks about what comes after the cut, and about the last step of users who never came again', () => {
    const from = 1_005_200;
    const { fit, gate, history, fitHistory } = createValidation(clocked, { ...OPTIONS, from }, createRandom(1));
    const gone = [...fit, ...gate].filter(({ time }) => time < from);
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.length).toBeLessThan(fit.length + gate.length);
    for (const { user, time } of gone) {
      expect(time).toBe(history.time[history.userStart[user + 1]! - 1]);
      expect(fitHistory.userStart[user + 1]! - fitHistory.userStart[user]!).toBe(5);
    }
  });

  it('knows of a user only what came strictly before', () => {
    const { history, fit, gate } = createValidation(clocked, OPTIONS, createRandom(1));
    for (const { historyFrom, historyTo, time } of [...fit, ...gate]) {
      for (let row = historyFrom; row < historyTo; row++) expect(history.time[row]).toBeLessThan(time);
    }
  });

  it('decides on other users than it fits on', () => {
    const { fit, gate } = createValidation(clocked, OPTIONS, createRandom(1));
    const fitted = new Set(fit.map(({ user }) => user));
    expect(gate.length).toBeGreaterThan(0);
    expect(gate.some(({ user }) => fitted.has(user))).toBe(false);
  });

  it('is the same for the same seed', () => {
    const draw = (seed: number): number[] =>
      createValidation(clocked, OPTIONS, createRandom(seed)).fit.map(({ user }) => user);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
});
