import type { PersonalProblem, PersonalResult } from '../../core/protocol.js';
import { logLikelihood, scoreSpread, toLogits, type Choices } from './choices.js';
import { scoreWithoutStep, type ClosedForm } from './closed-form.js';
import { createColumns, type Columns } from './columns.js';
import { fitCorrection } from './fit-correction.js';
import type { Tuning } from './tuning.js';

/** What is added to the closed form's logits: columns times z. */
export interface Correction {
  readonly columns: Columns;
  /** Scores per logit: chosen for the closed form alone. */
  readonly temperature: number;
  /** f32[width]. */
  readonly z: Float32Array;
}

/** Learns how the fold-in of the other steps misses each of the items the closed form knows. */
export function trainCorrection(choices: Choices, closed: ClosedForm, tuning: Tuning): Correction {
  const { problem } = choices;
  const { known } = closed;
  const { itemCount } = problem;
  const scores = scoreWithoutStep(problem, known);
  const chosen = problem.history.item.subarray(0, known);
  const weight = problem.history.weight.subarray(0, known);
  const meanWeight = weight.reduce((a, b) => a + b, 0) / known;
  const logitsAt = (e: number, temperature: number): Float64Array =>
    toLogits(choices, scores.subarray(e * itemCount, (e + 1) * itemCount), temperature, chosen[e]!);
  const temperature = bestTemperature(tuning.temperatures, scoreSpread(choices, closed.scores), (candidate) => {
    let sum = 0;
    for (let e = 0; e < known; e++) sum += logLikelihood(logitsAt(e, candidate), chosen[e]!);
    return sum;
  });
  const odds = new Float32Array(known * itemCount);
  for (let e = 0; e < known; e++) {
    const logits = logitsAt(e, temperature);
    const most = logits.reduce((a, b) => Math.max(a, b), -Infinity);
    odds.set(
      logits.map((logit) => Math.exp(logit - most)),
      e * itemCount,
    );
  }
  const columns = createColumns(problem, closed, tuning);
  const z = fitCorrection({ columns, odds, chosen, weight: weight.map((value) => value / meanWeight) }, tuning);
  return { columns, temperature, z };
}

function bestTemperature(multiples: readonly number[], spread: number, judge: (temperature: number) => number): number {
  let best = spread;
  let most = -Infinity;
  for (const multiple of multiples) {
    const found = judge(multiple * spread);
    if (found > most) {
      most = found;
      best = multiple * spread;
    }
  }
  return best;
}

type Offsets = Pick<
  Extract<PersonalResult, { kept: true }>,
  'userDelta' | 'categoryOffset' | 'brandOffset' | 'priceOffset'
>;

/** A correction in the scale of the closed form's scores. */
export function toOffsets(
  problem: PersonalProblem,
  closed: ClosedForm,
  correction: Correction,
  tuning: Tuning,
): Offsets {
  const { dimension } = problem;
  const { columns, temperature, z } = correction;
  const user = solveTransposed(closed.factored, z, dimension);
  const offsets = {
    categoryOffset: new Float32Array(problem.categoryCount),
    brandOffset: new Float32Array(problem.brandCount),
    priceOffset: new Float32Array(PRICE_DECILES),
  };
  columns.groups.forEach(({ offset, value }, at) => {
    offsets[offset][value] = temperature * tuning.offsetSpread * z[dimension + at]!;
  });
  return { userDelta: Float32Array.from(user, (value) => temperature * tuning.userSpread * value), ...offsets };
}

/** 1-10, and 0: unknown. */
const PRICE_DECILES = 11;

/** L⁻ᵀz of its first `n` coordinates. */
function solveTransposed(l: Float64Array, z: Float32Array, n: number): Float64Array {
  const out = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = z[i]!;
    for (let k = i + 1; k < n; k++) sum -= l[k * n + i]! * out[k]!;
    out[i] = sum / l[i * n + i]!;
  }
  return out;
}
