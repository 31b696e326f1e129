import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS } from '../../../core/events/event-weights.js';
import { createRandom } from '../../../core/random.js';
import { createHiddenQueries } from '../../../trainer/fit/hidden-queries.js';
import { createValidation } from '../../../trainer/fit/validation.js';
import { makeHistory } from './make-history.js';

const OPTIONS = { eventWeights: DEFAULT_EVENT_WEIGHTS, maxUsers: 6000, maxPerUser: 6 } as const;

/** 60 users with six purchases each, item = user + step; one user with a single purchase. An order, no clock. */
const history = makeHistory(
  [
    ...Array.from({ length: 360 }, (_, row) => {
      const [user, step] = [Math.floor(row / 6), row % 6];
      return { user, item: user + step, time: 1_000_000 + step * 3600 };
    }),
    { user: 60, item: 0, time: 1_000_000 },
  ],
  { users: 61, items: 66 },
);
const validation = createValidation(history, OPTIONS, createRandom(1));
const hidden = createHiddenQueries(validation, OPTIONS, createRandom(2));
const queries = [...hidden.fit, ...hidden.gate];

describe('what is hidden of shoppers', () => {
  it('is asked of those alone of whom the base models know nothing', () => {
    const { userStart } = validation.fitHistory;
    expect(queries.length).toBeGreaterThan(20);
    expect(queries.every(({ user }) => userStart[user + 1] === userStart[user])).toBe(true);
    expect(queries.some(({ user }) => user === 60)).toBe(false);
  });

  it('is a fifth of what they took, from any place in their order', () => {
    const places = queries.flatMap(({ user, relevant }) => relevant.map((item) => item - user));
    expect(new Set(places).size).toBe(6);
    expect(queries.every(({ relevant }) => relevant.length === 2 || relevant.length === 1)).toBe(true);
  });

  it('is not in what is known of them', () => {
    for (const { historyFrom, historyTo, relevant } of queries) {
      const known = hidden.history.item.subarray(historyFrom, historyTo);
      expect(known.length).toBeGreaterThan(3);
      expect(relevant.some((item) => known.includes(item))).toBe(false);
    }
  });

  it('decides on other shoppers than it is fitted on, and is the same for the same seed', () => {
    const fitted = new Set(hidden.fit.map(({ user }) => user));
    expect(hidden.gate.some(({ user }) => fitted.has(user))).toBe(false);
    expect(createHiddenQueries(validation, OPTIONS, createRandom(2))).toEqual(hidden);
    expect(createHiddenQueries(validation, OPTIONS, createRandom(3))).not.toEqual(hidden);
  });
});
