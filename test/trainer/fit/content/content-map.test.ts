import { describe, expect, it } from 'vitest';
import { solveCholesky } from '../../../../core/math/cholesky.js';
import { createRandom } from '../../../../core/random.js';
import { conjugateGradient } from '../../../../trainer/fit/content/conjugate-gradient.js';
import { toContentFeatures } from '../../../../trainer/fit/content/content-features.js';
import { applyMap, fitContentMap } from '../../../../trainer/fit/content/content-map.js';
import { shopCatalog } from './catalogs.js';

const SIZE = 12;

/** A = RᵀR + I for a random R, and a random right side. */
function randomSystem(): { matrix: Float64Array; right: Float64Array } {
  const random = createRandom(6);
  const root = Float64Array.from({ length: SIZE * SIZE }, () => random.normal());
  const matrix = new Float64Array(SIZE * SIZE);
  for (let i = 0; i < SIZE; i++) {
    for (let j = 0; j < SIZE; j++) {
      for (let k = 0; k < SIZE; k++) matrix[i * SIZE + j]! += root[k * SIZE + i]! * root[k * SIZE + j]!;
    }
    matrix[i * SIZE + i]! += 1;
  }
  return { matrix, right: Float64Array.from({ length: SIZE }, () => random.normal()) };
}

describe('conjugate gradients', () => {
  it('agree with Cholesky after as many rounds as there are unknowns', () => {
    const { matrix, right } = randomSystem();
    const found = conjugateGradient(
      {
        multiply: (x, out) => {
          for (let i = 0; i < SIZE; i++) {
            out[i] = 0;
            for (let j = 0; j < SIZE; j++) out[i]! += matrix[i * SIZE + j]! * x[j]!;
          }
        },
        diagonal: Float64Array.from(right, (_, i) => matrix[i * SIZE + i]!),
        right,
      },
      { iterations: 2 * SIZE, tolerance: 1e-9 },
    );
    const exact = right.slice();
    solveCholesky(matrix, exact, SIZE);
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(exact[i]!, 6);
    });
  });

  it('give zeros for a right side of zeros', () => {
    const zeros = new Float64Array(3);
    const system = { multiply: () => undefined, diagonal: new Float64Array(3).fill(1), right: zeros };
    expect(conjugateGradient(system, { iterations: 5, tolerance: 1e-6 })).toEqual(zeros);
  });
});

describe('a map from the catalog', () => {
  it('predicts what the catalog decides, from the marked items alone', () => {
    const content = toContentFeatures(shopCatalog(100));
    const map = fitContentMap(content, {
      items: Uint8Array.from({ length: 100 }, (_, i) => (i < 80 ? 1 : 0)),
      dimension: 2,
      lambda: 0.01,
      target: (item, out) => {
        out[0] = item < 80 ? item % 4 : NaN;
        out[1] = 5;
      },
    });
    const predicted = new Float64Array(2);
    for (let item = 80; item < 100; item++) {
      applyMap(map, content.rows, item, predicted);
      expect(Math.abs(predicted[0]! - (item % 4))).toBeLessThan(0.2);
      expect(Math.abs(predicted[1]! - 5)).toBeLessThan(0.1);
    }
  });
});
