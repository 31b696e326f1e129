import { RecommenderError } from '../../core/errors.js';
import type { PersonalProblem, PersonalResult } from '../../core/protocol.js';
import { checkProblem } from './check-problem.js';
import { createChoices } from './choices.js';
import { solveClosedForm } from './closed-form.js';
import { judgeCorrection } from './judge-correction.js';
import { toOffsets, trainCorrection } from './train-correction.js';
import { TUNING, type Tuning } from './tuning.js';

/**
 * The personal factorization model: a correction of the fold-in, and offsets of categories, brands and price deciles, over
 * the frozen shipped factors, trained by Adam on a softmax over the candidates. Kept only if it predicts the shopper's own
 * latest items clearly better than the closed form does. Same problem, same result: nothing is drawn at random.
 * @throws RecommenderError `personal/failed` where the problem is malformed or training does not stay finite.
 */
export function trainPersonal(problem: PersonalProblem, tuning: Tuning = TUNING): PersonalResult {
  checkProblem(problem);
  const judgement = judgeCorrection(problem, tuning);
  const { mean: gain, standardError } = judgement.likelihood;
  if (!Number.isFinite(gain)) throw diverged();
  if (!judgement.isBetter) return { kept: false, gain, standardError, steps: judgement.trainings * tuning.steps };
  const closed = solveClosedForm(problem, problem.history.item.length);
  const offsets = toOffsets(problem, closed, trainCorrection(createChoices(problem), closed, tuning), tuning);
  if (!Object.values(offsets).every((values) => values.every(Number.isFinite))) {
    throw diverged();
  }
  return { kept: true, gain, standardError, steps: (judgement.trainings + 1) * tuning.steps, ...offsets };
}

function diverged(): RecommenderError {
  return new RecommenderError('personal/failed', 'personal model: expected training to stay finite');
}
