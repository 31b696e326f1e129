import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS as eventWeights } from '../../../core/events/event-weights.js';
import { solveUser } from '../../../core/math/fold-in.js';
import { gramMatrix } from '../../../core/math/outer-products.js';
import { createRandom } from '../../../core/random.js';
import { fitIals, type IalsFit, type IalsOptions } from '../../../trainer/fit/ials.js';
import { toInteractions } from '../../../trainer/fit/interactions.js';
import { invert } from './invert.js';
import { makeHistory, randomHistory } from './make-history.js';

const history = randomHistory(11, { users: 60, items: 40, rows: 1200 });
const interactions = toInteractions(history, {
  eventWeights,
  minUsers: 5,
  users: Uint8Array.from({ length: 60 }, (_, u) => (u === 7 ? 0 : 1)),
});
const settings = { dimension: 12, alpha0: 0.1, lambda: 0.02, nu: 1 } as const;
const fit = (options: Partial<IalsOptions> = {}): IalsFit =>
  fitIals(interactions, { ...settings, epochs: 4, ...options }, createRandom(1));

const dot = (a: Float64Array, i: number, b: Float64Array, j: number): number => {
  let sum = 0;
  for (let k = 0; k < 12; k++) sum += a[i * 12 + k]! * b[j * 12 + k]!;
  return sum;
};

/** The objective of Rendle et al. 2021, term by term. */
function loss({ users, items }: IalsFit): number {
  const { byUser, byItem, userCount, itemCount } = interactions;
  const filled = (rows: { start: Uint32Array }): number =>
    rows.start.reduce((n, to, r) => n + Number(r > 0 && to > rows.start[r - 1]!), 0);
  const ridge = (rows: { start: Uint32Array }, r: number, other: number): number =>
    settings.lambda * (rows.start[r + 1]! - rows.start[r]! + settings.alpha0 * other);
  let sum = 0;
  for (let u = 0; u < userCount; u++) {
    for (let i = 0; i < itemCount; i++) sum += settings.alpha0 * dot(users, u, items, i) ** 2;
    for (let k = byUser.start[u]!; k < byUser.start[u + 1]!; k++) {
      sum += byUser.value[k]! * (dot(users, u, items, byUser.column[k]!) - 1) ** 2;
    }
    sum += ridge(byUser, u, filled(byItem)) * dot(users, u, users, u);
  }
  for (let i = 0; i < itemCount; i++) sum += ridge(byItem, i, filled(byUser)) * dot(items, i, items, i);
  return sum;
}

describe('implicit alternating least squares', () => {
  it('lowers its loss in every epoch', () => {
    const losses = [1, 2, 3, 4, 5, 6].map((epochs) => loss(fit({ epochs })));
    for (let e = 1; e < losses.length; e++) expect(losses[e]!).toBeLessThan(losses[e - 1]!);
  });

  it('solves in every half epoch the normal equation of each item, as a dense inverse does', () => {
    const { users: fixed } = fit({ epochs: 2 });
    const { items } = fit({ epochs: 3 });
    const { byItem, byUser } = interactions;
    const active = byUser.start.filter((to, u) => u > 0 && to > byUser.start[u - 1]!).length;
    const gram = gramMatrix(fixed, 12);
    for (let i = 0; i < interactions.itemCount; i++) {
      const entries = Array.from(byItem.column.subarray(byItem.start[i], byItem.start[i + 1]));
      const inverse = invert(
        Array.from({ length: 12 }, (_, a) =>
          Array.from({ length: 12 }, (_, b) => {
            const ridge = a === b ? settings.lambda * (entries.length + settings.alpha0 * active) : 0;
            const own = entries.reduce((sum, u) => sum + fixed[u * 12 + a]! * fixed[u * 12 + b]!, 0);
            return own + settings.alpha0 * gram[a * 12 + b]! + ridge;
          }),
        ),
      );
      const right = Array.from({ length: 12 }, (_, a) => entries.reduce((sum, u) => sum + fixed[u * 12 + a]!, 0));
      inverse.forEach((line, a) => {
        expect(items[i * 12 + a]!).toBeCloseTo(
          line.reduce((sum, value, b) => sum + value * right[b]!, 0),
          8,
        );
      });
    }
  });

  it('gives a user of the training the factor that folding in gives, of few and of many items', () => {
    const rows = Array.from({ length: 600 }, (_, k) => ({
      user: k < 40 ? 0 : 1 + (k % 50),
      item: (k * 7) % 45,
      time: k,
    }));
    const mixed = toInteractions(makeHistory(rows, { users: 51, items: 45 }), { eventWeights, minUsers: 2 });
    const fitted = fitIals(mixed, { ...settings, epochs: 3 }, createRandom(4));
    const gram = gramMatrix(fitted.items, 12);
    const lengths = new Set<boolean>();
    for (let u = 0; u < 51; u++) {
      const range = [mixed.byUser.start[u]!, mixed.byUser.start[u + 1]!] as const;
      const folded = solveUser({
        factors: fitted.items,
        gram,
        items: mixed.byUser.column.slice(...range),
        confidences: mixed.byUser.value.slice(...range),
        itemCount: fitted.itemCount,
        ...settings,
      });
      lengths.add(range[1] - range[0] < 12);
      folded.forEach((value, k) => expect(fitted.users[u * 12 + k]!).toBeCloseTo(value, 9));
    }
    expect(lengths.size).toBe(2);
  });

  it('leaves users who are masked and items with too few users at zero', () => {
    const { users, items, itemCount } = fit();
    expect(users.subarray(7 * 12, 8 * 12).every((value) => value === 0)).toBe(true);
    interactions.supported.forEach((is, i) => {
      expect(items.subarray(i * 12, i * 12 + 12).some((value) => value !== 0)).toBe(is === 1);
    });
    expect(itemCount).toBe(interactions.supported.reduce((a, b) => a + b, 0));
  });

  it('is the same for the same seed and tells how far it is', () => {
    const steps: number[] = [];
    expect(fit({ onHalfEpoch: (done, total) => steps.push(done / total) }).items).toEqual(fit().items);
    expect(steps).toEqual([0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1]);
  });
});
