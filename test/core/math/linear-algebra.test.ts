import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorCholesky, solveCholesky } from '../../../core/math/cholesky.js';
import { eigenSymmetric } from '../../../core/math/eigen-symmetric.js';
import { addOuterProducts, gramMatrix } from '../../../core/math/outer-products.js';
import { createRandom } from '../../../core/random.js';

const normals = (seed: number, count: number): Float64Array => {
  const random = createRandom(seed);
  return Float64Array.from({ length: count }, () => random.normal());
};
const size = fc.integer({ min: 1, max: 23 });

describe('outer products', () => {
  it('add up to the lower triangle of the weighted sum', () => {
    fc.assert(
      fc.property(fc.integer(), size, fc.integer({ min: 0, max: 11 }), (seed, dimension, count) => {
        const rows = normals(seed, count * dimension);
        const weights = normals(seed + 1, count);
        const matrix = new Float64Array(dimension * dimension);
        addOuterProducts(matrix, rows, weights, { count, dimension });
        for (let i = 0; i < dimension; i++) {
          for (let j = 0; j < dimension; j++) {
            let sum = 0;
            for (let r = 0; r < count; r++) sum += weights[r]! * rows[r * dimension + i]! * rows[r * dimension + j]!;
            expect(matrix[i * dimension + j]!).toBeCloseTo(j <= i ? sum : 0, 10);
          }
        }
      }),
    );
  });
});

describe('Cholesky', () => {
  it('solves a positive definite system of any size', () => {
    fc.assert(
      fc.property(fc.integer(), size, (seed, n) => {
        const matrix = gramMatrix(normals(seed, 2 * n * n), n);
        for (let i = 0; i < n; i++) matrix[i * n + i]! += 1;
        const wanted = normals(seed + 1, n);
        const right = Float64Array.from({ length: n }, (_, i) =>
          wanted.reduce((sum, x, j) => sum + x * matrix[i * n + j]!, 0),
        );
        expect(solveCholesky(matrix.slice(), right, n)).toBe(true);
        right.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 8));
      }),
    );
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(factorCholesky(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
  });
});

describe('eigenvalues of a symmetric matrix', () => {
  it('take it apart into orthogonal vectors and put it together again', () => {
    fc.assert(
      fc.property(fc.integer(), size, (seed, n) => {
        const matrix = gramMatrix(normals(seed, n * n), n);
        const { values, vectors } = eigenSymmetric(matrix, n);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            let again = 0;
            let inner = 0;
            for (let k = 0; k < n; k++) {
              again += vectors[i * n + k]! * values[k]! * vectors[j * n + k]!;
              inner += vectors[k * n + i]! * vectors[k * n + j]!;
            }
            expect(again).toBeCloseTo(matrix[i * n + j]!, 8);
            expect(inner).toBeCloseTo(i === j ? 1 : 0, 10);
          }
        }
      }),
    );
  });
});
