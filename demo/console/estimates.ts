import { chancesOf, createChoice } from '../../core/privacy/choice.js';
import type { Figure, PlacementAnswers } from '../../core/privacy/publish/aggregates.js';
import { PLACEMENT_STAGES, type PlacementStage } from '../../core/privacy/questions.js';

/** Standard errors to both sides of a 95 % interval. */
const SIDE = 1.96;

/** What a ratio is of must stand out of the noise by so many standard errors: below that it has no useful distribution. */
const CLEAR_ERRORS = 3;

/** A published figure in the form that is shown: null where nobody reported, or where it is held back. */
export type Known = Figure & { readonly value: number; readonly standardError: number };

export function isKnown(figure: Figure): figure is Known {
  return figure.value !== null && figure.standardError !== null;
}

/** 95 %, of the value with all the noise in it. */
export function toInterval({ value, standardError }: Known): readonly [low: number, high: number] {
  return [value - SIDE * standardError, value + SIDE * standardError];
}

/** A share whose interval is wider than itself says nothing yet. */
export function isTelling({ value, standardError }: Known): boolean {
  return 2 * SIDE * standardError <= value;
}

/**
 * How many weeks more, at so many reports a week, until the interval is no wider than the figure. Errors shrink with the root
 * of the reports. `atLeast`: the figure cannot be told from 0, and its error stands for it.
 * @returns undefined where no reports come.
 */
export function weeksToTell(
  { value, standardError, n }: Known,
  perWeek: number,
): { readonly weeks: number; readonly atLeast: boolean } | undefined {
  if (perWeek <= 0 || n === 0) return undefined;
  const atLeast = value < standardError;
  const needed = n * ((2 * SIDE * standardError) / (atLeast ? standardError : value)) ** 2;
  return { weeks: Math.max(1, Math.ceil((needed - n) / perWeek)), atLeast };
}

const AT = Object.fromEntries(PLACEMENT_STAGES.map((stage, at) => [stage, at])) as Record<PlacementStage, number>;

/** The answers of one placement as shares of counts, which is what errors of sums and ratios are computed on. */
interface Counted {
  readonly n: number;
  /** Of reports, by stage. */
  readonly shares: readonly number[];
  readonly p: number;
  readonly q: number;
}

function toCounted({ n, cells }: PlacementAnswers, epsilon: number): Counted | undefined {
  if (n === 0 || cells.length < PLACEMENT_STAGES.length) return undefined;
  const { p, q } = chancesOf(createChoice(PLACEMENT_STAGES.length, epsilon));
  return { n, shares: cells.map(({ value }) => q + (value ?? 0) * (p - q)), p, q };
}

/** A sum of cells: the share, and the chance π of an answer among them. */
function sumFrom(
  { shares, p, q }: Counted,
  stage: PlacementStage,
): { readonly share: number; readonly chance: number } {
  const chance = shares.slice(AT[stage]).reduce((sum, one) => sum + one, 0);
  const cells = shares.length - AT[stage];
  return { share: (chance - cells * q) / (p - q), chance };
}

/**
 * Share of reporting devices that came to a stage or further. Its answers are one event of the multinomial: variance
 * π(1 − π) / n / (p − q)², which is less than that of as many cells apart.
 */
export function reachedShare(answers: PlacementAnswers, stage: PlacementStage, epsilon: number): Figure {
  const counted = toCounted(answers, epsilon);
  if (counted === undefined) return { value: null, standardError: null, n: answers.n };
  const { share, chance } = sumFrom(counted, stage);
  const standardError = Math.sqrt(Math.max(0, chance * (1 - chance)) / counted.n) / (counted.p - counted.q);
  return { value: share, standardError, n: counted.n };
}

/**
 * Of the devices that came to one stage, the share that came to a later one: a ratio of two estimates from the same reports,
 * its error by the delta method, with the covariance π(later)(1 − π(earlier)) / n / (p − q)² of nested events. Held back where
 * the earlier stage is not itself clear of 0.
 */
export function reachedRate(
  answers: PlacementAnswers,
  stages: readonly [earlier: PlacementStage, later: PlacementStage],
  epsilon: number,
): Figure {
  const counted = toCounted(answers, epsilon);
  if (counted === undefined) return { value: null, standardError: null, n: answers.n };
  const [earlier, later] = stages.map((stage) => sumFrom(counted, stage)) as [
    ReturnType<typeof sumFrom>,
    ReturnType<typeof sumFrom>,
  ];
  const scale = counted.n * (counted.p - counted.q) ** 2;
  const varianceOf = (chance: number): number => Math.max(0, chance * (1 - chance)) / scale;
  const ofEarlier = varianceOf(earlier.chance);
  if (earlier.share < CLEAR_ERRORS * Math.sqrt(ofEarlier)) return { value: null, standardError: null, n: counted.n };
  const value = later.share / earlier.share;
  const covariance = (later.chance * (1 - earlier.chance)) / scale;
  const variance = varianceOf(later.chance) - 2 * value * covariance + value * value * ofEarlier;
  return { value, standardError: Math.sqrt(Math.max(0, variance)) / earlier.share, n: counted.n };
}

/**
 * Of the devices that saw a row, the share that named it as one they dismissed a product in: a ratio of estimates from different reports, so its
 * error is the delta method's without a covariance. Held back where the share that saw the row is not clear of 0.
 * @param dismissed of all devices, the share that named the row. @returns `n`: reports about dismissals.
 */
export function dismissedRate(dismissed: Figure, answers: PlacementAnswers, epsilon: number): Figure {
  const { n } = dismissed;
  const seen = reachedShare(answers, 'seen', epsilon);
  if (!isKnown(dismissed) || !isKnown(seen) || seen.value < CLEAR_ERRORS * seen.standardError) {
    return { value: null, standardError: null, n };
  }
  const value = dismissed.value / seen.value;
  return { value, standardError: Math.hypot(dismissed.standardError, value * seen.standardError) / seen.value, n };
}
