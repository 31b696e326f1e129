import { gramMatrix } from '../../core/math/outer-products.js';
import type { Random } from '../../core/random.js';
import { HalfEpochSolver } from './ials-half-epoch.js';
import type { Interactions, SparseRows } from './interactions.js';

export interface IalsOptions {
  /** Default 64. */
  readonly dimension?: number;
  /** Default 12. */
  readonly epochs?: number;
  /** Weight of the implicit zeros, > 0. Its best value moves 30-fold between shops. */
  readonly alpha0: number;
  /** L2 regularisation, > 0. */
  readonly lambda: number;
  /** Exponent of the frequency-scaled regularisation. Default 1. */
  readonly nu?: number;
  /** Called after every half epoch. */
  readonly onHalfEpoch?: (done: number, total: number) => void;
}

export interface IalsFit {
  readonly dimension: number;
  /** f64[users x dimension], row-major; zeros for a user without interactions. Never leaves the trainer. */
  readonly users: Float64Array;
  /** f64[items x dimension], row-major; zeros for an unsupported item. */
  readonly items: Float64Array;
  /** Items that carry factors: the n of the fold-in. */
  readonly itemCount: number;
}

/**
 * Implicit alternating least squares (Rendle et al. 2021, "Revisiting the Performance of iALS"): minimises
 * Σ c(ŷ−1)² + α0 Σ_all ŷ² + Σ λ(|I_u| + α0·n)^ν |w_u|² + Σ λ(|U_i| + α0·m)^ν |h_i|². An epoch solves the items, then the
 * users: the user factors returned are the fold-in of their items, as the device computes it.
 */
export function fitIals(interactions: Interactions, options: IalsOptions, random: Random): IalsFit {
  const { dimension = 64, epochs = 12 } = options;
  const { byUser, byItem } = interactions;
  const userCount = countFilled(byUser);
  const itemCount = countFilled(byItem);
  const users = initialFactors(byUser, dimension, random);
  const items = new Float64Array(interactions.itemCount * dimension);
  for (let half = 0; half < 2 * epochs; half++) {
    if (half % 2 === 0) solveSide(items, byItem, users, { ...options, dimension, itemCount: userCount });
    else solveSide(users, byUser, items, { ...options, dimension, itemCount });
    options.onHalfEpoch?.(half + 1, 2 * epochs);
  }
  return { dimension, users, items, itemCount };
}

interface SideOptions extends IalsOptions {
  readonly dimension: number;
  readonly itemCount: number;
}

/** Solves every row of one side with the other side fixed. */
function solveSide(out: Float64Array, rows: SparseRows, fixed: Float64Array, options: SideOptions): void {
  const { dimension, itemCount, alpha0, lambda, nu = 1 } = options;
  const solver = new HalfEpochSolver(fixed, gramMatrix(fixed, dimension), { dimension, alpha0 });
  for (let r = 0; r + 1 < rows.start.length; r++) {
    const from = rows.start[r]!;
    const to = rows.start[r + 1]!;
    if (to === from) continue;
    const ridge = lambda * (to - from + alpha0 * itemCount) ** nu;
    const into = out.subarray(r * dimension, (r + 1) * dimension);
    solver.solve(rows.column.subarray(from, to), rows.value.subarray(from, to), ridge, into);
  }
}

function countFilled(rows: SparseRows): number {
  let filled = 0;
  for (let r = 0; r + 1 < rows.start.length; r++) if (rows.start[r + 1]! > rows.start[r]!) filled++;
  return filled;
}

function initialFactors(rows: SparseRows, dimension: number, random: Random): Float64Array {
  const factors = new Float64Array((rows.start.length - 1) * dimension);
  const deviation = 0.1 / Math.sqrt(dimension);
  for (let r = 0; r + 1 < rows.start.length; r++) {
    if (rows.start[r + 1] === rows.start[r]) continue;
    for (let k = 0; k < dimension; k++) factors[r * dimension + k] = deviation * random.normal();
  }
  return factors;
}
