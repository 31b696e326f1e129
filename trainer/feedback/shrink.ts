import type { ToldShare } from './feedback.js';

/** A share is believed to have grown twice in a week at most, and to three times the median of its last four weeks. */
const LARGEST_WEEKLY_GROWTH = 2;
const LARGEST_GROWTH = 3;
const TRAILING_WEEKS = 4;

/** What those two limits let a share grow to after so many weeks: 2, 3, 4.5, 7.5 times; by as much it may fall. */
export function largestRatio(weeks: number): number {
  const trail = new Array<number>(TRAILING_WEEKS).fill(1);
  for (let week = 0; week < weeks; week++) {
    const last = trail.slice(-TRAILING_WEEKS).sort((a, b) => a - b);
    const median = (last[TRAILING_WEEKS / 2 - 1]! + last[TRAILING_WEEKS / 2]!) / 2;
    trail.push(Math.min(LARGEST_WEEKLY_GROWTH * trail.at(-1)!, LARGEST_GROWTH * median));
  }
  return trail.at(-1)!;
}

/** No number of false reports moves a cell further. */
export function winsorise(ratio: number, weeks: number): number {
  const most = largestRatio(weeks);
  return Math.min(most, Math.max(1 / most, ratio));
}

/**
 * How many times its expected share each cell has now: empirical Bayes (Efron & Morris, JASA 1975), the estimates' own errors
 * against the spread of true ratios that is left when noise is taken off. Without a spread beyond noise all ratios are 1.
 * Winsorised. Shares too small to be published are one cell together: what the others
 * leave.
 * @param expected f64[cells], what each share would be if nothing had changed.
 * @param told undefined where nothing was told of a cell: it keeps what is expected.
 */
export function shrinkRatios(
  expected: Float64Array,
  told: readonly (ToldShare | undefined)[],
  weeks: number,
): Float64Array {
  const rest = toRest(expected, told);
  const heard = told.map((share, cell) =>
    share?.value === null ? rest : share && toHeard(expected[cell]!, share.value, share.standardError),
  );
  const spread = spreadOf(heard, largestRatio(weeks));
  return Float64Array.from(heard, (cell) =>
    cell === undefined ? 1 : winsorise(1 + (spread / (spread + cell.variance)) * (cell.ratio - 1), weeks),
  );
}

interface Heard {
  /** Told over expected. */
  readonly ratio: number;
  /** Of the ratio, by the estimate's own error. */
  readonly variance: number;
}

function toHeard(expected: number, value: number, standardError: number): Heard | undefined {
  if (expected <= 0 || !Number.isFinite(standardError)) return undefined;
  return { ratio: value / expected, variance: (standardError / expected) ** 2 };
}

/** Everything that was held back, as one cell. */
function toRest(expected: Float64Array, told: readonly (ToldShare | undefined)[]): Heard | undefined {
  let [left, wanted, variance] = [1, 0, 0];
  for (const [cell, share] of told.entries()) {
    if (share === undefined) continue;
    variance += share.standardError ** 2;
    if (share.value === null) wanted += expected[cell]!;
    else left -= share.value;
  }
  return toHeard(wanted, Math.max(0, left), Math.sqrt(variance));
}

/**
 * The variance of true ratios around 1: what told ratios vary beyond their errors, the surest cells counting most. A cell
 * counts within its winsorised range only, so that one flooded cell does not open the others.
 */
function spreadOf(heard: readonly (Heard | undefined)[], most: number): number {
  let sum = 0;
  let weights = 0;
  for (const cell of heard) {
    if (cell === undefined) continue;
    const { ratio, variance } = cell;
    const limit = (most - 1 + 2 * Math.sqrt(variance)) ** 2;
    const weight = 1 / (1 + variance) ** 2;
    sum += weight * (Math.min(limit, (ratio - 1) ** 2) - variance);
    weights += weight;
  }
  return weights === 0 ? 0 : Math.max(0, sum / weights);
}
