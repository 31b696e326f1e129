import { solveCholesky } from './cholesky.js';
import { addOuterProducts } from './outer-products.js';

/** One user's least-squares problem against fixed item factors. */
export interface FoldInProblem {
  /** [items x dimension], row-major. */
  readonly factors: Float32Array | Float64Array;
  readonly dimension: number;
  /** G = HᵀH over all items that carry factors, f64[d x d], symmetric. */
  readonly gram: Float64Array;
  /** The user's distinct items. */
  readonly items: ArrayLike<number>;
  /** c > 0, one an item. */
  readonly confidences: ArrayLike<number>;
  /** Weight of the implicit zeros, > 0. */
  readonly alpha0: number;
  /** L2 regularisation, >= 0. */
  readonly lambda: number;
  /** Exponent of the frequency-scaled regularisation, 0-1. */
  readonly nu: number;
  /** Items that carry factors: n in λ(|I| + α0·n)^ν. */
  readonly itemCount: number;
}

/**
 * The user vector w of (Σ c·hhᵀ + α0·G + λ(|I| + α0·n)^ν·I) w = Σ c·h: the user step of iALS (Rendle, Krichene, Zhang and
 * Koren 2021, "Revisiting the Performance of iALS"), the same in training and on the device.
 * @returns f64[d]; zeros where the system cannot be solved (all factors 0 and λ = 0).
 */
export function solveUser(problem: FoldInProblem): Float64Array {
  const { dimension } = problem;
  const w = foldInTarget(problem);
  return solveCholesky(foldInMatrix(problem), w, dimension) ? w : new Float64Array(dimension);
}

/** The right side of the system above, f64[d]. */
export function foldInTarget({ factors, dimension, items, confidences }: FoldInProblem): Float64Array {
  const target = new Float64Array(dimension);
  for (let e = 0; e < items.length; e++) {
    const row = items[e]! * dimension;
    for (let k = 0; k < dimension; k++) target[k]! += confidences[e]! * factors[row + k]!;
  }
  return target;
}

/** The matrix of the system above, lower triangle, f64[d x d] row-major. */
export function foldInMatrix(problem: FoldInProblem): Float64Array {
  const { factors, dimension: d, gram, items, confidences, alpha0, lambda, nu, itemCount } = problem;
  const a = new Float64Array(d * d);
  const ridge = lambda * (items.length + alpha0 * itemCount) ** nu;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) a[i * d + j] = alpha0 * gram[i * d + j]!;
    a[i * d + i]! += ridge;
  }
  const rows = new Float64Array(items.length * d);
  for (let e = 0; e < items.length; e++) rows.set(factors.subarray(items[e]! * d, (items[e]! + 1) * d), e * d);
  addOuterProducts(a, rows, Float64Array.from(confidences), { count: items.length, dimension: d });
  return a;
}
