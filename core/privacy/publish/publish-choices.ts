import { ARMS } from '../../artifact/manifest.js';
import { choiceError, estimateChoices, type ChoiceMechanism } from '../choice.js';
import { toShares, type Estimate } from '../estimate.js';
import { estimateMean, meanError, type MeanMechanism } from '../mean.js';
import { BLEND_GROUPS, PLACEMENT_STAGES, PLACEMENTS } from '../questions.js';
import type {
  ArmAnswers,
  ArmDifference,
  DismissalAnswers,
  ModelAnswers,
  PlacementAnswers,
  Verdict,
  WeightAnswers,
} from './aggregates.js';
import { clip, expectedError, toFigure } from './figures.js';

/** @param counts by position in PLACEMENTS: reports of each stage. */
export function publishPlacements(mechanism: ChoiceMechanism, counts: readonly number[][]): PlacementAnswers[] {
  return PLACEMENTS.map((placement, position) => {
    const estimates = estimateChoices(mechanism, counts[position]!);
    const n = estimates[0]!.n;
    const shares = toShares(estimates);
    const cells = PLACEMENT_STAGES.map((stage, choice) => ({
      stage,
      ...toFigure(estimates[choice]!),
      derivedShare: shares[choice]!,
    }));
    const predictedError = expectedError(n, () => choiceError(mechanism, n, 1 / mechanism.choices));
    return { placement, n, predictedError, cells: n === 0 ? [] : cells };
  });
}

/** @param counts by model: no and yes of both arms. Newest model first. */
export function publishModels(
  mechanism: ChoiceMechanism,
  counts: ReadonlyMap<number, readonly [readonly number[], readonly number[]]>,
): ModelAnswers[] {
  return [...counts]
    .sort(([a], [b]) => b - a)
    .map(([model, byArm]) => {
      const estimates = ARMS.map((arm) => estimateChoices(mechanism, byArm[arm])[1]!);
      const n = estimates.reduce((sum, estimate) => sum + estimate.n, 0);
      const arms = ARMS.map((arm): ArmAnswers => {
        const figure = toFigure(estimates[arm]!);
        return { arm, ...figure, derivedShare: clip(figure.value, 0, 1) };
      }).filter((answers) => answers.n > 0);
      const predictedError = expectedError(n, () => choiceError(mechanism, n, 1 / 2));
      return { model, n, predictedError, arms, difference: toDifference(mechanism, estimates) };
    });
}

/** Standard errors to both sides of a 99 % interval: who looks every week is less often fooled than at 95 %. */
const CLEAR_ERRORS = 2.5758;

function toDifference(mechanism: ChoiceMechanism, [a, b]: readonly Estimate[]): ArmDifference | null {
  if (a === undefined || b === undefined || a.n === 0 || b.n === 0) return null;
  const value = a.value - b.value;
  const standardError = Math.hypot(a.standardError, b.standardError);
  const n = a.n + b.n;
  const interval = [value - CLEAR_ERRORS * standardError, value + CLEAR_ERRORS * standardError] as const;
  const predictedError = Math.SQRT2 * choiceError(mechanism, n / 2, 1 / 2);
  return { value, standardError, n, interval, verdict: toVerdict(interval), predictedError };
}

function toVerdict([low, high]: ArmDifference['interval']): Verdict {
  if (low > 0) return 'A better';
  return high < 0 ? 'B better' : 'no difference shown yet';
}

/** @param counts none, then by position in PLACEMENTS. */
export function publishDismissals(mechanism: ChoiceMechanism, counts: readonly number[]): DismissalAnswers {
  const estimates = estimateChoices(mechanism, counts);
  const n = estimates[0]!.n;
  const shares = toShares(estimates);
  const cells = PLACEMENTS.map((placement, position) => ({
    placement,
    ...toFigure(estimates[1 + position]!),
    derivedShare: shares[1 + position]!,
  }));
  const predictedError = expectedError(n, () => choiceError(mechanism, n, 0));
  return { n, predictedError, cells: n === 0 ? [] : cells };
}

/** @param counts by position in BLEND_GROUPS: reports of each cell. */
export function publishWeights(mechanism: MeanMechanism, counts: readonly number[][]): WeightAnswers[] {
  return BLEND_GROUPS.map((group, position) => {
    const figure = toFigure(estimateMean(mechanism, counts[position]!));
    return {
      group,
      ...figure,
      predictedError: expectedError(figure.n, (n) => meanError(mechanism, n, 0)),
      derivedValue: clip(figure.value, -1, 1),
    };
  });
}
