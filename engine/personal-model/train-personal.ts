import { RecommenderError } from '../../core/errors.js';
import type { PersonalProblem, PersonalResult } from '../../core/protocol.js';
import { checkProblem } from './check-problem.js';
import { whitenRows } from './columns.js';
import { judgeCorrection } from './judge-correction.js';
import { toOffsets, trainCorrection } from './train-correction.js';
import { TUNING, type Tuning } from './tuning.js';

/**
 * The personal factorization model: a shift of the user vector over the frozen shipped factors, offsets of categories, brands
 * and price deciles, and the weight of the shopper's own history with an item, on top of the list's scores; trained by Adam
 * on a softmax over the lists' candidates. Kept only if it predicts the shopper's own latest steps clearly better than the
 * shipped lists do. Same problem, same result: nothing is drawn at random.
 * @throws RecommenderError `personal/failed` where the problem is malformed or training does not stay finite.
 */
export function trainPersonal(problem: PersonalProblem, tuning: Tuning = TUNING): PersonalResult {
  checkProblem(problem);
  const white = whitenRows(problem);
  const judgement = judgeCorrection(problem, white, tuning);
  const { mean: gain, standardError } = judgement.likelihood;
  if (!Number.isFinite(gain)) throw diverged();
  if (!judgement.isBetter) return { kept: false, gain, standardError, steps: judgement.trainings * tuning.steps };
  const { repeats } = problem;
  const offsets = toOffsets(problem, trainCorrection(problem, white, problem.choices.taken.length, tuning), tuning);
  const { ownWeight, ...tables } = offsets;
  if (!Number.isFinite(ownWeight) || !Object.values(tables).every((values) => values.every(Number.isFinite))) {
    throw diverged();
  }
  return { kept: true, gain, standardError, steps: (judgement.trainings + 1) * tuning.steps, repeats, ...offsets };
}

function diverged(): RecommenderError {
  return new RecommenderError('personal/failed', 'personal model: expected training to stay finite');
}
