import { solveCholesky } from '../../../core/math/cholesky.js';

/** P(1 | x) = 1 / (1 + e^-score), the score linear in standardised columns. */
export type Judge = (x: ArrayLike<number>) => number;

const STEPS = 12;
/** Of the columns' weights, in standardised units: a handful of rows' worth. */
const RIDGE = 5;

/**
 * Ridge logistic regression by Newton's method (iteratively reweighted least squares), columns standardised.
 * @param rows all of one length. @param isOne as many labels.
 * @returns the score of a row: higher, likelier 1.
 */
export function fitLogistic(rows: readonly ArrayLike<number>[], isOne: ArrayLike<number>): Judge {
  const d = rows[0]?.length ?? 0;
  const scale = toScales(rows);
  const toX = (row: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: d + 1 }, (_, k) => (k === d ? 1 : (row[k]! - scale[k]!.mean) / scale[k]!.deviation));
  const xs = rows.map(toX);
  const weights = new Float64Array(d + 1);
  for (let step = 0; step < STEPS; step++) {
    const change = newtonStep(xs, isOne, weights);
    if (change === undefined) break;
    change.forEach((value, k) => (weights[k]! += value));
  }
  return (row) => dot(weights, toX(row));
}

/** Of each column; a constant one has deviation 1. */
export function toScales(rows: readonly ArrayLike<number>[]): { mean: number; deviation: number }[] {
  return Array.from({ length: rows[0]?.length ?? 0 }, (_, k) => {
    const mean = rows.reduce((sum, row) => sum + row[k]!, 0) / rows.length;
    const variance = rows.reduce((sum, row) => sum + (row[k]! - mean) ** 2, 0) / rows.length;
    return { mean, deviation: variance > 0 ? Math.sqrt(variance) : 1 };
  });
}

function newtonStep(
  xs: readonly Float64Array[],
  isOne: ArrayLike<number>,
  weights: Float64Array,
): Float64Array | undefined {
  const n = weights.length;
  const hessian = new Float64Array(n * n);
  const gradient = new Float64Array(n);
  xs.forEach((x, row) => {
    const chance = 1 / (1 + Math.exp(-dot(weights, x)));
    const curvature = chance * (1 - chance);
    for (let a = 0; a < n; a++) {
      gradient[a]! += (isOne[row]! - chance) * x[a]!;
      for (let b = 0; b <= a; b++) hessian[a * n + b]! += curvature * x[a]! * x[b]!;
    }
  });
  for (let k = 0; k < n; k++) {
    const ridge = k === n - 1 ? 1e-9 : RIDGE;
    hessian[k * n + k]! += ridge;
    gradient[k]! -= ridge * weights[k]!;
  }
  return solveCholesky(hessian, gradient, n) ? gradient : undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
