import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS } from '../../../core/events/event-weights.js';
import { applyFeedback } from '../../../trainer/feedback/apply-feedback.js';
import type { Feedback, ToldShares } from '../../../trainer/feedback/feedback.js';
import { makeHistory, type Row } from '../fit/make-history.js';

const DAY = 86_400;
const [ITEMS, LOOKED_AT] = [24, 20];
/** Items take turns among four categories; everybody looks at four products a week, all as often. */
const rows = Array.from({ length: 50 * 4 * 4 }, (_, k): Row => {
  const [user, week, look] = [k % 50, Math.floor(k / 50) % 4, Math.floor(k / 200)];
  return { user, item: (user + 5 * look + week) % LOOKED_AT, time: (7 * week + look) * DAY, event: 'view_item' };
});
const history = makeHistory(rows, { users: 50, items: ITEMS });
const categories = {
  names: ['', 'lamps', 'rugs', 'vases', 'chairs'],
  index: Uint16Array.from({ length: ITEMS }, (_, item) => 1 + (item % 4)),
};
const context = { history, eventWeights: DEFAULT_EVENT_WEIGHTS, categories };
const flat = new Float32Array(ITEMS).fill(Math.log1p(40));
const popularity = { popularity: flat, trend1: flat, trend7: flat, trend30: flat };
const [RISE, UNHEARD] = [Math.log(2), Math.log(1.1)];

const apply = (told: Partial<Feedback>) =>
  applyFeedback(popularity, { weeks: 4, epsilon: 4, items: undefined, categories: undefined, ...told }, context);
const sharesOf = (shares: Readonly<Record<string, number>>, standardError = 0.005): ToldShares => ({
  none: 0,
  choices: 1 + Object.keys(shares).length,
  cells: new Map(Object.entries(shares).map(([name, value]) => [name, { value, standardError }])),
});
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

  it('lets one that rose rise to twice in scores, however much it did', () => {
    const { demand } = apply({ categories: sharesOf({ lamps: 0.7, rugs: 0.1, vases: 0.1, chairs: 0.1 }) });
    for (const value of ofCategory(demand, 0)) expect(value).toBeCloseTo(RISE, 6);
    for (const place of [1, 2, 3]) for (const value of ofCategory(demand, place)) expect(value).toBeCloseTo(0, 6);
  });

  it('does not follow every breath', () => {
    const { demand } = apply({
      categories: sharesOf({ lamps: 0.245, rugs: 0.255, vases: 0.25, chairs: 0.25 }, 0.0001),
    });
    expect(Math.log(0.255 / 0.245)).toBeLessThan(UNHEARD);
    expect([...demand]).toEqual(new Array(ITEMS).fill(0));
  });

  it('leaves everything where it was when one product and its category are flooded, and says so', () => {
    const forged = 0.05;
    const quiet = { lamps: 0.1, rugs: 0.3, vases: 0.35, chairs: 0.25 };
    const clean = apply({ categories: sharesOf(quiet), items: itemShares(undefined, 0) });
    const flooded = apply({
      categories: flood(sharesOf(quiet), 'chairs', { forged, ...choiceWeight(5) }),
      items: itemShares(23, forged),
    });
    expect(clean.flood).toEqual({ share: 0, items: [] });
    expect(flooded.flood.items).toEqual([history.itemIds[23]]);
    expect(flooded.flood.share).toBeCloseTo(forged, 1);
    flooded.demand.forEach((value, item) => {
      if (item % 4 !== 3) expect(Math.abs(value - clean.demand[item]!)).toBeLessThan(0.1);
      else expect(value).toBeLessThan(UNHEARD);
    });
  });
});

/** What a forged answer adds to its own cell and takes from each other one, at ε = 4. */
function choiceWeight(choices: number): { gain: number; loss: number } {
  const odds = Math.exp(4);
  return { gain: (odds + choices - 2) / (odds - 1), loss: 1 / (odds - 1) };
}

function flood(
  told: ToldShares,
  pushed: string,
  { forged, gain, loss }: { readonly forged: number; readonly gain: number; readonly loss: number },
): ToldShares {
  const cells = [...told.cells].map(([name, { value, standardError }]) => {
    const added = name === pushed ? gain : -loss;
    return [name, { value: (1 - forged) * value! + forged * added, standardError }] as const;
  });
  return { ...told, none: (1 - forged) * told.none - forged * loss, cells: new Map(cells) };
}

/** All items held back but the one that is pushed, as a hash of e^4 + 1 buckets tells of it. */
function itemShares(pushed: number | undefined, forged: number): ToldShares {
  const gain = 2.04;
  const cells = history.itemIds.map(
    (id, item) => [id, { value: item === pushed ? gain * forged : null, standardError: 0.004 }] as const,
  );
  return { none: 0, choices: 1 + ITEMS, cells: new Map(cells) };
}
