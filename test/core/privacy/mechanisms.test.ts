import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChoice, privatiseChoice } from '../../../core/privacy/choice.js';
import { createHashFamily, createHashedChoice, HASH_FUNCTIONS } from '../../../core/privacy/hashed-choice.js';
import { createMean, estimateMean, privatiseMean } from '../../../core/privacy/mean.js';
import { projectToSimplex } from '../../../core/privacy/estimate.js';
import { drawInteger, drawWeighted, type RandomBytes } from '../../../core/privacy/random-bytes.js';

/** Hands out these words, most significant byte first, and fails when there are no more. */
function bytesOf(...words: number[]): RandomBytes {
  const bytes = words.flatMap((word) => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]);
  let at = 0;
  return (length) => {
    if (at + length > bytes.length) throw new Error('no bytes are left');
    return Uint8Array.from(bytes.slice(at, (at += length)));
  };
}

describe('drawing', () => {
  it('throws away the words of the incomplete last block', () => {
    // 2^32 = 3 · 1431655765 + 1: the last word alone would favour 0.
    expect(drawInteger(bytesOf(0xffffffff, 5), 3)).toBe(2);
    expect(drawInteger(bytesOf(0xfffffffe), 3)).toBe(2);
  });

  it('draws weights by whole parts', () => {
    const draws = [0, 1, 2, 3, 4, 5].map((word) => drawWeighted(bytesOf(word), [1, 0, 3, 2]));
    expect(draws).toEqual([0, 2, 2, 2, 3, 3]);
  });
});

describe('a choice', () => {
  const mechanism = createChoice(6, 4);

  it('is kept below the threshold and given up at it', () => {
    expect(privatiseChoice(mechanism, 3, bytesOf(mechanism.keep - 1))).toBe(3);
    expect(privatiseChoice(mechanism, 3, bytesOf(mechanism.keep, 3))).toBe(4);
  });

  it('becomes any other with the same chance, never itself', () => {
    const others = [0, 1, 2, 3, 4].map((word) => privatiseChoice(mechanism, 2, bytesOf(0xffffffff, word)));
    expect(others).toEqual([0, 1, 3, 4, 5]);
  });

  it.each([-1, 6, 1.5, NaN])('of %s is refused', (choice) => {
    expect(() => privatiseChoice(mechanism, choice, bytesOf())).toThrow(RangeError);
  });
});

describe('hash functions', () => {
  const { choices } = createHashedChoice(4);

  it('give every text one bucket, the same at every place that knows the epoch', () => {
    const family = createHashFamily(2968, choices);
    const buckets = family.bucketsOf('Ä-17/größe');
    expect(buckets).toHaveLength(HASH_FUNCTIONS);
    for (const [h, bucket] of buckets.entries()) expect(family.bucketOf('Ä-17/größe', h)).toBe(bucket);
    expect(Math.max(...buckets)).toBeLessThan(choices);
  });

  it('collide as often as chance, and others do in the next epoch', () => {
    const texts = Array.from({ length: 200 }, (_, k) => `A-${String(k)}`);
    const families = [1, 2].map((epoch) => createHashFamily(epoch, choices));
    const collisions = families.map((family) => {
      const buckets = texts.map((text) => family.bucketsOf(text));
      return buckets.flatMap((a, i) =>
        buckets.slice(i + 1).map((b) => a.filter((bucket, h) => bucket === b[h]).length),
      );
    });
    const pairs = (texts.length * (texts.length - 1)) / 2;
    for (const counts of collisions) {
      const mean = counts.reduce((a, b) => a + b, 0) / pairs;
      const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / pairs;
      const expected = HASH_FUNCTIONS / choices;
      expect(Math.abs(mean / expected - 1)).toBeLessThan(0.02);
      expect(Math.abs(variance / (expected * (1 - 1 / choices)) - 1)).toBeLessThan(0.1);
    }
    const [first, second] = collisions;
    const same = first!.filter((count, k) => count === second![k]).length / pairs;
    expect(same).toBeLessThan(0.3);
  });
});

describe('a mean', () => {
  const mechanism = createMean(4);

  it('always lands within the cells', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()),
        (value, words) => {
          const cell = privatiseMean(mechanism, value, bytesOf(...words));
          expect(cell).toBeGreaterThanOrEqual(0);
          expect(cell).toBeLessThan(mechanism.cells);
        },
      ),
    );
  });

  it('has an expectation that is the value itself, summed over all cells', () => {
    const { cells, window, keep } = mechanism;
    for (const step of [0, 1, 450, cells - window]) {
      const value = (2 * step) / (cells - window) - 1;
      const inside = keep / 2 ** 32;
      const counts = Array.from({ length: cells }, (_, cell) =>
        cell >= step && cell < step + window ? inside / window : (1 - inside) / (cells - window),
      );
      expect(estimateMean(mechanism, counts).value).toBeCloseTo(value, 12);
    }
  });

  it.each([1.001, -2, NaN])('of %s is refused', (value) => {
    expect(() => privatiseMean(mechanism, value, bytesOf(0, 0, 0))).toThrow(RangeError);
  });
});

describe('projection to a distribution', () => {
  it('gives shares that sum to 1, keeps their order, and leaves a distribution as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
        const shares = projectToSimplex(values);
        expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
        const byShare = [...values.keys()].sort((a, b) => shares[a]! - shares[b]! || values[a]! - values[b]!);
        const sorted = byShare.map((k) => values[k]!);
        const positive = byShare.findIndex((k) => shares[k]! > 0);
        expect(sorted.slice(positive)).toEqual(sorted.slice(positive).sort((a, b) => a - b));
      }),
    );
    const distribution = [0.2, 0.5, 0.3];
    for (const [k, share] of projectToSimplex(distribution).entries()) expect(share).toBeCloseTo(distribution[k]!, 12);
  });
});
