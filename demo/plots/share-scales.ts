import type { ScatterPoint, TruthRow } from './plot-spec.js';

/** Free room beyond the largest share, so that no dot lies on the edge. */
const HEADROOM = 1.15;
const SMALLEST = 1e-4;
const TICKS = [0, 0.1, 0.3, 0.6, 1];

/** One end for both axes: equal shares lie on the diagonal. */
export function topOfScatter(points: readonly ScatterPoint[]): number {
  return Math.max(SMALLEST, ...points.flatMap(({ x, value }) => [x, value])) * HEADROOM;
}

/** Of one significant digit each; they lie further apart the larger, as the axis is a root. */
export function ticksTo(most: number): number[] {
  return TICKS.map((of) => Number((of * most).toPrecision(1))).filter((tick) => tick <= most);
}

/** All truths and estimates, and half of the widest interval: a whole one would press the others together. */
export function topOfTruth(rows: readonly TruthRow[]): number {
  return Math.max(SMALLEST, ...rows.flatMap(({ truth, value, high }) => [truth, (value + high) / 2]));
}

/** Pixels that a column of names takes: as wide as the longest, at most a part of all. */
export function namesWidth(names: readonly string[], { letter, most }: { letter: number; most: number }): number {
  return Math.min(most, Math.ceil(letter * Math.max(0, ...names.map((name) => name.length))));
}
