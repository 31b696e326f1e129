import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.js';
import { explorationSlots, explore } from '../../../engine/ranking/explore.js';
import type { Ranked } from '../../../engine/ranking/ranked.js';

const rankedFrom = (from: number, count: number): Ranked[] =>
  Array.from({ length: count }, (_, k) => ({ item: from + k, score: 2 - (from + k) / 4 }));

describe('explore', () => {
  it('draws one place of a list of 8 or more unless told otherwise, and none of a list under 5', () => {
    expect([4, 7, 8, 20].map(explorationSlots)).toEqual([0, 0, 1, 1]);
    const drawn = (length: number, slots?: number): number =>
      explore(rankedFrom(0, length), rankedFrom(length, 9), {
        random: createRandom(1),
        ...(slots === undefined ? {} : { slots }),
      }).filter(({ propensity }) => propensity < 1).length;
    expect([drawn(7), drawn(8), drawn(4, 2), drawn(5, 2), drawn(9, 8)]).toEqual([0, 1, 0, 2, 3]);
  });

  it('keeps the length, the places before the drawn ones, and every item distinct', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(40), fc.nat(4), fc.integer(), (length, outside, slots, seed) => {
        const list = rankedFrom(0, length);
        const answer = explore(list, rankedFrom(length, outside), { slots, random: createRandom(seed) });
        expect(answer.length).toBe(length);
        const fixed = length - (length < 5 ? 0 : Math.min(3, slots));
        expect(answer.slice(0, fixed).map(({ entry }) => entry)).toEqual(list.slice(0, fixed));
        expect(new Set(answer.map(({ entry }) => entry.item)).size).toBe(length);
        for (const { entry, propensity, explored } of answer) {
          expect(propensity).toBeGreaterThan(0);
          expect(propensity).toBeLessThanOrEqual(1 + 1e-9);
          expect(explored).toBe(entry.item >= length);
        }
      }),
    );
  });

  it('tells for each drawn place the probability with which its item stands there', () => {
    const list = rankedFrom(0, 8);
    const others = rankedFrom(8, 4);
    const rounds = 20_000;
    const random = createRandom(3);
    const counts = [6, 7].map(() => new Map<number, number>());
    const told = [6, 7].map(() => new Map<number, number>());
    for (let round = 0; round < rounds; round++) {
      const answer = explore(list, others, { slots: 2, isNew: (item) => item === 11, random });
      [6, 7].forEach((place, k) => {
        const { entry, propensity } = answer[place]!;
        counts[k]!.set(entry.item, (counts[k]!.get(entry.item) ?? 0) + 1);
        told[k]!.set(entry.item, propensity);
      });
    }
    for (const k of [0, 1]) {
      expect([...told[k]!.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      for (const [item, propensity] of told[k]!) {
        const error = Math.sqrt((propensity * (1 - propensity)) / rounds);
        expect(Math.abs(counts[k]!.get(item)! / rounds - propensity)).toBeLessThan(5 * error);
      }
    }
  });

  it('makes the propensities of each of three drawn places sum to 1', () => {
    const told = new Map<number, number>();
    const random = createRandom(5);
    for (let round = 0; round < 2000; round++) {
      const { entry, propensity } = explore(rankedFrom(0, 5), rankedFrom(5, 3), { slots: 3, random })[4]!;
      told.set(entry.item, propensity);
    }
    expect(told.size).toBe(6);
    expect([...told.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  });

  it('gives what is new a better chance, and the clearly unfit still some', () => {
    const list = rankedFrom(0, 8);
    const others = [
      { item: 8, score: 0 },
      { item: 9, score: 0 },
      { item: 10, score: -1000 },
    ];
    const told = new Map<number, number>();
    for (let seed = 0; seed < 400; seed++) {
      const { entry, propensity } = explore(list, others, {
        isNew: (item) => item === 9,
        random: createRandom(seed),
      })[7]!;
      told.set(entry.item, propensity);
    }
    expect(told.get(9)!).toBeGreaterThan(2 * told.get(8)!);
    expect(told.get(10)!).toBeCloseTo(0.1 / 4, 9);
  });

  it('draws the same for the same seed', () => {
    const draw = (): unknown => explore(rankedFrom(0, 9), rankedFrom(9, 30), { slots: 3, random: createRandom(8) });
    expect(draw()).toEqual(draw());
  });
});
