import type { ScatterPoint, TruthRow } from './plot-spec.js';

/** Free room beyond the largest share, so that no dot lies on the edge. */
const HEADROOM = 1.15;
const SMALLEST = 1e-4;

/** One end for both axes: equal shares lie on the diagonal. */
export function topOfScatter(points: readonly ScatterPoint[]): number {
  return Math.max(SMALLEST, ...points.flatMap(({ x, value }) => [x, value])) * HEADROOM;
}

/** 0, and 1, 2 and 5 of each power of ten from a twentieth of the end on: on an axis of roots they are well apart. */
export function ticksTo(most: number): number[] {
  const top = Math.floor(Math.log10(most));
  const series = [top - 2, top - 1, top].flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)));
  return [0, ...series.filter((tick) => tick >= most / 20 && tick <= most)];
}

/** All truths and estimates, and up to half as much again their intervals. */
export function topOfTruth(rows: readonly TruthRow[]): number {
  const most = Math.max(SMALLEST, ...rows.flatMap(({ truth, value }) => [truth, value]));
  return Math.min(1.5 * most, Math.max(most, ...rows.map(({ high }) => high)));
}

/** Pixels that a column of names takes: as wide as the longest, at most a part of all. */
export function namesWidth(names: readonly string[], { letter, most }: { letter: number; most: number }): number {
  return Math.min(most, Math.ceil(letter * Math.max(0, ...names.map((name) => name.length))));
}
