import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../engine/engine.js';
import { comparePersonal, type PersonalQuestion } from '../../../trainer/evaluate/personal-gain.js';
import { categoryLover, kindLover, kindShop, viewsOf } from '../../engine/personal-model/shoppers.js';

const engine = createEngine(kindShop());
const options = { repeats: 'forbid', maxUsers: 10, seed: 1 } as const;

/** All but the last six items are known, those are what came next. */
function questionOf(items: readonly number[]): PersonalQuestion {
  const relevant = items.slice(-6).map((item) => `item-${String(item)}`);
  return { events: viewsOf(items.slice(0, -6)), asked: {}, relevant };
}

describe('the gain of the personal model', () => {
  it('is that of the shoppers whose model was kept, over all', () => {
    const gain = comparePersonal(engine, [questionOf(categoryLover(26)), questionOf(kindLover(26))], options);
    expect(gain).toMatchObject({ users: 2, kept: 1 });
    expect(gain.personal).toBeGreaterThan(gain.shipped);
    expect(gain.relativeNdcgGain).toBeCloseTo(gain.personal / gain.shipped - 1, 12);
    expect(gain.lower).toBeLessThanOrEqual(gain.relativeNdcgGain);
    expect(gain.upper).toBeGreaterThanOrEqual(gain.relativeNdcgGain);
  });

  it('asks only shoppers with five items, and no more of them than it is told to', () => {
    const poor = questionOf(kindLover(10));
    const rich = questionOf(kindLover(12));
    expect(comparePersonal(engine, [poor, rich, poor], options).users).toBe(1);
    expect(comparePersonal(engine, [rich, rich, rich], { ...options, maxUsers: 2 }).users).toBe(2);
  });
});
