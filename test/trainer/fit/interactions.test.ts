import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS as eventWeights } from '../../../core/events/event-weights.js';
import { toInteractions, transpose, type SparseRows } from '../../../trainer/fit/interactions.js';
import { toConfidences } from '../../../trainer/fit/selection.js';
import { toSteps } from '../../../trainer/fit/steps.js';
import { makeHistory, randomHistory } from './make-history.js';

const row = (rows: SparseRows, r: number): [number, number][] =>
  Array.from(rows.column.subarray(rows.start[r], rows.start[r + 1]), (column, k) => [
    column,
    Math.round(rows.value[rows.start[r]! + k]! * 1e6) / 1e6,
  ]);

describe('interactions', () => {
  const history = makeHistory(
    [
      { user: 0, item: 2, time: 1, event: 'view_item' },
      { user: 0, item: 2, time: 2, event: 'purchase' },
      { user: 0, item: 1, time: 3, event: 'add_to_cart' },
      { user: 0, item: 0, time: 4, event: 'dismiss_item' },
      { user: 1, item: 2, time: 1, event: 'view_item' },
      { user: 1, item: 0, time: 2, event: 'rate_item', rating: 2 },
      { user: 1, item: 1, time: 5, event: 'rate_item', rating: 3 },
    ],
    { users: 3, items: 4 },
  );

  it('take the strongest event of a pair, as a share of the strongest event type in the log', () => {
    const { byUser } = toInteractions(history, { eventWeights, minUsers: 1 });
    expect(row(byUser, 0)).toEqual([
      [1, 0.666667],
      [2, 1],
    ]);
    expect(row(byUser, 1)).toEqual([
      [1, 0.333333],
      [2, 0.333333],
    ]);
    expect(row(byUser, 2)).toEqual([]);
  });

  it('give a log of one event type confidence 1 throughout', () => {
    const views = makeHistory([{ user: 0, item: 0, time: 1, event: 'view_item' }], { users: 1, items: 1 });
    expect(row(toInteractions(views, { eventWeights, minUsers: 1 }).byUser, 0)).toEqual([[0, 1]]);
  });

  it('leave the scale of the confidences alone when they are normalised already', () => {
    const once = toConfidences(eventWeights, history);
    expect(toConfidences(once, history)).toEqual(once);
    expect(once.purchase).toBe(1);
  });

  it('leave out dismissed items and bad ratings', () => {
    const { itemUsers } = toInteractions(history, { eventWeights, minUsers: 1 });
    expect([...itemUsers]).toEqual([0, 2, 2, 0]);
  });

  it('leave out what lies at or after a moment, and users who are masked', () => {
    const options = { eventWeights, minUsers: 1 };
    expect(row(toInteractions(history, { ...options, until: 2 }).byUser, 0)).toEqual([[2, 0.333333]]);
    const masked = toInteractions(history, { ...options, users: Uint8Array.of(0, 1, 1) });
    expect([...masked.itemUsers]).toEqual([0, 1, 1, 0]);
  });

  it('carry nothing of an item with too few distinct users, however many events it has', () => {
    const rows = [0, 0, 0, 0, 0, 1, 2, 3, 4].map((user, time) => ({ user, item: user === 0 ? 0 : 1, time }));
    const lonely = makeHistory([...rows, { user: 0, item: 1, time: 99 }], { users: 5, items: 2 });
    const found = toInteractions(lonely, { eventWeights, minUsers: 5 });
    expect([...found.itemUsers]).toEqual([1, 5]);
    expect([...found.supported]).toEqual([0, 1]);
    expect(found.byUser.column.every((item) => item === 1)).toBe(true);
  });

  it('keep only the latest items of a user beyond a limit', () => {
    const limited = toInteractions(history, { eventWeights, minUsers: 1, maxPerUser: 1 });
    expect(row(limited.byUser, 0)).toEqual([[1, 0.666667]]);
    expect(row(limited.byUser, 1)).toEqual([[1, 0.333333]]);
  });

  it('are the same by user and by item', () => {
    const { byUser, byItem, userCount } = toInteractions(randomHistory(1, { users: 40, items: 30, rows: 500 }), {
      eventWeights,
      minUsers: 3,
    });
    expect(transpose(byItem, userCount)).toEqual(byUser);
  });
});

describe('steps', () => {
  it('are all supported items of one time, oldest first, each once', () => {
    const history = makeHistory(
      [
        { user: 0, item: 3, time: 20 },
        { user: 0, item: 1, time: 10 },
        { user: 0, item: 0, time: 10 },
        { user: 0, item: 1, time: 10, event: 'view_item' },
        { user: 0, item: 2, time: 15 },
        { user: 1, item: 0, time: 7 },
      ],
      { users: 2, items: 4 },
    );
    const steps = toSteps(history, { eventWeights, supported: Uint8Array.of(1, 1, 0, 1) });
    expect([...steps.userStart]).toEqual([0, 2, 3]);
    expect([...steps.stepStart]).toEqual([0, 2, 3, 4]);
    expect([...steps.item]).toEqual([0, 1, 3, 0]);
    expect([...steps.confidence]).toEqual([1, 1, 1, 1]);
  });
});
