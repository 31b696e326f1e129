import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeGram, encodeGram } from '../../../core/artifact/gram-section.js';
import { createRandom } from '../../../core/random.js';
import { quantiseFactors } from '../../../trainer/fit/quantise.js';

describe('quantised factors', () => {
  it('are off by at most half a step of their row', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: -8, max: 8, noNaN: true }), (seed, magnitude) => {
        const random = createRandom(seed);
        const items = Float64Array.from({ length: 10 * 8 }, () => random.normal() * 10 ** magnitude);
        const { factors, factorScale } = quantiseFactors(items, 8);
        items.forEach((value, at) => {
          const scale = factorScale[Math.floor(at / 8)]!;
          expect(Math.abs(factors[at]! * scale - value)).toBeLessThanOrEqual(scale * 0.50001);
        });
      }),
    );
  });

  it('keep rows of zeros at zero, with scale 0', () => {
    const { factors, factorScale } = quantiseFactors(Float64Array.of(0, 0, 1, -2, 0, 0), 2);
    expect([...factors]).toEqual([0, 0, 64, -127, 0, 0]);
    expect(factorScale[0]).toBe(0);
    expect(factorScale[2]).toBe(0);
  });

  it('have the Gram matrix a device reads, bit for bit', () => {
    const random = createRandom(3);
    const items = Float64Array.from({ length: 20 * 6 }, () => random.normal());
    const { factors, factorScale, gram } = quantiseFactors(items, 6);
    expect(decodeGram(encodeGram(gram, 6))).toEqual(gram);
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) {
        let sum = 0;
        for (let r = 0; r < 20; r++) sum += factors[r * 6 + i]! * factors[r * 6 + j]! * factorScale[r]! ** 2;
        expect(gram[i * 6 + j]!).toBeCloseTo(sum, 4);
      }
    }
  });
});
