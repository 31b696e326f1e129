import type { PersonalProblem } from '../../core/protocol.js';

/**
 * A choice is one item of the shopper's against all candidates: the items of the problem that are not the shopper's own.
 * Its logits are scores over temperature plus the log of what each row stands for (Bengio and Senécal 2008).
 */
export interface Choices {
  readonly problem: PersonalProblem;
  /** u8[rows]: 1 for the shopper's own items. */
  readonly own: Uint8Array;
}

export function createChoices(problem: PersonalProblem): Choices {
  const own = new Uint8Array(problem.itemCount);
  for (const row of problem.history.item) own[row] = 1;
  return { problem, own };
}

/** f64[rows]: logits of one choice; -Infinity for what was no candidate. */
export function toLogits(choices: Choices, scores: Float64Array, temperature: number, chosen: number): Float64Array {
  const { problem, own } = choices;
  return scores.map((score, row) =>
    row === chosen || own[row] === 0 ? score / temperature + problem.logWeight[row]! : -Infinity,
  );
}

/** log softmax of one row. */
export function logLikelihood(logits: Float64Array, chosen: number): number {
  const most = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - most);
  return logits[chosen]! - most - Math.log(sum);
}

/** Estimated position of the chosen row in the whole catalog, 1 = best: what each row stands for counts, its logit not. */
export function rankOf({ problem }: Choices, logits: Float64Array, chosen: number): number {
  const { logWeight } = problem;
  const own = logits[chosen]! - logWeight[chosen]!;
  let rank = 1;
  for (let row = 0; row < logits.length; row++) {
    if (logits[row]! - logWeight[row]! > own) rank += Math.exp(logWeight[row]!);
  }
  return rank;
}

/** Standard deviation of scores over the catalog that the candidates stand for. */
export function scoreSpread({ problem, own }: Choices, scores: Float64Array): number {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < scores.length; row++) {
    if (own[row] === 1) continue;
    const weight = Math.exp(problem.logWeight[row]!);
    count += weight;
    sum += weight * scores[row]!;
    squares += weight * scores[row]! ** 2;
  }
  return Math.sqrt(Math.max(squares / count - (sum / count) ** 2, 1e-12));
}
