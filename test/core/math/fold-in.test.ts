import { describe, expect, it } from 'vitest';
import { priorStrength, solveUser, type FoldInProblem } from '../../../core/math/fold-in.js';
import { gramMatrix } from '../../../core/math/outer-products.js';
import { createRandom } from '../../../core/random.js';

const dimension = 5;
const count = 30;
const random = createRandom(3);
const factors = Float64Array.from({ length: count * dimension }, () => random.normal());
const problem: FoldInProblem = {
  factors,
  dimension,
  gram: gramMatrix(factors, dimension),
  items: [2, 7, 11],
  confidences: [1, 0.5, 0.25],
  alpha0: 0.1,
  lambda: 0.01,
  nu: 1,
  itemCount: count,
};
const mean = Float64Array.from({ length: dimension }, () => random.normal());

/** Σ c(h·w − 1)² + α0‖Hw‖² + κ·α0·‖H(w − μ)‖² + ridge·‖w‖². */
function loss(w: Float64Array, strength: number): number {
  const dot = (i: number, x: Float64Array): number => x.reduce((s, v, k) => s + v * factors[i * dimension + k]!, 0);
  const off = w.map((value, k) => value - mean[k]!);
  let sum = 0.01 * (3 + 0.1 * count) * w.reduce((s, v) => s + v * v, 0);
  for (let i = 0; i < count; i++) sum += 0.1 * dot(i, w) ** 2 + strength * 0.1 * dot(i, off) ** 2;
  [2, 7, 11].forEach((item, e) => {
    const c = [1, 0.5, 0.25][e]!;
    // The target 1 is fitted with weight c: c·(h·w)² − 2c·h·w, and the constant c.
    sum += c * (dot(item, w) - 1) ** 2;
  });
  return sum;
}

describe('folding in with a prior', () => {
  it('minimises what it says, with and without a prior', () => {
    for (const strength of [0, 0.7, 3]) {
      const w = solveUser({ ...problem, prior: { mean, strength } });
      const least = loss(w, strength);
      for (let k = 0; k < dimension; k++) {
        for (const step of [-1e-3, 1e-3]) {
          const moved = w.slice();
          moved[k]! += step;
          expect(loss(moved, strength)).toBeGreaterThan(least);
        }
      }
    }
  });

  it('gives the same numbers without a prior and with one of no strength', () => {
    expect(solveUser({ ...problem, prior: { mean, strength: 0 } })).toEqual(solveUser(problem));
  });

  it('comes ever closer to the mean as the prior grows', () => {
    const distance = (strength: number): number => {
      const w = solveUser({ ...problem, lambda: 0, prior: { mean, strength } });
      return Math.hypot(...w.map((value, k) => value - mean[k]!));
    };
    expect(distance(1)).toBeLessThan(distance(0));
    expect(distance(1e6)).toBeLessThan(1e-4);
  });
});

describe('the strength of the prior', () => {
  it('is full for a newcomer and fades with what is known', () => {
    expect(priorStrength([1], 0.5)).toBe(0.5);
    expect(priorStrength([1, 1, 1], 0.5)).toBe(0.5);
    expect(priorStrength(new Float64Array(30).fill(1), 0.5)).toBeCloseTo(0.05, 12);
    expect(priorStrength(new Float64Array(30).fill(0.1), 0.5)).toBeCloseTo(0.5, 12);
    expect(priorStrength([1, 2], 0)).toBe(0);
  });
});
