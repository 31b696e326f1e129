import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS } from '../../../core/events/event-weights.js';
import { applyFeedback } from '../../../trainer/feedback/apply-feedback.js';
import type { Feedback, ToldShare } from '../../../trainer/feedback/feedback.js';
import { makeHistory, type Row } from '../fit/make-history.js';

const DAY = 86_400;
const ITEMS = 20;
/** Items take turns among four categories; everybody looks at four products a week, all as often. */
const rows = Array.from({ length: 50 * 4 * 4 }, (_, k): Row => {
  const [user, week, look] = [k % 50, Math.floor(k / 50) % 4, Math.floor(k / 200)];
  return { user, item: (user + 5 * look + week) % ITEMS, time: (7 * week + look) * DAY, event: 'view_item' };
});
const history = makeHistory(rows, { users: 50, items: ITEMS });
const categories = {
  names: ['', 'lamps', 'rugs', 'vases', 'chairs'],
  index: Uint16Array.from({ length: ITEMS }, (_, item) => 1 + (item % 4)),
};
const context = { history, eventWeights: DEFAULT_EVENT_WEIGHTS, categories };
const flat = new Float32Array(ITEMS).fill(Math.log1p(40));
const popularity = { popularity: flat, trend1: flat, trend7: flat, trend30: flat };
const RISE = Math.log(1.25);

const apply = (told: Partial<Feedback>) =>
  applyFeedback(popularity, { weeks: 4, items: new Map(), categories: new Map(), ...told }, context);
const sharesOf = (shares: Readonly<Record<string, number>>, standardError = 0.005): ReadonlyMap<string, ToldShare> =>
  new Map(Object.entries(shares).map(([name, value]) => [name, { value, standardError }]));
const ofCategory = (values: Float32Array, place: number): number[] =>
  [...values].filter((_, item) => item % 4 === place);

describe('what devices told, applied to a model', () => {
  it('changes nothing but the time that passed, where nothing was told', () => {
    const { demand, popularity: after } = apply({});
    expect([...demand]).toEqual(new Array(ITEMS).fill(0));
    after.trend7.forEach((value, item) => expect(value).toBeCloseTo(flat[item]!, 6));
    expect(Math.min(...after.popularity)).toBeGreaterThan(flat[0]!);
  });

  it('lets a category that fell fall, in scores and in trends', () => {
    const { demand, popularity: after } = apply({
      categories: sharesOf({ lamps: 0.05, rugs: 0.3, vases: 0.32, chairs: 0.33 }),
    });
    for (const value of ofCategory(demand, 0)) expect(value).toBeLessThan(-1);
    for (const place of [1, 2, 3])
      for (const value of ofCategory(demand, place)) expect(Math.abs(value)).toBeLessThan(RISE);
    expect(after.trend30[0]!).toBeLessThan(flat[0]! - 1);
    expect(after.trend30[1]!).toBeGreaterThan(flat[0]!);
  });

  it('lets one that rose rise by a quarter in scores, however much it did', () => {
    const { demand } = apply({ categories: sharesOf({ lamps: 0.7, rugs: 0.1, vases: 0.1, chairs: 0.1 }) });
    for (const value of ofCategory(demand, 0)) expect(value).toBeCloseTo(RISE, 6);
    for (const place of [1, 2, 3]) for (const value of ofCategory(demand, place)) expect(value).toBeCloseTo(0, 6);
  });

  it('moves nobody else where one product is flooded', () => {
    const items = Object.fromEntries(history.itemIds.map((id, item) => [id, item === 7 ? 0.5 : 0.5 / (ITEMS - 1)]));
    const { demand } = apply({ items: sharesOf(items, 0.01) });
    expect(demand[7]).toBeCloseTo(RISE, 6);
    demand.forEach((value, item) => item !== 7 && expect(value).toBeCloseTo(0, 6));
  });
});
