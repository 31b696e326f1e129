import { describe, expect, it } from 'vitest';
import type { ContextTable, LiftCells } from '../../core/artifact/context-section.js';
import { createContextScores } from '../../engine/context.js';

const CATEGORIES = ['', 'Bedroom > Bed linen', 'Bedroom > Duvets', 'Kitchen > Cookware'];

/** One row a value, over CATEGORIES. */
function lifts(scale: number, ...rows: readonly (readonly number[])[]): LiftCells {
  return { scale, cells: Int8Array.from(rows.flat()) };
}

const none: LiftCells = { scale: 0, cells: new Int8Array(0) };
const zeros = [0, 0, 0, 0];
const table: ContextTable = {
  categoryCount: 4,
  countries: ['DE', 'FR'],
  lifts: {
    hour: lifts(0.5, zeros, zeros, zeros, zeros, zeros, zeros, zeros, [0, 2, 2, -2]),
    weekday: lifts(0.25, [0, 0, 0, 4], zeros, zeros, zeros, zeros, zeros, zeros),
    device: lifts(1, [0, 1, 0, 0], zeros, zeros),
    referrer: none,
    country: lifts(0.5, zeros, [0, 0, 0, 3]),
  },
  page: {
    scale: 0.5,
    start: Uint32Array.from([0, 0, 2, 3, 4]),
    target: Uint16Array.from([1, 2, 2, 3]),
    cells: Int8Array.from([4, 2, 6, 5]),
  },
};

describe('context scores', () => {
  const scores = createContextScores(table, CATEGORIES);

  it('add up hour and weekday, and device, referrer and country', () => {
    const { time, visit } = scores.lifts({ hour: 22, weekday: 0, device: 'mobile', referrer: 'email', country: 'fr' });
    expect([...time]).toEqual([0, 1, 1, 0]);
    expect([...visit]).toEqual([0, 1, 0, 1.5]);
  });

  it('say nothing of circumstances that are not known, or that the model does not know', () => {
    for (const context of [{}, { device: 'unknown', referrer: 'unknown', country: 'Atlantis' }] as const) {
      const { time, visit, page } = scores.lifts(context);
      for (const column of [time, visit, page]) expect([...column]).toEqual(zeros);
    }
  });

  it('find a category page by its path, by its last name, and a department as all of its categories', () => {
    const page = (category: string): number[] => [...scores.lifts({ category }).page];
    expect(page('Bedroom > Bed linen')).toEqual([0, 2, 1, 0]);
    expect(page('bed linen')).toEqual([0, 2, 1, 0]);
    expect(page('Bedroom')).toEqual([0, 1, 2, 0]);
  });

  it('take the category of the latest item where no page is known', () => {
    expect([...scores.lifts({}, 3).page]).toEqual([0, 0, 0, 2.5]);
    expect([...scores.lifts({ category: 'Sale' }, 3).page]).toEqual([0, 0, 0, 2.5]);
    expect([...scores.lifts({ category: 'Duvets' }, 3).page]).toEqual([0, 0, 3, 0]);
  });

  it('answer the same question with the same arrays', () => {
    const context = { hour: 22, device: 'mobile' } as const;
    expect(scores.lifts({ ...context })).toBe(scores.lifts({ ...context }));
  });

  it('are silent without a table', () => {
    const { time, visit, page } = createContextScores(undefined, CATEGORIES).lifts(
      { hour: 22, category: 'Bedroom' },
      1,
    );
    for (const column of [time, visit, page]) expect([...column]).toEqual(zeros);
  });
});
