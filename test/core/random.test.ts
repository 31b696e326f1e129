import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.js';

describe('seeded randomness', () => {
  it('is the same for the same seed and another for another', () => {
    const draw = (seed: number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, () => random.next());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('keeps its first draws for ever', () => {
    const random = createRandom(1);
    expect(Array.from({ length: 4 }, () => random.int(1_000_000))).toMatchInlineSnapshot(`
      [
        269478,
        835462,
        353390,
        491743,
      ]
    `);
  });

  it('is uniform and normal enough for means and variances to show it', () => {
    const random = createRandom(3);
    const uniform = Array.from({ length: 20_000 }, () => random.next());
    const normal = Array.from({ length: 20_000 }, () => random.normal());
    const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(uniform)).toBeCloseTo(0.5, 1);
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((x) => x * x))).toBeCloseTo(1, 1);
  });

  it('draws in proportion to weights and never where the weight is 0', () => {
    const random = createRandom(5);
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) counts[random.weighted([1, 0, 3])]!++;
    expect(counts[1]).toBe(0);
    expect(counts[2]! / counts[0]!).toBeGreaterThan(2.7);
    expect(counts[2]! / counts[0]!).toBeLessThan(3.3);
  });

  it('forks streams that do not depend on how much the parent has drawn', () => {
    const a = createRandom(9);
    const b = createRandom(9);
    b.next();
    expect(a.fork('users').next()).toBe(b.fork('users').next());
    expect(a.fork('users').next()).not.toBe(a.fork('items').next());
  });
});
