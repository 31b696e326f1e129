import { chancesOf, choiceError, createChoice, type ChoiceMechanism } from '../../core/privacy/choice.js';
import { meanError } from '../../core/privacy/mean.js';
import { publishPlacements } from '../../core/privacy/publish/publish-choices.js';
import {
  BLEND_GROUPS,
  createMechanisms,
  EPSILON,
  PLACEMENT_STAGES,
  PLACEMENTS,
  QUESTION_FACTS,
} from '../../core/privacy/questions.js';
import { dismissedRate } from '../../demo/console/estimates.js';

/** What a shop of so many weekly reporters must expect of one row, whose dismissals are in no other: standard errors, by formula. */
export interface DismissalStudy {
  /** Reports a week, of all questions. */
  readonly reporters: number;
  readonly weeks: number;
  /** Of one weight, while 10 of 100 reports were about weights, and as they are asked now. A mean in [-1, 1]. */
  readonly weightBefore: number;
  readonly weightNow: number;
  /** Reports about dismissals. */
  readonly n: number;
  /** Of the share of devices that named one row. */
  readonly share: number;
  /** Of dismissals in one row, of those who saw it. */
  readonly rate: number;
  /** The smallest such rate that the console shows: its interval is no wider than itself. Infinity: none. */
  readonly smallestRate: number;
  /** Both, had the client drawn one row and asked of it alone, yes or no. */
  readonly asYesNo: number;
  readonly smallestAsYesNo: number;
  /** `rate`, had a dismissal been a seventh stage of the placement question, and every report on either about that. */
  readonly asStage: number;
}

/** The world it is computed for. */
export const DISMISSAL_WORLD = {
  /** Of devices, in one row. */
  stages: [0.4, 0.12, 0.25, 0.15, 0.05, 0.03],
  /** Of those who saw the row. */
  rate: 0.02,
  reporters: [2_000, 10_000, 40_000],
  weeks: [1, 4, 13],
} as const;

const { stages, rate } = DISMISSAL_WORLD;
const SEEN = stages.slice(2).reduce((sum, share) => sum + share, 0);
const MECHANISMS = createMechanisms();
const YES_OR_NO = createChoice(2, EPSILON);
/** Of 100 reports, before dismissals were asked for. */
const WEIGHT_BEFORE = 10;
/** Standard errors that an interval is wide. */
const WIDTH = 2 * 1.96;

export function studyDismissals(): DismissalStudy[] {
  return DISMISSAL_WORLD.reporters.flatMap((reporters) =>
    DISMISSAL_WORLD.weeks.map((weeks) => studyOne(reporters, weeks)),
  );
}

function studyOne(reporters: number, weeks: number): DismissalStudy {
  const reports = reporters * weeks;
  const partOf = (weight: number, parameters: number): number => (reports * weight) / 100 / parameters;
  const weightError = (weight: number): number => meanError(MECHANISMS.weight, partOf(weight, BLEND_GROUPS.length), 0);
  const { weight, dismissal, placement } = QUESTION_FACTS;
  const n = partOf(dismissal.weight, 1);
  const ofRow = n / PLACEMENTS.length;
  const followed = partOf(placement.weight, PLACEMENTS.length);
  const rateError = (of: number): number => errorOfRate(MECHANISMS.dismissal, [n, followed], of);
  const yesNoError = (of: number): number => errorOfRate(YES_OR_NO, [ofRow, followed], of);
  return {
    ...{ reporters, weeks, n: Math.round(n) },
    weightBefore: weightError(WEIGHT_BEFORE),
    weightNow: weightError(weight.weight),
    share: choiceError(MECHANISMS.dismissal, n, rate * SEEN),
    rate: rateError(rate),
    smallestRate: smallestTelling(rateError),
    asYesNo: yesNoError(rate),
    smallestAsYesNo: smallestTelling(yesNoError),
    asStage: choiceError(createChoice(PLACEMENT_STAGES.length + 1, EPSILON), ofRow + followed, rate * SEEN) / SEEN,
  };
}

/** What the console would print with exactly the answers that are to be expected. */
function errorOfRate(mechanism: ChoiceMechanism, [n, followed]: readonly [number, number], of: number): number {
  const share = of * SEEN;
  const dismissed = { value: share, standardError: choiceError(mechanism, n, share), n };
  const answers = expectedCounts(MECHANISMS.placement, followed, stages);
  const row = publishPlacements(
    MECHANISMS.placement,
    PLACEMENTS.map(() => answers),
  )[0]!;
  return dismissedRate(dismissed, row, EPSILON).standardError ?? Infinity;
}

function expectedCounts(mechanism: ChoiceMechanism, n: number, shares: readonly number[]): number[] {
  const { p, q } = chancesOf(mechanism);
  return shares.map((share) => n * (q + share * (p - q)));
}

/** By halving: above it every rate tells, for errors grow more slowly than rates. */
function smallestTelling(errorOf: (rate: number) => number): number {
  const tells = (of: number): boolean => WIDTH * errorOf(of) <= of;
  if (!tells(1)) return Infinity;
  let [low, high] = [0, 1];
  while (high - low > 1e-5) {
    const middle = (low + high) / 2;
    if (tells(middle)) high = middle;
    else low = middle;
  }
  return high;
}
