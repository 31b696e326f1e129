import { createChoices, logLikelihood, rankOf, toLogits, type Choices } from './choices.js';
import { endOfStep, solveClosedForm } from './closed-form.js';
import { applyColumns } from './columns.js';
import { trainCorrection } from './train-correction.js';
import type { PersonalProblem } from '../../core/protocol.js';
import type { Tuning } from './tuning.js';

/** Mean and standard error over held-out steps; the error is Infinity below two of them. */
export interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

export interface Judgement {
  /** Rise of the log-likelihood of held-out items, nats. */
  readonly likelihood: Estimate;
  /** Fall of the logarithm of their rank. A softmax may fit better without one item moving up. */
  readonly rank: Estimate;
  readonly isBetter: boolean;
  /** Trainings it took. */
  readonly trainings: number;
}

/** Two items at least come before the first that is held out. */
const MIN_KNOWN = 2;

/**
 * Progressive validation on the shopper's own latest items: each step is predicted from all before it, by the closed form
 * and by a correction trained on the same items. One step is one observation: the lines of an order agree with each other.
 */
export function judgeCorrection(problem: PersonalProblem, tuning: Tuning): Judgement {
  const choices = createChoices(problem);
  const { step } = problem.history;
  const likelihoods: number[] = [];
  const ranks: number[] = [];
  const earliest = Math.max(MIN_KNOWN, step.length - tuning.heldOutItems);
  for (let from = 0; from < step.length; from = endOfStep(step, from, step.length)) {
    if (from < earliest) continue;
    const gain = judgeStep(choices, from, tuning);
    likelihoods.push(gain.likelihood);
    ranks.push(gain.rank);
  }
  const likelihood = estimate(likelihoods);
  const rank = estimate(ranks);
  const clears = ({ mean, standardError }: Estimate): boolean => mean > tuning.standardErrors * standardError;
  return {
    likelihood,
    rank,
    isBetter: likelihoods.length >= tuning.heldOutSteps && clears(likelihood) && clears(rank),
    trainings: likelihoods.length,
  };
}

function judgeStep(choices: Choices, from: number, tuning: Tuning): { likelihood: number; rank: number } {
  const { problem } = choices;
  const { item, step } = problem.history;
  const closed = solveClosedForm(problem, from);
  const correction = trainCorrection(choices, closed, tuning);
  const added = applyColumns(correction.columns, correction.z);
  const to = endOfStep(step, from, step.length);
  let likelihood = 0;
  let rank = 0;
  for (const chosen of item.subarray(from, to)) {
    const before = toLogits(choices, closed.scores, correction.temperature, chosen);
    const after = before.map((logit, row) => logit + added[row]!);
    likelihood += logLikelihood(after, chosen) - logLikelihood(before, chosen);
    rank += Math.log(rankOf(choices, before, chosen) / rankOf(choices, after, chosen));
  }
  return { likelihood: likelihood / (to - from), rank: rank / (to - from) };
}

function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = n === 0 ? 0 : values.reduce((a, b) => a + b, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: n < 2 ? Infinity : Math.sqrt(squares / (n - 1) / n) };
}
