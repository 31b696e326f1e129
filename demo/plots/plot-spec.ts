/** A value with both ends of its 95 % interval. Shares, from 0 to 1; ends may lie outside. */
export interface Estimated {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface WeekLine {
  readonly name: string;
  /** One a week; undefined where nobody reported. */
  readonly points: readonly (Estimated | undefined)[];
}

/** Shares over weeks, each a line with its band and its name at the end. */
export interface WeeksPlot {
  readonly kind: 'weeks';
  /** What it shows, for people who do not see it. */
  readonly title: string;
  /** Days the weeks begin, oldest first: `2026-11-23`. */
  readonly days: readonly string[];
  /** At most two. */
  readonly lines: readonly WeekLine[];
}

export interface ScatterPoint extends Estimated {
  readonly name: string;
  /** What the value, on the upright axis, is held against. */
  readonly x: number;
}

/** Shares against shares on one scale, with the line of equal ones. */
export interface ScatterPlot {
  readonly kind: 'scatter';
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly points: readonly ScatterPoint[];
}

export interface TruthRow extends Estimated {
  readonly name: string;
  readonly truth: number;
}

/** What is so as bars, and on each what was told of it as a dot with its interval. */
export interface TruthPlot {
  readonly kind: 'truth';
  readonly title: string;
  readonly rows: readonly TruthRow[];
}

export type PlotSpec = WeeksPlot | ScatterPlot | TruthPlot;
