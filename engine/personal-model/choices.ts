import type { PersonalProblem } from '../../core/protocol.js';

/** Candidates `from .. to` are those of one choice, of which the first `taken` were taken. */
export interface Choice {
  readonly from: number;
  readonly to: number;
  readonly taken: number;
}

export function choiceAt({ choices: { start, taken } }: PersonalProblem, at: number): Choice {
  return { from: start[at]!, to: start[at + 1]!, taken: taken[at]! };
}

/** f64[candidates of the choice]: scores over temperature plus the log of what each candidate stands for. */
export function toLogits({ choices }: PersonalProblem, { from, to }: Choice, temperature: number): Float64Array {
  const { score, logWeight } = choices;
  return Float64Array.from({ length: to - from }, (_, k) => score[from + k]! / temperature + logWeight[from + k]!);
}

/** Mean log softmax of what was taken. */
export function logLikelihood(logits: Float64Array, taken: number): number {
  const most = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  let all = 0;
  let sum = 0;
  for (let k = 0; k < logits.length; k++) {
    all += Math.exp(logits[k]! - most);
    if (k < taken) sum += logits[k]!;
  }
  return sum / taken - most - Math.log(all);
}

/** Mean log of the places of what was taken, 1 = best, in the whole list: what each candidate stands for counts, its logit not. */
export function meanLogRank({ choices: { logWeight } }: PersonalProblem, choice: Choice, logits: Float64Array): number {
  const own = (k: number): number => logits[k]! - logWeight[choice.from + k]!;
  let sum = 0;
  for (let t = 0; t < choice.taken; t++) {
    let rank = 1;
    for (let k = choice.taken; k < logits.length; k++) {
      if (own(k) > own(t)) rank += Math.exp(logWeight[choice.from + k]!);
    }
    sum += Math.log(rank);
  }
  return sum / choice.taken;
}

/**
 * Scores a logit: the multiple of the scores' spread under which the first `known` choices are likeliest. A blend is a
 * softmax with temperature 1; a list by one signal alone has no scale of its own.
 */
export function bestTemperature(problem: PersonalProblem, known: number, multiples: readonly number[]): number {
  const spread = scoreSpread(problem);
  let best = spread;
  let most = -Infinity;
  for (const multiple of multiples) {
    let sum = 0;
    for (let c = 0; c < known; c++) {
      const choice = choiceAt(problem, c);
      sum += logLikelihood(toLogits(problem, choice, multiple * spread), choice.taken);
    }
    if (sum > most) {
      most = sum;
      best = multiple * spread;
    }
  }
  return best;
}

/** Standard deviation of the scores over the lists. */
function scoreSpread({ choices: { score, logWeight } }: PersonalProblem): number {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < score.length; k++) {
    const weight = Math.exp(logWeight[k]!);
    count += weight;
    sum += weight * score[k]!;
    squares += weight * score[k]! ** 2;
  }
  return Math.sqrt(Math.max(squares / count - (sum / count) ** 2, 1e-12));
}
