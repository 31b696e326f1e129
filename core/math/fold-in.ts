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
  /** Where a user of whom little is known is drawn to. Default: nowhere but to zero. */
  readonly prior?: FoldInPrior | undefined;
}

/** What is believed of a user beside the items: κ·α0·‖H(w − μ)‖² is added to what is minimised. */
export interface FoldInPrior {
  /** μ, [dimension]. */
  readonly mean: ArrayLike<number>;
  /** κ >= 0, see `priorStrength`. */
  readonly strength: number;
}

/** The confidence, summed over a user's items, up to which the prior has its full strength; beyond, it fades inversely. */
const FULL_PRIOR_CONFIDENCE = 3;

/**
 * κ for a user with these confidences, one an item. A view that counts a third of a purchase also ends the prior a third as
 * fast.
 * @param scale κ of a newcomer, >= 0, chosen on validation; 0 switches the prior off.
 */
export function priorStrength(confidences: ArrayLike<number>, scale: number): number {
  let sum = 0;
  for (let e = 0; e < confidences.length; e++) sum += confidences[e]!;
  return sum > FULL_PRIOR_CONFIDENCE ? (scale * FULL_PRIOR_CONFIDENCE) / sum : scale;
}

/**
 * The user vector w of (Σ c·hhᵀ + (1+κ)·α0·G + λ(|I| + α0·n)^ν·I) w = Σ c·h + κ·α0·G·μ, κ = 0 without a prior: the user
 * step of iALS (Rendle, Krichene, Zhang and Koren 2021, "Revisiting the Performance of iALS"), the same in training and
 * on the device.
 * @returns f64[d]; zeros where the system cannot be solved (all factors 0 and λ = 0).
 */
export function solveUser(problem: FoldInProblem): Float64Array {
  const { dimension } = problem;
  const w = foldInTarget(problem);
  return solveCholesky(foldInMatrix(problem), w, dimension) ? w : new Float64Array(dimension);
}

/** The right side of the system above, f64[d]. */
export function foldInTarget(problem: FoldInProblem): Float64Array {
  const { factors, dimension, items, confidences, prior } = problem;
  const target = new Float64Array(dimension);
  for (let e = 0; e < items.length; e++) {
    const row = items[e]! * dimension;
    for (let k = 0; k < dimension; k++) target[k]! += confidences[e]! * factors[row + k]!;
  }
  if (prior !== undefined && prior.strength > 0) {
    const pull = prior.strength * problem.alpha0;
    for (let i = 0; i < dimension; i++) {
      for (let k = 0; k < dimension; k++) target[i]! += pull * problem.gram[i * dimension + k]! * prior.mean[k]!;
    }
  }
  return target;
}

/** The matrix of the system above, lower triangle, f64[d x d] row-major. */
export function foldInMatrix(problem: FoldInProblem): Float64Array {
  const { factors, dimension: d, gram, items, confidences, alpha0, lambda, nu, itemCount } = problem;
  const a = new Float64Array(d * d);
  const ridge = lambda * (items.length + alpha0 * itemCount) ** nu;
  const zeros = alpha0 * (1 + (problem.prior?.strength ?? 0));
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) a[i * d + j] = zeros * gram[i * d + j]!;
    a[i * d + i]! += ridge;
  }
  const rows = new Float64Array(items.length * d);
  for (let e = 0; e < items.length; e++) rows.set(factors.subarray(items[e]! * d, (items[e]! + 1) * d), e * d);
  addOuterProducts(a, rows, Float64Array.from(confidences), { count: items.length, dimension: d });
  return a;
}
