import { toShares, type Estimate } from '../estimate.js';
import type { Figure, ShareCell } from './aggregates.js';

/** A cell from fewer reports than this is not published, even where it stands out of the noise. */
const FEWEST_REPORTS = 50;
/** Standard errors that a share must stand out by. */
const CLEAR_ERRORS = 3;

/** A share as estimated, and the standard error it would have if it were 0: the one thing told of it if it is held back. */
export interface RawShare extends Estimate {
  readonly errorOfNothing: number;
}

/** JSON knows no infinity: what nobody reported on is null. */
export function toFigure({ value, standardError, n }: Estimate): Figure {
  return n === 0 ? { value: null, standardError: null, n } : { value, standardError, n };
}

/**
 * The shares of one question, small ones held back: those under max(50 / n, 3 standard errors). The error of a share that
 * is held back would give the share away, so that of 0 stands for it.
 */
export function toShareCells(raws: readonly RawShare[]): ShareCell[] {
  const derived = toShares(raws);
  return raws.map(({ value, standardError, errorOfNothing, n }, cell) => {
    if (n > 0 && value >= Math.max(FEWEST_REPORTS / n, CLEAR_ERRORS * standardError)) {
      return { value, standardError, n, belowThreshold: false, derivedShare: derived[cell]! };
    }
    return {
      value: null,
      standardError: n === 0 ? null : errorOfNothing,
      n,
      belowThreshold: true,
      derivedShare: null,
    };
  });
}

/**
 * One estimate from several of the same thing, each weighing as much as its reports: what one estimate of all reports would
 * be. (Weights of 1 / variance would lean to the epochs in which the share came out low, for those have the smaller error.)
 */
export function pool(raws: readonly RawShare[]): RawShare {
  const n = raws.reduce((sum, raw) => sum + raw.n, 0);
  if (n === 0) return { value: 0, standardError: Infinity, errorOfNothing: Infinity, n };
  const told = raws.filter((raw) => raw.n > 0);
  const quadratic = (errorOf: (raw: RawShare) => number): number =>
    Math.sqrt(told.reduce((sum, raw) => sum + ((raw.n / n) * errorOf(raw)) ** 2, 0));
  return {
    value: told.reduce((sum, raw) => sum + (raw.n / n) * raw.value, 0),
    standardError: quadratic((raw) => raw.standardError),
    errorOfNothing: quadratic((raw) => raw.errorOfNothing),
    n,
  };
}

/** An error that a formula gives for n reports, null without any. */
export function expectedError(n: number, errorOf: (n: number) => number): number | null {
  return n === 0 ? null : errorOf(n);
}

export function clip(value: number | null, least: number, most: number): number | null {
  return value === null ? null : Math.min(most, Math.max(least, value));
}
