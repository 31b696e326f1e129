import type { ContentTable } from '../../../core/artifact/content-section.js';
import { eigenSymmetric } from '../../../core/math/eigen-symmetric.js';
import { gramMatrix } from '../../../core/math/outer-products.js';
import type { Random } from '../../../core/random.js';
import type { SparseRows } from '../interactions.js';
import type { ContentFeatures } from './content-features.js';

const CONTENT_DIMENSION = 32;

/** Columns beyond those kept, and passes over the matrix: both make the leading directions exact. */
const OVERSAMPLING = 10;
const PASSES = 3;
/** Directions of less than this share of the largest eigenvalue are rounding. */
const RANK_TOLERANCE = 1e-9;
const UNIT = 127;

/**
 * The features in 32 dimensions by a randomised singular value decomposition (Halko, Martinsson and Tropp 2011,
 * algorithm 5.1 with power iterations), rows brought to length 1. A catalog of fewer directions leaves the last ones 0.
 */
export function fitContentVectors(features: ContentFeatures, random: Random): ContentTable {
  return { dimension: CONTENT_DIMENSION, vectors: Int8Array.from(fitContentSteps(features, random), Math.round) };
}

/** The same before rounding: f64[items x 32], in steps of 1/127. */
export function fitContentSteps({ rows, featureCount }: ContentFeatures, random: Random): Float64Array {
  const items = rows.start.length - 1;
  const width = Math.min(CONTENT_DIMENSION + OVERSAMPLING, featureCount);
  const steps = new Float64Array(items * CONTENT_DIMENSION);
  if (width === 0) return steps;
  let directions = Float64Array.from({ length: featureCount * width }, () => random.normal());
  for (let pass = 0; pass < PASSES; pass++) {
    directions = multiplyTransposed(rows, orthonormalise(multiply(rows, directions, width), width), {
      featureCount,
      width,
    });
  }
  const projected = multiply(rows, orthonormalise(directions, width), width);
  normaliseRows(rotateToPrincipal(projected, width), width, steps);
  return steps;
}

/** X · b: f64[items x width]. */
function multiply(rows: SparseRows, b: Float64Array, width: number): Float64Array<ArrayBuffer> {
  const items = rows.start.length - 1;
  const out = new Float64Array(items * width);
  for (let item = 0; item < items; item++) {
    for (let e = rows.start[item]!; e < rows.start[item + 1]!; e++) {
      const from = rows.column[e]! * width;
      const value = rows.value[e]!;
      for (let k = 0; k < width; k++) out[item * width + k]! += value * b[from + k]!;
    }
  }
  return out;
}

/** Xᵀ · b: f64[features x width]. */
function multiplyTransposed(
  rows: SparseRows,
  b: Float64Array,
  { featureCount, width }: { readonly featureCount: number; readonly width: number },
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(featureCount * width);
  for (let item = 0; item + 1 < rows.start.length; item++) {
    for (let e = rows.start[item]!; e < rows.start[item + 1]!; e++) {
      const to = rows.column[e]! * width;
      const value = rows.value[e]!;
      for (let k = 0; k < width; k++) out[to + k]! += value * b[item * width + k]!;
    }
  }
  return out;
}

/** An orthonormal basis of the columns' span; columns beyond its rank are 0. */
function orthonormalise(columns: Float64Array, width: number): Float64Array {
  return rotate(columns, width, (value, largest) => (value > RANK_TOLERANCE * largest ? 1 / Math.sqrt(value) : 0));
}

/** The same rows in the coordinates of the span's own principal axes, largest first. */
function rotateToPrincipal(columns: Float64Array, width: number): Float64Array {
  return rotate(columns, width, (value, largest) => (value > RANK_TOLERANCE * largest ? 1 : 0));
}

/** columns · V · diag(scale(λ)) for the eigenvectors V of columnsᵀcolumns, by falling eigenvalue λ. */
function rotate(columns: Float64Array, width: number, scale: (value: number, largest: number) => number): Float64Array {
  const { values, vectors } = eigenSymmetric(gramMatrix(columns, width), width);
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b);
  const largest = values[order[0]!]!;
  const turn = new Float64Array(width * width);
  order.forEach((from, to) => {
    const factor = scale(values[from]!, largest);
    for (let k = 0; k < width; k++) turn[k * width + to] = factor * vectors[k * width + from]!;
  });
  const out = new Float64Array(columns.length);
  for (let row = 0; row < columns.length; row += width) {
    for (let k = 0; k < width; k++) {
      const value = columns[row + k]!;
      if (value === 0) continue;
      for (let to = 0; to < width; to++) out[row + to]! += value * turn[k * width + to]!;
    }
  }
  return out;
}

/** The first dimensions of each row, brought to length 1, in steps of 1/127. */
function normaliseRows(coordinates: Float64Array, width: number, steps: Float64Array): void {
  const kept = Math.min(width, CONTENT_DIMENSION);
  for (let item = 0; item * width < coordinates.length; item++) {
    const row = coordinates.subarray(item * width, item * width + kept);
    const norm = Math.hypot(...row);
    if (!(norm > 0)) continue;
    row.forEach((value, k) => {
      steps[item * CONTENT_DIMENSION + k] = (value / norm) * UNIT;
    });
  }
}
