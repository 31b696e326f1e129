import { describe, expect, it } from 'vitest';
import { toEventCode, type EventName } from '../../core/events/event-names.js';
import { createCategories } from '../../engine/categories.js';
import { groupLift, toLeanings, type Leanings } from '../../engine/leanings.js';
import { Profile } from '../../engine/profile.js';
import { smallModel } from '../helpers/small-model.js';

const model = smallModel();
const categories = createCategories(model);

/** Item i is of category 1 + i % 4, brand 1 + i % 2, price decile 1 + i % 10. */
function leaningsOf(...events: readonly (readonly [item: number, name: EventName])[]): Leanings {
  const profile = new Profile(model.settings.eventWeights);
  events.forEach(([item, name], time) => {
    profile.add({ item, event: toEventCode(name), time, rating: NaN });
  });
  return toLeanings(profile, model, categories);
}

describe('the shopper’s leanings', () => {
  it('are shares of how much each known item was wanted', () => {
    const { category, brand, weight, lastCategory, priceDecile } = leaningsOf([0, 'purchase'], [1, 'view_item']);
    expect([...category]).toEqual([
      [1, 0.75],
      [2, 0.25],
    ]);
    expect([...brand]).toEqual([
      [1, 0.75],
      [2, 0.25],
    ]);
    expect(weight).toBe(4);
    expect(lastCategory).toBe(2);
    expect(priceDecile).toBe((3 * 1 + 2) / 4);
  });

  it('are empty for a shopper of whom nothing is known', () => {
    const { category, brand, department, weight, lastCategory, priceDecile } = leaningsOf();
    expect([category.size, brand.size, department.size]).toEqual([0, 0, 0]);
    expect([weight, lastCategory, priceDecile]).toEqual([0, 0, 0]);
  });

  it('pass over items whose category, brand or price nobody knows', () => {
    const unknown = smallModel();
    unknown.items.category[0] = 0;
    unknown.items.brand[0] = 0;
    unknown.items.priceDecile[0] = 0;
    const profile = new Profile(unknown.settings.eventWeights);
    for (const item of [1, 0]) profile.add({ item, event: toEventCode('purchase'), time: 2 - item, rating: NaN });
    const { category, brand, weight, lastCategory, priceDecile } = toLeanings(profile, unknown, categories);
    expect([...category]).toEqual([[2, 1]]);
    expect([...brand]).toEqual([[2, 1]]);
    expect([weight, lastCategory, priceDecile]).toEqual([3, 0, 2]);
  });
});

describe('the lift of a group', () => {
  const shares = new Map([
    [1, 0.5],
    [2, 0.25],
    [3, 0.25],
  ]);

  it('is above 0 for what the shopper takes more than others do, below 0 for what the shopper takes less', () => {
    expect(groupLift(shares, 1, 8, 0.25)).toBeGreaterThan(0);
    expect(groupLift(shares, 2, 8, 0.25)).toBeCloseTo(0, 12);
    expect(groupLift(shares, 3, 8, 0.5)).toBeLessThan(0);
    expect(groupLift(shares, 4, 8, 0.25)).toBeLessThan(groupLift(shares, 3, 8, 0.25));
  });

  it('grows with the evidence', () => {
    const lifts = [1, 4, 16, 64].map((weight) => groupLift(shares, 1, weight, 0.25));
    expect(lifts).toEqual([...lifts].sort((a, b) => a - b));
    expect(lifts.at(-1)!).toBeLessThan(Math.log(2));
  });

  it('says nothing of unknown groups, unknown shoppers and groups nobody takes', () => {
    expect(groupLift(shares, 0, 8, 0.25)).toBe(0);
    expect(groupLift(new Map(), 1, 0, 0.25)).toBe(0);
    expect(groupLift(shares, 1, 8, 0)).toBe(0);
  });
});
