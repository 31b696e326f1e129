import { choiceError, estimateChoices, type ChoiceMechanism } from '../choice.js';
import { toShares, type Estimate } from '../estimate.js';
import { estimateMean, meanError, type MeanMechanism } from '../mean.js';
import { BLEND_GROUPS, PLACEMENT_STAGES, PLACEMENTS } from '../questions.js';
import type { ArmAnswers, ModelAnswers, PlacementAnswers, WeightAnswers } from './aggregates.js';
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

const ARMS = [0, 1] as const;

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
      return { model, n, predictedError, arms, difference: toDifference(estimates) };
    });
}

function toDifference([a, b]: readonly Estimate[]): ModelAnswers['difference'] {
  if (a === undefined || b === undefined || a.n === 0 || b.n === 0) return null;
  return {
    value: a.value - b.value,
    standardError: Math.hypot(a.standardError, b.standardError),
    n: a.n + b.n,
  };
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
