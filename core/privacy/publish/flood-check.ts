import type { ShareCell } from './aggregates.js';

/** A share stands out where it lies so many standard errors above the most that is believed of it. */
const CLEAR_ERRORS = 5;
/** A share is believed to have grown twice in a week at most, and to three times the median of its last four weeks. */
const LARGEST_WEEKLY_GROWTH = 2;
const LARGEST_GROWTH = 3;
const TRAILING_WEEKS = 4;

/** What those two limits let a share grow to after so many weeks: 2, 3, 4.5, 7.5 times. */
export function largestRatio(weeks: number): number {
  const trail = new Array<number>(TRAILING_WEEKS).fill(1);
  for (let week = 0; week < weeks; week++) {
    const last = trail.slice(-TRAILING_WEEKS).sort((a, b) => a - b);
    const median = (last[TRAILING_WEEKS / 2 - 1]! + last[TRAILING_WEEKS / 2]!) / 2;
    trail.push(Math.min(LARGEST_WEEKLY_GROWTH * trail.at(-1)!, LARGEST_GROWTH * median));
  }
  return trail.at(-1)!;
}

/**
 * By how much a published share lies above the most that is believed of it; 0 where that is not clear. Growth that no product
 * comes to by itself is most likely forged.
 */
export function excessOf(
  { value, standardError }: Pick<ShareCell, 'value' | 'standardError'>,
  believed: number,
): number {
  const excess = (value ?? 0) - believed;
  return excess > CLEAR_ERRORS * (standardError ?? Infinity) ? excess : 0;
}
