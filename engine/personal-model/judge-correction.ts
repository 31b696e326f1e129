import type { PersonalProblem } from '../../core/protocol.js';
import { choiceAt, logLikelihood, meanLogRank, toLogits } from './choices.js';
import { applyColumns } from './columns.js';
import { trainCorrection } from './train-correction.js';
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

/** Two steps at least are learned from before the first that is held out. */
const MIN_KNOWN = 2;

/**
 * Progressive validation on the shopper's own latest steps: each is predicted by the list of its own moment, and by that list
 * with a correction learned from all steps before it. One step is one observation: the lines of an order agree with each other.
 */
export function judgeCorrection(problem: PersonalProblem, white: Float32Array, tuning: Tuning): Judgement {
  const likelihoods: number[] = [];
  const ranks: number[] = [];
  const choiceCount = problem.choices.taken.length;
  const isEnough = choiceCount - MIN_KNOWN >= tuning.heldOutSteps;
  for (let c = MIN_KNOWN; isEnough && c < choiceCount; c++) {
    const { columns, temperature, z } = trainCorrection(problem, white, c, tuning);
    const choice = choiceAt(problem, c);
    const before = toLogits(problem, choice, temperature);
    const added = applyColumns(columns, z, choice);
    const after = before.map((logit, k) => logit + added[k]!);
    likelihoods.push(logLikelihood(after, choice.taken) - logLikelihood(before, choice.taken));
    ranks.push(meanLogRank(problem, choice, before) - meanLogRank(problem, choice, after));
  }
  const likelihood = estimate(likelihoods);
  const rank = estimate(ranks);
  const clears = ({ mean, standardError }: Estimate): boolean => mean > tuning.standardErrors * standardError;
  return {
    likelihood,
    rank,
    isBetter: isEnough && clears(likelihood) && clears(rank),
    trainings: likelihoods.length,
  };
}

function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = n === 0 ? 0 : values.reduce((a, b) => a + b, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: n < 2 ? Infinity : Math.sqrt(squares / (n - 1) / n) };
}
