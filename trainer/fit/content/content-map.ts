import type { SparseRows } from '../interactions.js';
import { conjugateGradient } from './conjugate-gradient.js';
import type { ContentFeatures } from './content-features.js';

/** A linear map from features, and a constant, to vectors: f64[(features + 1) x dimension], the constant's row last. */
export interface ContentMap {
  readonly weights: Float64Array;
  readonly featureCount: number;
  readonly dimension: number;
}

/** out = Σ_f value_f · weights_f + constant, for one row of features. */
export function applyMap(map: ContentMap, rows: SparseRows, row: number, out: Float64Array): void {
  const { weights, featureCount, dimension } = map;
  for (let k = 0; k < dimension; k++) out[k] = weights[featureCount * dimension + k]!;
  for (let e = rows.start[row]!; e < rows.start[row + 1]!; e++) {
    const from = rows.column[e]! * dimension;
    const value = rows.value[e]!;
    for (let k = 0; k < dimension; k++) out[k]! += value * weights[from + k]!;
  }
}

/** gradient_f += value_f · vector for every feature of the row and the constant: the transpose of `applyMap`. */
function addTransposed(
  gradient: Float64Array,
  rows: SparseRows,
  row: number,
  at: { readonly featureCount: number; readonly vector: Float64Array },
): void {
  const { featureCount, vector } = at;
  const dimension = vector.length;
  for (let k = 0; k < dimension; k++) gradient[featureCount * dimension + k]! += vector[k]!;
  for (let e = rows.start[row]!; e < rows.start[row + 1]!; e++) {
    const from = rows.column[e]! * dimension;
    const value = rows.value[e]!;
    for (let k = 0; k < dimension; k++) gradient[from + k]! += value * vector[k]!;
  }
}

export interface ContentMapOptions {
  /** u8[items]: the items fitted on. */
  readonly items: Uint8Array;
  readonly dimension: number;
  /** L2 regularisation, > 0, in items. */
  readonly lambda: number;
  /** Writes the vector an item should be mapped to, f64[dimension]. */
  readonly target: (item: number, out: Float64Array) => void;
}

const ITERATIONS = 60;
const TOLERANCE = 1e-2;

/**
 * Ridge regression: minimises Σ_items |map(x_i) − target_i|² + λ|map|². Each dimension is brought to mean 0 and deviation 1
 * first, so that a large one does not decide when all of them are solved well enough.
 */
export function fitContentMap({ rows, featureCount }: ContentFeatures, options: ContentMapOptions): ContentMap {
  const { dimension, lambda } = options;
  const size = (featureCount + 1) * dimension;
  const items = [...options.items.keys()].filter((item) => options.items[item] === 1);
  const { mean, deviation } = spreadOf(items, options);
  const vector = new Float64Array(dimension);
  const right = new Float64Array(size);
  for (const item of items) {
    options.target(item, vector);
    for (let k = 0; k < dimension; k++) vector[k] = (vector[k]! - mean[k]!) / deviation[k]!;
    addTransposed(right, rows, item, { featureCount, vector });
  }
  const multiply = (x: Float64Array, out: Float64Array): void => {
    for (let k = 0; k < size; k++) out[k] = lambda * x[k]!;
    const map = { weights: x, featureCount, dimension };
    for (const item of items) {
      applyMap(map, rows, item, vector);
      addTransposed(out, rows, item, { featureCount, vector });
    }
  };
  const squares = squaresOf(rows, items, featureCount);
  const diagonal = right.map((_, k) => squares[Math.floor(k / dimension)]! + lambda);
  const standard = conjugateGradient({ multiply, diagonal, right }, { iterations: ITERATIONS, tolerance: TOLERANCE });
  const weights = standard.map((weight, k) => weight * deviation[k % dimension]!);
  for (let k = 0; k < dimension; k++) weights[featureCount * dimension + k]! += mean[k]!;
  return { weights, featureCount, dimension };
}

/** f64[dimension] each: mean and standard deviation of the targets, 1 where a dimension does not vary. */
function spreadOf(
  items: readonly number[],
  { dimension, target }: ContentMapOptions,
): { mean: Float64Array; deviation: Float64Array } {
  const vector = new Float64Array(dimension);
  const mean = new Float64Array(dimension);
  const squares = new Float64Array(dimension);
  for (const item of items) {
    target(item, vector);
    for (let k = 0; k < dimension; k++) mean[k]! += vector[k]! / items.length;
  }
  for (const item of items) {
    target(item, vector);
    for (let k = 0; k < dimension; k++) squares[k]! += (vector[k]! - mean[k]!) ** 2 / items.length;
  }
  return { mean, deviation: squares.map((value) => (value > 1e-12 ? Math.sqrt(value) : 1)) };
}

/** f64[features + 1]: Σ x² of each feature over the items; of the constant, their number. */
function squaresOf(rows: SparseRows, items: readonly number[], featureCount: number): Float64Array {
  const squares = new Float64Array(featureCount + 1);
  for (const item of items) {
    squares[featureCount]!++;
    for (let e = rows.start[item]!; e < rows.start[item + 1]!; e++) squares[rows.column[e]!]! += rows.value[e]! ** 2;
  }
  return squares;
}
