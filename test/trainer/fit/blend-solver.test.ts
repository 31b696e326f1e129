import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.js';
import { solveBlend, type BlendExample } from '../../../trainer/fit/blend-solver.js';

const OPTIONS = { featureCount: 3, l2: 1e-3, iterations: 50 } as const;

/** Slates of 30 rows; the relevant one is drawn in proportion to exp(features · truth). */
function examplesOf(truth: readonly number[], count: number, scale: readonly number[] = [1, 1, 1]): BlendExample[] {
  const random = createRandom(3);
  return Array.from({ length: count }, () => {
    const rows = Array.from({ length: 30 }, () => [random.normal(), random.normal(), random.normal()]);
    const odds = rows.map((row) => Math.exp(row.reduce((sum, x, k) => sum + x * truth[k]!, 0)));
    const hit = random.weighted(odds);
    const ordered = [rows[hit]!, ...rows.filter((_, k) => k !== hit)];
    return { positives: 1, features: Float32Array.from(ordered.flatMap((row) => row.map((x, k) => x * scale[k]!))) };
  });
}

describe('the blend solver', () => {
  it('finds the weights that made the choices', () => {
    const weights = solveBlend(examplesOf([1, -0.5, 0], 3000), OPTIONS);
    expect(weights[0]).toBeCloseTo(1, 1);
    expect(weights[1]).toBeCloseTo(-0.5, 1);
    expect(Math.abs(weights[2]!)).toBeLessThan(0.05);
  });

  it('does not care in which units a feature comes', () => {
    const plain = solveBlend(examplesOf([1, -0.5, 0], 500), OPTIONS);
    const scaled = solveBlend(examplesOf([1, -0.5, 0], 500, [1000, 1, 0.01]), OPTIONS);
    expect(scaled[0]! * 1000).toBeCloseTo(plain[0]!, 3);
    expect(scaled[2]! * 0.01).toBeCloseTo(plain[2]!, 3);
  });

  it('gives no weight to a feature that is the same for all', () => {
    const constant = examplesOf([1, 0, 0], 200).map(({ positives, features }) => ({
      positives,
      features: features.map((x, at) => (at % 3 === 1 ? 7 : x)),
    }));
    expect(solveBlend(constant, OPTIONS)[1]).toBeCloseTo(0, 9);
  });

  it('stays finite where the choices are perfectly separable', () => {
    const separable = examplesOf([50, 0, 0], 100);
    expect(solveBlend(separable, OPTIONS).every(Number.isFinite)).toBe(true);
  });
});
