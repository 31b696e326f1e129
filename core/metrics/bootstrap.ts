import type { Random } from '../random.js';

/** A mean with its interval. All three are NaN where there is no value. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Seeded draws, made once and used for everything measured over the same values: intervals stay comparable, and paired. */
export interface Resamples {
  /** u32[values]: the cluster of each value, 0 .. clusters - 1. */
  readonly clusterOf: Uint32Array;
  readonly clusterCount: number;
  /** One u16[clusters] a resample: how often each cluster was drawn. */
  readonly drawn: readonly Uint16Array[];
}

/**
 * Draws whole clusters with replacement, as many as there are.
 * @param clusters for each value which ones belong together, any number: usually the user, whose queries are not
 * independent of one another.
 * @param count of resamples, default 1,000.
 */
export function drawResamples(clusters: ArrayLike<number>, random: Random, count = 1000): Resamples {
  const numbers = new Map<number, number>();
  const clusterOf = Uint32Array.from(clusters, (cluster) => {
    const number = numbers.get(cluster) ?? numbers.size;
    numbers.set(cluster, number);
    return number;
  });
  const clusterCount = numbers.size;
  const drawn = Array.from({ length: count }, () => {
    const times = new Uint16Array(clusterCount);
    for (let i = 0; i < clusterCount; i++) times[random.int(clusterCount)]!++;
    return times;
  });
  return { clusterOf, clusterCount, drawn };
}

/**
 * Percentile bootstrap of a mean (Efron and Tibshirani 1993, §13.3). The mean is over values, not over clusters; NaN is
 * a missing value, which leaves the mean.
 * @param values one a query, in the order the resamples were drawn for.
 * @param level coverage of the interval, default 0.95.
 */
export function bootstrapMean(values: ArrayLike<number>, resamples: Resamples, level = 0.95): Interval {
  const { at, sums, counts } = totalByCluster(values, resamples);
  const means = new Float64Array(resamples.drawn.length);
  resamples.drawn.forEach((times, r) => (means[r] = meanOfDraw(at, sums, counts, times)));
  const total = meanOfDraw(at, sums, counts, new Uint16Array(resamples.clusterCount).fill(1));
  const [low, high] = percentileRange(means, level);
  return { mean: total, low, high };
}

/** Paired: the interval of mean(a − b), where a[i] and b[i] belong to the same query. See `bootstrapMean`. */
export function bootstrapDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  resamples: Resamples,
  level = 0.95,
): Interval {
  const differences = Float64Array.from({ length: a.length }, (_, i) => a[i]! - b[i]!);
  return bootstrapMean(differences, resamples, level);
}

interface ClusterTotals {
  /** The clusters that have a value. */
  readonly at: Uint32Array;
  /** For each of them the sum of its values. */
  readonly sums: Float64Array;
  /** For each of them how many values it has. */
  readonly counts: Float64Array;
}

function totalByCluster(values: ArrayLike<number>, { clusterOf, clusterCount }: Resamples): ClusterTotals {
  const sums = new Float64Array(clusterCount);
  const counts = new Float64Array(clusterCount);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue;
    sums[clusterOf[i]!]! += values[i]!;
    counts[clusterOf[i]!]!++;
  }
  const at = Uint32Array.from(counts.keys()).filter((cluster) => counts[cluster]! > 0);
  return { at, sums: sums.filter((_, cluster) => counts[cluster]! > 0), counts: counts.filter((count) => count > 0) };
}

/** Two values a step: one running sum would wait for itself, and this loop is where the time goes. */
function meanOfDraw(at: Uint32Array, sums: Float64Array, counts: Float64Array, times: Uint16Array): number {
  let [sumA, sumB, countA, countB] = [0, 0, 0, 0];
  const even = at.length & ~1;
  for (let i = 0; i < even; i += 2) {
    const a = times[at[i]!]!;
    const b = times[at[i + 1]!]!;
    sumA += a * sums[i]!;
    sumB += b * sums[i + 1]!;
    countA += a * counts[i]!;
    countB += b * counts[i + 1]!;
  }
  if (even < at.length) {
    const a = times[at[even]!]!;
    sumA += a * sums[even]!;
    countA += a * counts[even]!;
  }
  return (sumA + sumB) / (countA + countB);
}

/** The central `level` of values, with linear interpolation between ranks. Resamples without any value are left out. */
function percentileRange(values: Float64Array, level: number): [number, number] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const at = (share: number): number => {
    const position = share * (sorted.length - 1);
    const below = sorted[Math.floor(position)] ?? NaN;
    const above = sorted[Math.ceil(position)] ?? NaN;
    return below + (above - below) * (position - Math.floor(position));
  };
  return [at((1 - level) / 2), at((1 + level) / 2)];
}
