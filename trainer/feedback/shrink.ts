import { largestRatio } from '../../core/privacy/publish/flood-check.js';
import type { ToldShare } from './feedback.js';
import type { CleanShares } from './flood.js';

/**
 * Standard errors below which a share speaks with those held back and above which for itself. Between the two it does both, so
 * that nothing hangs on which side of the threshold of publication it came out.
 */
const OWN_VOICE = { none: 3.5, whole: 5 } as const;

/** No number of false reports moves a cell further. */
export function winsorise(ratio: number, weeks: number): number {
  const most = largestRatio(weeks);
  return Math.min(most, Math.max(1 / most, ratio));
}

/**
 * How many times its expected share each cell has now: empirical Bayes (Efron & Morris, JASA 1975), the estimates' own errors
 * against the spread of true ratios that is left when noise is taken off. Without a spread beyond noise all ratios are 1.
 * Winsorised. Shares too small to be published, and those of flooded cells, are one cell together: what the others leave.
 * @param names of the cells. @param expected f64[cells], what each share would be if nothing had changed.
 * @returns f64[cells], 1 where nothing was told of a cell or expected of it.
 */
export function shrinkRatios(
  names: readonly string[],
  expected: Float64Array,
  { cells, flooded }: CleanShares,
  weeks: number,
): Float64Array {
  const told = names.map((name, cell) => (expected[cell]! > 0 ? cells.get(name) : undefined));
  const voices = told.map((share, cell) => (share && !flooded.has(names[cell]!) ? ownVoice(share) : 0));
  const rest = toRest(expected, told, voices);
  const heard = told.map((share, cell) => share && toHeard(share, expected[cell]!, voices[cell]!, rest));
  const spread = spreadOf(heard, largestRatio(weeks));
  return Float64Array.from(heard, (cell) =>
    cell === undefined ? 1 : winsorise(1 + (spread / (spread + cell.variance)) * (cell.ratio - 1), weeks),
  );
}

/** In [0, 1]: how far a share speaks for itself. */
function ownVoice({ value, standardError }: ToldShare): number {
  if (value === null || !Number.isFinite(standardError)) return 0;
  const { none, whole } = OWN_VOICE;
  return Math.min(1, Math.max(0, (value / standardError - none) / (whole - none)));
}

interface Heard {
  /** Told over expected. */
  readonly ratio: number;
  /** Of the ratio, by the estimate's own error. */
  readonly variance: number;
}

/** Everything that does not speak for itself, as one cell. */
function toRest(expected: Float64Array, told: readonly (ToldShare | undefined)[], voices: readonly number[]): Heard {
  let [left, wanted, variance] = [1, 0, 0];
  for (const [cell, share] of told.entries()) {
    if (share === undefined) continue;
    const voice = voices[cell]!;
    left -= voice * (share.value ?? 0);
    wanted += (1 - voice) * expected[cell]!;
    variance += share.standardError ** 2;
  }
  return wanted > 0
    ? { ratio: Math.max(0, left) / wanted, variance: variance / wanted ** 2 }
    : { ratio: 1, variance: 0 };
}

function toHeard({ value, standardError }: ToldShare, expected: number, voice: number, rest: Heard): Heard {
  const own = value === null ? 0 : value / expected;
  const ownVariance = voice === 0 ? 0 : (standardError / expected) ** 2;
  return {
    ratio: voice * own + (1 - voice) * rest.ratio,
    variance: voice ** 2 * ownVariance + (1 - voice) ** 2 * rest.variance,
  };
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
