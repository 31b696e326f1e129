import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.js';
import { withHiddenRows } from '../../../trainer/fit/clock.js';
import { sliceHistory } from '../../../trainer/fit/slice-history.js';
import { contextOf } from '../../../trainer/fit/visit-columns.js';
import { makeHistory } from './make-history.js';

const history = makeHistory(
  [
    { user: 0, item: 0, time: Date.UTC(2026, 5, 28, 21) / 1000, device: 'mobile', referrer: 'email', country: 'DE' },
    { user: 0, item: 1, time: Date.UTC(2026, 5, 29, 8) / 1000 },
    { user: 1, item: 1, time: Date.UTC(2026, 5, 30, 9) / 1000, device: 'tablet', country: 'FR' },
  ],
  { users: 2, items: 2 },
);

describe('the circumstances of a row', () => {
  it('are those of its visit, without what is not known', () => {
    expect(contextOf(history, 0)).toEqual({ hour: 21, weekday: 0, device: 'mobile', referrer: 'email', country: 'DE' });
    expect(contextOf(history, 1)).toEqual({ hour: 8, weekday: 1 });
  });

  it('stay with the row when a history is cut', () => {
    const cut = sliceHistory(history, (row) => row !== 1);
    expect(contextOf(cut, 1)).toEqual(contextOf(history, 2));
  });

  it('stay with the row when a history gets an order, but for the time', () => {
    const ordered = withHiddenRows(history, () => true, createRandom(1));
    const row = ordered.userStart[1]!;
    expect(contextOf(ordered, row)).toEqual({ device: 'tablet', country: 'FR' });
  });
});
