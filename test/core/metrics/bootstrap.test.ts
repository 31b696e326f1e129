import { describe, expect, it } from 'vitest';
import { bootstrapDifference, bootstrapMean, drawResamples } from '../../../core/metrics/bootstrap.js';
import { createRandom, type Random } from '../../../core/random.js';

const numbered = (length: number): number[] => Array.from({ length }, (_, i) => i);
const normals = (random: Random, length: number): number[] => numbered(length).map(() => random.normal());

describe('bootstrap', () => {
  it('gives equal intervals for equal seeds and others for another seed', () => {
    const values = normals(createRandom(1), 50);
    const interval = (seed: number): object => bootstrapMean(values, drawResamples(numbered(50), createRandom(seed)));
    expect(interval(7)).toEqual(interval(7));
    expect(interval(7)).not.toEqual(interval(8));
  });

  it('gives the interval [0, 0] for the difference of two equal columns', () => {
    const values = normals(createRandom(1), 200);
    const difference = bootstrapDifference(values, values, drawResamples(numbered(200), createRandom(1)));
    expect(difference).toEqual({ mean: 0, low: 0, high: 0 });
  });

  it('is narrower for a paired difference than for either column where both move together', () => {
    const random = createRandom(3);
    const resamples = drawResamples(numbered(300), random);
    const a = normals(random, 300);
    const b = a.map((value) => value - 0.2 + 0.1 * random.normal());
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    const paired = bootstrapDifference(a, b, resamples);
    expect(paired.low).toBeGreaterThan(0);
    expect(width(paired)).toBeLessThan(width(bootstrapMean(a, resamples)) / 5);
  });

  it('holds the true mean in about 95 of 100 samples', () => {
    const random = createRandom(11);
    const resamples = drawResamples(numbered(100), random, 400);
    const trials = 400;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const { low, high } = bootstrapMean(normals(random, 100), resamples);
      if (low <= 0 && high >= 0) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.91);
    expect(covered / trials).toBeLessThan(0.98);
  });

  it('is wider when whole users are drawn whose values repeat', () => {
    const random = createRandom(5);
    const users = normals(random, 40);
    const values = users.flatMap((value) => new Array<number>(10).fill(value));
    const clusters = numbered(400).map((i) => 1_000_000 + 7 * Math.floor(i / 10));
    const byUser = bootstrapMean(values, drawResamples(clusters, createRandom(1)));
    const byValue = bootstrapMean(values, drawResamples(numbered(400), createRandom(1)));
    expect(byUser.mean).toBeCloseTo(byValue.mean, 12);
    expect((byUser.high - byUser.low) / (byValue.high - byValue.low)).toBeGreaterThan(2.5);
  });

  it('averages over values, not over clusters, and leaves missing values out', () => {
    const resamples = drawResamples([1, 1, 1, 2, 3], createRandom(1));
    expect(bootstrapMean([0, 0, 0, 1, NaN], resamples).mean).toBe(0.25);
  });

  it('has no value where there is none', () => {
    expect(bootstrapMean([], drawResamples([], createRandom(1)))).toEqual({ mean: NaN, low: NaN, high: NaN });
    expect(bootstrapMean([NaN], drawResamples([1], createRandom(1))).mean).toBeNaN();
  });
});
