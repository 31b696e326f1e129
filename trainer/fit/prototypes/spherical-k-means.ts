import type { Random } from '../../../core/random.js';

export interface ClusterOptions {
  readonly dimension: number;
  /** Clusters to begin with. */
  readonly clusters: number;
  /** Clusters with fewer rows are dissolved, smallest first, their rows going to the nearest of the others. */
  readonly minRows: number;
}

export interface Clusters {
  readonly count: number;
  /** i32[rows]: cluster of each row, -1 for a row of zeros, which has no direction. */
  readonly assignment: Int32Array;
}

/** Directions are found on so many rows at most, drawn by seed; then every row is assigned. */
const MAX_SAMPLE = 20_000;
const MAX_ITERATIONS = 25;
/** Enough where fewer rows than this part move. */
const SETTLED = 0.002;

/**
 * Spherical K-means (Dhillon and Modha 2001) with k-means++ seeds (Arthur and Vassilvitskii 2007) over 1 - cosine.
 * @param rows f64[rows x dimension], row-major.
 */
export function clusterDirections(rows: Float64Array, options: ClusterOptions, random: Random): Clusters {
  const { dimension, minRows } = options;
  const unit = toUnitRows(rows, dimension);
  const directed = unit.present;
  const sample =
    directed.length <= MAX_SAMPLE
      ? directed
      : random
          .shuffle([...directed])
          .slice(0, MAX_SAMPLE)
          .sort((a, b) => a - b);
  const wanted = Math.min(options.clusters, sample.length);
  let centroids = seedCentroids(unit, sample, wanted, random);
  const assignment = new Int32Array(rows.length / dimension).fill(-1);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const moved = assign(unit, sample, centroids, assignment);
    centroids = toCentroids(unit, sample, assignment, centroids.length / dimension);
    if (moved < SETTLED * sample.length) break;
  }
  assign(unit, directed, centroids, assignment);
  return dissolveSmall(unit, { centroids, assignment, minRows });
}

interface UnitRows {
  readonly dimension: number;
  /** f64[rows x dimension]: length 1, or 0. */
  readonly values: Float64Array;
  /** Rows that have a direction. */
  readonly present: readonly number[];
}

function toUnitRows(rows: Float64Array, dimension: number): UnitRows {
  const values = new Float64Array(rows.length);
  const present: number[] = [];
  for (let row = 0; row * dimension < rows.length; row++) {
    const from = row * dimension;
    let squares = 0;
    for (let k = from; k < from + dimension; k++) squares += rows[k]! * rows[k]!;
    if (squares === 0) continue;
    const scale = 1 / Math.sqrt(squares);
    for (let k = from; k < from + dimension; k++) values[k] = rows[k]! * scale;
    present.push(row);
  }
  return { dimension, values, present };
}

function seedCentroids(unit: UnitRows, sample: readonly number[], count: number, random: Random): Float64Array {
  const { dimension, values } = unit;
  const centroids = new Float64Array(count * dimension);
  const distance = new Float64Array(sample.length).fill(1);
  for (let c = 0; c < count; c++) {
    const row = sample[random.weighted(distance)]!;
    centroids.set(values.subarray(row * dimension, (row + 1) * dimension), c * dimension);
    sample.forEach((other, at) => {
      const far = 1 - cosine(unit, other, centroids, c);
      distance[at] = Math.max(0, c === 0 ? far : Math.min(distance[at]!, far));
    });
  }
  return centroids;
}

/** Assigns each of the listed rows to its nearest centroid, ties to the first. Returns how many moved. */
function assign(unit: UnitRows, listed: readonly number[], centroids: Float64Array, assignment: Int32Array): number {
  let moved = 0;
  for (const row of listed) {
    let best = -1;
    let most = -Infinity;
    for (let c = 0; c * unit.dimension < centroids.length; c++) {
      const near = cosine(unit, row, centroids, c);
      if (near > most) {
        most = near;
        best = c;
      }
    }
    if (assignment[row] !== best) moved++;
    assignment[row] = best;
  }
  return moved;
}

function toCentroids(
  { dimension, values }: UnitRows,
  listed: readonly number[],
  assignment: Int32Array,
  count: number,
): Float64Array {
  const sums = new Float64Array(count * dimension);
  for (const row of listed) {
    const at = assignment[row]! * dimension;
    for (let k = 0; k < dimension; k++) sums[at + k]! += values[row * dimension + k]!;
  }
  return toUnitRows(sums, dimension).values;
}

function dissolveSmall(
  unit: UnitRows,
  found: { readonly centroids: Float64Array; readonly assignment: Int32Array; readonly minRows: number },
): Clusters {
  const { dimension } = unit;
  const { assignment, minRows } = found;
  let { centroids } = found;
  for (;;) {
    const count = centroids.length / dimension;
    const sizes = new Uint32Array(count);
    for (const row of unit.present) sizes[assignment[row]!]!++;
    const smallest = sizes.indexOf(Math.min(...sizes));
    if (count < 2 || sizes[smallest]! >= minRows) return { count, assignment };
    const homeless = unit.present.filter((row) => assignment[row] === smallest);
    for (const row of unit.present) if (assignment[row]! > smallest) assignment[row]!--;
    const kept = new Float64Array(centroids.length - dimension);
    kept.set(centroids.subarray(0, smallest * dimension));
    kept.set(centroids.subarray((smallest + 1) * dimension), smallest * dimension);
    assign(unit, homeless, kept, assignment);
    centroids = toCentroids(unit, unit.present, assignment, count - 1);
  }
}

/** Cosine of a row and centroid c, two products at a time. */
function cosine({ dimension, values }: UnitRows, row: number, centroids: Float64Array, c: number): number {
  const [a, b] = [row * dimension, c * dimension];
  let even = 0;
  let odd = 0;
  for (let k = 0; k + 1 < dimension; k += 2) {
    even += values[a + k]! * centroids[b + k]!;
    odd += values[a + k + 1]! * centroids[b + k + 1]!;
  }
  if (dimension % 2 === 1) even += values[a + dimension - 1]! * centroids[b + dimension - 1]!;
  return even + odd;
}
