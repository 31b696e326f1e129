import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS } from '../../../core/events/event-weights.js';
import { createRandom } from '../../../core/random.js';
import { clockKind, withHeldOutOrder } from '../../../trainer/fit/clock.js';
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
    const one = withHeldOutOrder(timeless, createRandom(1));
    expect(clockKind(one)).toBe('order');
    expect(one).toEqual(withHeldOutOrder(timeless, createRandom(1)));
    expect([...one.item].sort()).toEqual([...timeless.item].sort());
  });
});

describe('validation', () => {
  it.each([
    ['a clock', clocked],
    ['an order only', ordered],
    ['neither', timeless],
  ])('keeps everything of held-out users from the base models, with %s', (_name, history) => {
    const validation = createValidation(history, OPTIONS, createRandom(1));
    const heldOut = new Set([...validation.fit, ...validation.gate, ...validation.newcomers].map(({ user }) => user));
    expect(heldOut.size).toBeGreaterThan(10);
    const { userStart } = validation.fitHistory;
    for (const user of heldOut) expect(userStart[user + 1]).toBe(userStart[user]);
  });

  it('keeps what comes after the cut from the base models, and asks about nothing before it', () => {
    const from = 1_004_000;
    const { fitHistory, fit, gate } = createValidation(clocked, { ...OPTIONS, from }, createRandom(1));
    expect(Math.max(...fitHistory.time)).toBeLessThan(from);
    for (const query of [...fit, ...gate]) expect(query.time).toBeGreaterThanOrEqual(from);
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
