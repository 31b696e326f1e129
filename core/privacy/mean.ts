import { NOTHING_KNOWN, type Estimate } from './estimate.js';
import { drawBelowThreshold, drawInteger, RANGE, type RandomBytes } from './random-bytes.js';

/**
 * The piecewise mechanism (Wang, Xiao, Yang, Zhao, Hui, Shin, Shin, Yu, ICDE 2019, algorithm 2) on whole numbers: a value of
 * [-1, 1] becomes one of `cells` cells. With probability `keep` / 2^32 it is one of the `window` cells around the value, each
 * as likely; else one of the others. Cells in the window are e^ε times as likely as the others.
 */
export interface MeanMechanism {
  readonly kind: 'mean';
  readonly cells: number;
  readonly window: number;
  /** Chance of a cell of the window · 2^32, rounded down. */
  readonly keep: number;
}

/** Finer cells change nothing that could be measured; so many keep a report's answer within two bytes. */
const CELLS = 1024;

/** @param epsilon above 0. */
export function createMean(epsilon: number): MeanMechanism {
  const half = Math.exp(epsilon / 2);
  const reach = (half + 1) / (half - 1); // C: outputs lie in [-C, C], the window is C − 1 wide
  const window = Math.max(1, Math.round((CELLS * (reach - 1)) / (2 * reach)));
  const odds = Math.exp(epsilon);
  return {
    kind: 'mean',
    cells: CELLS,
    window,
    keep: Math.floor((RANGE * odds * window) / (odds * window + CELLS - window)),
  };
}

/**
 * @param value in [-1, 1]; rounded at random to one of the two steps beside it, so that the mean stays what it was.
 * @returns a cell in [0, cells).
 */
export function privatiseMean(mechanism: MeanMechanism, value: number, random: RandomBytes): number {
  const { cells, window, keep } = mechanism;
  const start = toWindowStart(mechanism, value, random);
  if (drawBelowThreshold(random, keep)) return start + drawInteger(random, window);
  const other = drawInteger(random, cells - window);
  return other < start ? other : other + window;
}

/** The first cell of the window, in [0, cells − window]. */
function toWindowStart({ cells, window }: MeanMechanism, value: number, random: RandomBytes): number {
  if (!(value >= -1 && value <= 1)) throw new RangeError('expected a value of -1 to 1');
  const exact = ((value + 1) / 2) * (cells - window);
  const below = Math.floor(exact);
  return below + (drawBelowThreshold(random, Math.round((exact - below) * RANGE)) ? 1 : 0);
}

/** What one cell says: unbiased for the value it was drawn for. */
function toSignal(mechanism: MeanMechanism, cell: number): number {
  return (cell - (mechanism.cells - 1) / 2) / gainOf(mechanism);
}

/** How many cells the mean answer moves when the value moves by 1. */
function gainOf({ cells, window, keep }: MeanMechanism): number {
  const inside = keep / RANGE;
  return ((cells - window) / 2) * (inside - ((1 - inside) * window) / (cells - window));
}

/**
 * The standard error is what the answers vary by, and never less than the noise alone: few answers may lie close by chance.
 * @param counts of each cell, `cells` of them.
 */
export function estimateMean(mechanism: MeanMechanism, counts: readonly number[]): Estimate {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return NOTHING_KNOWN;
  const value = counts.reduce((sum, count, cell) => sum + count * toSignal(mechanism, cell), 0) / n;
  const spread = counts.reduce((sum, count, cell) => sum + count * (toSignal(mechanism, cell) - value) ** 2, 0) / n;
  const noise = meanError(mechanism, n, Math.min(1, Math.max(-1, value)));
  return { value, standardError: Math.max(noise, Math.sqrt(spread / n)), n };
}

/** The standard error where everybody's value is `value` and n report: the largest at the ends of the range. */
export function meanError(mechanism: MeanMechanism, n: number, value: number): number {
  const { cells, window, keep } = mechanism;
  const gain = gainOf(mechanism);
  const inside = keep / RANGE;
  const centre = (value * (cells - window)) / 2; // of the window, counted from the middle
  const all = (cells * (cells * cells - 1)) / 12; // Σ (cell − middle)² over all cells
  const ours = (window * (window * window - 1)) / 12 + window * centre * centre;
  const squares = (inside / window) * ours + ((1 - inside) / (cells - window)) * (all - ours);
  return Math.sqrt((squares / (gain * gain) - value * value) / n);
}
