import { describe, expect, it } from 'vitest';
import type { BlendNetwork } from '../../../core/artifact/blend-section.js';
import { createRandom } from '../../../core/random.js';
import { networkScore } from '../../../engine/network.js';
import { fitNetwork } from '../../../trainer/fit/blend-network.js';
import { solveBlend, type BlendExample } from '../../../trainer/fit/blend-solver.js';

const D = 3;
const ROWS = 10;

/** Slates whose relevant row, the first, is drawn by the product of its first two features: neither says anything alone. */
function productExamples(seed: number, count: number): BlendExample[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const rows = Array.from({ length: ROWS }, () => Array.from({ length: D }, () => random.normal()));
    const hit = random.weighted(rows.map(([a, b]) => Math.exp(3 * a! * b!)));
    return { positives: 1, features: Float32Array.from([rows[hit]!, ...rows.filter((_, k) => k !== hit)].flat()) };
  });
}

/** How much of the other rows is ranked below the relevant one: 0.5 by chance. */
function shareBelow(examples: readonly BlendExample[], linear: Float64Array, network?: BlendNetwork): number {
  const score = (features: Float32Array, row: number): number =>
    linear.reduce((sum, weight, k) => sum + weight * features[row * D + k]!, 0) +
    (network === undefined ? 0 : networkScore(network, features, row * D));
  let below = 0;
  for (const { features } of examples) {
    const relevant = score(features, 0);
    for (let row = 1; row < ROWS; row++) if (score(features, row) < relevant) below++;
  }
  return below / (examples.length * (ROWS - 1));
}

const examples = productExamples(1, 2000);
const linear = solveBlend(examples, { featureCount: D, l2: 1e-3, iterations: 30 });
const fit = (seed: number): BlendNetwork => fitNetwork(examples, linear, { hidden: 8, epochs: 15 }, createRandom(seed));

describe('the network on top of a blend', () => {
  it('learns that two features matter together, which no linear blend can', () => {
    const fresh = productExamples(2, 1000);
    expect(shareBelow(fresh, linear)).toBeLessThan(0.55);
    expect(shareBelow(fresh, linear, fit(1))).toBeGreaterThan(0.85);
  });

  it('is the same for the same seed, another for another', () => {
    const order = [...examples];
    expect(fit(1)).toEqual(fit(1));
    expect(fit(1)).not.toEqual(fit(2));
    expect(examples).toEqual(order);
  });

  it('hardly speaks up where the linear blend knows everything', () => {
    const random = createRandom(3);
    const plain = Array.from({ length: 2000 }, (): BlendExample => {
      const rows = Array.from({ length: ROWS }, () => Array.from({ length: D }, () => random.normal()));
      const hit = random.weighted(rows.map(([a]) => Math.exp(2 * a!)));
      return { positives: 1, features: Float32Array.from([rows[hit]!, ...rows.filter((_, k) => k !== hit)].flat()) };
    });
    const weights = solveBlend(plain, { featureCount: D, l2: 1e-3, iterations: 30 });
    const network = fitNetwork(plain, weights, { hidden: 8, epochs: 8 }, createRandom(1));
    expect(shareBelow(plain, weights, network)).toBeCloseTo(shareBelow(plain, weights), 1);
  });

  it('stays finite where a feature never varies or is huge', () => {
    const odd = examples.slice(0, 200).map(({ positives, features }) => ({
      positives,
      features: features.map((value, at) => [value, 7, 1e6 * value][at % D]!),
    }));
    const network = fitNetwork(odd, new Float64Array(D), { hidden: 4, epochs: 2 }, createRandom(1));
    for (const values of [network.center, network.scale, network.input, network.bias, network.output]) {
      expect(values.every(Number.isFinite)).toBe(true);
    }
    expect(network.scale.every((value) => value > 0)).toBe(true);
  });
});
