import { RecommenderError } from '../../core/errors.js';
import { factorCholesky, solveFactored } from '../../core/math/cholesky.js';
import { foldInMatrix, foldInTarget } from '../../core/math/fold-in.js';
import type { PersonalProblem } from '../../core/protocol.js';

/** The fold-in of the shopper's first items: what the personal model starts from and has to beat. */
export interface ClosedForm {
  /** How many of the history's items it knows, oldest first. */
  readonly known: number;
  /** L of A = LLᵀ, the fold-in's system: f64[d x d], lower triangle. */
  readonly factored: Float64Array;
  /** f64[rows]: the score of every row of the problem. */
  readonly scores: Float64Array;
}

/** @throws RecommenderError `personal/failed` where the system has no solution. */
export function solveClosedForm(problem: PersonalProblem, known: number): ClosedForm {
  const solved = solveItems(
    problem,
    Uint32Array.from({ length: known }, (_, k) => k),
  );
  return { known, ...solved };
}

function solveItems(problem: PersonalProblem, positions: Uint32Array): Omit<ClosedForm, 'known'> {
  const { factors, dimension, gram, history, foldIn } = problem;
  const system = {
    factors,
    dimension,
    gram,
    items: positions.map((at) => history.item[at]!),
    confidences: Float32Array.from(positions, (at) => history.weight[at]!),
    ...foldIn,
  };
  const factored = foldInMatrix(system);
  if (!factorCholesky(factored, dimension)) {
    throw new RecommenderError('personal/failed', 'personal model: expected a fold-in that can be solved');
  }
  const user = foldInTarget(system);
  solveFactored(factored, user, dimension);
  return { factored, scores: multiplyRows(problem, user) };
}

/**
 * f64[known x rows]: every row's score as it would be had the shopper not met the step that item e belongs to, for each e.
 * What is learned from these corrects how the closed form misses what comes *next*; its own fit of an item it knows says
 * nothing about that.
 */
export function scoreWithoutStep(problem: PersonalProblem, known: number): Float64Array {
  const { history, itemCount } = problem;
  const out = new Float64Array(known * itemCount);
  for (let from = 0, to: number; from < known; from = to) {
    to = endOfStep(history.step, from, known);
    const rest = Uint32Array.from({ length: known - (to - from) }, (_, k) => (k < from ? k : k + to - from));
    const { scores } = solveItems(problem, rest);
    for (let e = from; e < to; e++) out.set(scores, e * itemCount);
  }
  return out;
}

/** The first position after those that share a step with `from`. */
export function endOfStep(step: Uint32Array, from: number, length: number): number {
  let to = from + 1;
  while (to < length && step[to] === step[from]) to++;
  return to;
}

/** f64[rows]: factors times one vector. */
function multiplyRows({ factors, dimension, itemCount }: PersonalProblem, vector: ArrayLike<number>): Float64Array {
  const out = new Float64Array(itemCount);
  for (let i = 0, at = 0; i < itemCount; i++) {
    let sum = 0;
    for (let k = 0; k < dimension; k++) sum += factors[at++]! * vector[k]!;
    out[i] = sum;
  }
  return out;
}
