import { solveCholesky } from '../../core/math/cholesky.js';
import { eigenSymmetric } from '../../core/math/eigen-symmetric.js';
import { addOuterProducts } from '../../core/math/outer-products.js';

/** Below this share of the largest, the smallest entry of the diagonal makes the small system ill-conditioned. */
const WELL_CONDITIONED = 1e-9;

/**
 * Solves (Σ c·h hᵀ + α0·G + ridge·I) w = Σ c·h for many rows over the same factors H.
 *
 * G = VΛVᵀ is taken apart once. In the basis V all but the row's own m items is the diagonal D = α0Λ + ridge, so with
 * m < d the m x m system (C⁻¹ + H D⁻¹ Hᵀ) z = 1, w = D⁻¹ Hᵀ z gives the same w (Woodbury) for about m²d/2 operations
 * instead of m·d²/2 + d³/6: most users and items are short.
 */
export class HalfEpochSolver {
  readonly #dimension: number;
  /** α0Λ. */
  readonly #spectrum: Float64Array;
  readonly #vectors: Float64Array;
  /** H in the basis V. */
  readonly #rotated: Float64Array;
  readonly #diagonal: Float64Array;
  readonly #system: Float64Array;
  readonly #solution: Float64Array;
  #rows = new Float64Array(0);
  #weights = new Float64Array(0);

  constructor(factors: Float64Array, gram: Float64Array, options: { dimension: number; alpha0: number }) {
    const { dimension, alpha0 } = options;
    const { values, vectors } = eigenSymmetric(gram, dimension);
    this.#dimension = dimension;
    this.#spectrum = values.map((value) => alpha0 * Math.max(0, value));
    this.#vectors = vectors;
    this.#rotated = rotateRows(factors, vectors, dimension);
    this.#diagonal = new Float64Array(dimension);
    this.#system = new Float64Array(dimension * dimension);
    this.#solution = new Float64Array(dimension);
  }

  /** Writes w into `out`; zeros where the system is singular, which ridge > 0 rules out. */
  solve(columns: Uint32Array, confidences: Float32Array, ridge: number, out: Float64Array): void {
    const count = columns.length;
    this.#load(columns, confidences);
    let least = Infinity;
    let most = 0;
    for (let k = 0; k < this.#dimension; k++) {
      const value = this.#spectrum[k]! + ridge;
      this.#diagonal[k] = value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    const isSmall = count < this.#dimension && least > WELL_CONDITIONED * most;
    const isSolved = isSmall ? this.#solveSmall(count) : this.#solveFull(count);
    if (isSolved) multiplyInto(out, this.#vectors, this.#solution);
    else out.fill(0);
  }

  #load(columns: Uint32Array, confidences: Float32Array): void {
    const d = this.#dimension;
    const count = columns.length;
    if (this.#weights.length < count) {
      this.#rows = new Float64Array(2 * count * d);
      this.#weights = new Float64Array(2 * count);
    }
    this.#weights.set(confidences);
    for (let r = 0; r < count; r++) {
      const from = columns[r]! * d;
      for (let k = 0; k < d; k++) this.#rows[r * d + k] = this.#rotated[from + k]!;
    }
  }

  #solveFull(count: number): boolean {
    const d = this.#dimension;
    const system = this.#system.fill(0);
    const solution = this.#solution.fill(0);
    for (let k = 0; k < d; k++) system[k * d + k] = this.#diagonal[k]!;
    for (let r = 0; r < count; r++) {
      for (let k = 0; k < d; k++) solution[k]! += this.#weights[r]! * this.#rows[r * d + k]!;
    }
    addOuterProducts(system, this.#rows, this.#weights, { count, dimension: d });
    return solveCholesky(system, solution, d);
  }

  #solveSmall(count: number): boolean {
    const d = this.#dimension;
    const rows = this.#rows;
    const diagonal = this.#diagonal;
    for (let k = 0; k < d; k++) diagonal[k] = 1 / Math.sqrt(diagonal[k]!);
    for (let r = 0; r < count; r++) for (let k = 0; k < d; k++) rows[r * d + k]! *= diagonal[k]!;
    fillProducts(this.#system, rows, count, d);
    for (let r = 0; r < count; r++) this.#system[r * count + r]! += 1 / this.#weights[r]!;
    const z = new Float64Array(count).fill(1);
    if (!solveCholesky(this.#system, z, count)) return false;
    const solution = this.#solution.fill(0);
    for (let r = 0; r < count; r++) for (let k = 0; k < d; k++) solution[k]! += z[r]! * rows[r * d + k]!;
    for (let k = 0; k < d; k++) solution[k]! *= diagonal[k]!;
    return true;
  }
}

/** The lower triangle of R Rᵀ for f64[count x d], four products at a time. */
function fillProducts(out: Float64Array, rows: Float64Array, count: number, d: number): void {
  for (let j = 0; j < count; j++) {
    const b = j * d;
    let i = j;
    for (; i + 4 <= count; i += 4) {
      const a = i * d;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let k = 0; k < d; k++) {
        const value = rows[b + k]!;
        s0 += value * rows[a + k]!;
        s1 += value * rows[a + d + k]!;
        s2 += value * rows[a + 2 * d + k]!;
        s3 += value * rows[a + 3 * d + k]!;
      }
      out[i * count + j] = s0;
      out[(i + 1) * count + j] = s1;
      out[(i + 2) * count + j] = s2;
      out[(i + 3) * count + j] = s3;
    }
    for (; i < count; i++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += rows[b + k]! * rows[i * d + k]!;
      out[i * count + j] = sum;
    }
  }
}

/** out = M x for f64[d x d], four rows at a time. */
function multiplyInto(out: Float64Array, matrix: Float64Array, x: Float64Array): void {
  const d = x.length;
  let i = 0;
  for (; i + 4 <= d; i += 4) {
    const a = i * d;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let k = 0; k < d; k++) {
      const value = x[k]!;
      s0 += value * matrix[a + k]!;
      s1 += value * matrix[a + d + k]!;
      s2 += value * matrix[a + 2 * d + k]!;
      s3 += value * matrix[a + 3 * d + k]!;
    }
    out[i] = s0;
    out[i + 1] = s1;
    out[i + 2] = s2;
    out[i + 3] = s3;
  }
  for (; i < d; i++) {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += x[k]! * matrix[i * d + k]!;
    out[i] = sum;
  }
}

/** Every row of H in the basis V: Vᵀ h. */
function rotateRows(rows: Float64Array, vectors: Float64Array, d: number): Float64Array {
  const transposed = new Float64Array(d * d);
  for (let i = 0; i < d; i++) for (let k = 0; k < d; k++) transposed[k * d + i] = vectors[i * d + k]!;
  const out = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += d) {
    multiplyInto(out.subarray(at, at + d), transposed, rows.subarray(at, at + d));
  }
  return out;
}
