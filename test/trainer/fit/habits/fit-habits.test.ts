import { describe, expect, it } from 'vitest';
import { createHabitScores } from '../../../../engine/scenarios/habit-scores.js';
import { fitHabits } from '../../../../trainer/fit/habits/fit-habits.js';
import { makeHistory, type Row } from '../make-history.js';

const DAY = 86_400;
const USERS = 60;
const category = Uint16Array.of(1, 1, 2, 2, 0);
const options = { category, categoryCount: 3, minUsers: 5 };

/** Item 0 (coffee) comes back every 20 days or so, item 2 (lamps) never; item 1 has two buyers, item 3 everybody once. */
function shop(): Row[] {
  const rows: Row[] = [];
  for (let user = 0; user < USERS; user++) {
    const first = 1 + (user % 7);
    for (let k = 0; k < 4; k++) rows.push({ user, item: 0, time: DAY * (first + 20 * k + ((user + k) % 3)) });
    rows.push({ user, item: 2, time: DAY * first }, { user, item: 3, time: DAY * (first + 40) });
    if (user < 2) rows.push({ user, item: 1, time: DAY * first });
  }
  return rows;
}

function historyOf(rows: readonly Row[]): Parameters<typeof fitHabits>[0] {
  const history = makeHistory(rows, { users: USERS, items: 5 });
  return { ...history, session: Uint32Array.from(history.time, (time) => time / 3600) };
}

describe('habits', () => {
  const habits = fitHabits(historyOf(shop()), options)!;
  const scores = createHabitScores(habits, category);

  it('tell what is bought again from what is bought once', () => {
    expect(scores.repeatRate(0)).toBeGreaterThan(0.8);
    expect(scores.repeatRate(2)).toBeLessThan(0.2);
  });

  it('know the days between two purchases', () => {
    expect(habits.intervalDays[1]).toBeGreaterThan(17);
    expect(habits.intervalDays[1]).toBeLessThan(23);
    expect(habits.visitDays).toBeGreaterThan(10);
  });

  it('carry nothing of an item with too few buyers, which then has its category’s rate', () => {
    expect(habits.repeat[1]).toBe(0);
    expect(scores.repeatRate(1)).toBe(habits.categoryRepeat[1]);
  });

  it('carry nothing of a category with too few users beyond the shop’s own', () => {
    const few = fitHabits(historyOf(shop()), { ...options, minUsers: USERS + 1 });
    expect(few).toBeUndefined();
    const rows = shop().filter(({ item, user }) => item !== 3 && (item !== 2 || user < 4));
    const sparse = fitHabits(historyOf(rows), options)!;
    expect(sparse.categoryRepeat[2]).toBe(sparse.categoryRepeat[0]);
    expect(sparse.intervalDays[2]).toBe(sparse.intervalDays[0]);
  });

  it('call an item due about its interval after the last purchase, not right after it', () => {
    const due = (daysSince: number): number => scores.dueScore({ item: 0, bought: 3, daysSince });
    expect(due(18)).toBeGreaterThan(5 * due(0));
    expect(due(18)).toBeGreaterThan(due(200));
    for (const days of [0, 1, 18, 1e4]) expect(due(days)).toBeGreaterThanOrEqual(0);
    expect(due(18)).toBeGreaterThan(scores.dueScore({ item: 2, bought: 1, daysSince: 18 }));
  });

  it('are unknown where nobody buys anything twice, or time is no clock', () => {
    const once = shop().filter(({ item }) => item !== 0);
    expect(fitHabits(historyOf(once), options)).toBeUndefined();
    expect(fitHabits({ ...historyOf(shop()), hasClock: false }, options)).toBeUndefined();
  });
});
