import type { PersonalProblem, PersonalResult } from '../../core/protocol.js';
import { bestTemperature, choiceAt, toLogits } from './choices.js';
import { createColumns, FIRST_GROUP, OWN, type Columns } from './columns.js';
import { fitCorrection } from './fit-correction.js';
import type { Tuning } from './tuning.js';

/** What is added to the list's logits: columns times z. */
export interface Correction {
  readonly columns: Columns;
  /** Scores a logit: chosen for the shipped list alone. */
  readonly temperature: number;
  /** f32[width]. */
  readonly z: Float32Array;
}

/**
 * Learns how the shipped list misses what was taken, from the first `known` choices.
 * @param white L⁻¹h of every row, see `whitenRows`.
 */
export function trainCorrection(
  problem: PersonalProblem,
  white: Float32Array,
  known: number,
  tuning: Tuning,
): Correction {
  const columns = createColumns(problem, white, known, tuning);
  const { matrix, width } = columns;
  const temperature = bestTemperature(problem, known, tuning.temperatures);
  const candidates = problem.choices.start[known]!;
  const odds = new Float32Array(known * candidates);
  const pull = new Float32Array(width);
  for (let c = 0; c < known; c++) {
    const choice = choiceAt(problem, c);
    const logits = toLogits(problem, choice, temperature);
    const most = logits.reduce((a, b) => Math.max(a, b), -Infinity);
    odds.set(
      logits.map((logit) => Math.exp(logit - most)),
      c * candidates + choice.from,
    );
    for (let k = choice.from; k < choice.from + choice.taken; k++) {
      for (let i = 0; i < width; i++) pull[i]! += matrix[k * width + i]! / choice.taken;
    }
  }
  const z = fitCorrection({ matrix: matrix.subarray(0, candidates * width), width, odds, pull }, tuning);
  return { columns, temperature, z };
}

type Offsets = Pick<
  Extract<PersonalResult, { kept: true }>,
  'userDelta' | 'categoryOffset' | 'brandOffset' | 'priceOffset' | 'ownWeight'
>;

/** A correction in the scale of the list's scores. */
export function toOffsets(problem: PersonalProblem, correction: Correction, tuning: Tuning): Offsets {
  const { dimension } = problem;
  const { columns, temperature, z } = correction;
  const user = solveTransposed(problem.foldIn, z.subarray(columns.width - dimension), dimension);
  const offsets = {
    categoryOffset: new Float32Array(problem.categoryCount),
    brandOffset: new Float32Array(problem.brandCount),
    priceOffset: new Float32Array(PRICE_DECILES),
  };
  columns.groups.forEach(({ offset, value }, g) => {
    offsets[offset][value] = temperature * tuning.offsetSpread * z[FIRST_GROUP + g]!;
  });
  return {
    userDelta: Float32Array.from(user, (value) => temperature * tuning.userSpread * value),
    ownWeight: temperature * tuning.ownSpread * z[OWN]!,
    ...offsets,
  };
}

/** 1-10, and 0: unknown. */
const PRICE_DECILES = 11;

/** L⁻ᵀz. */
function solveTransposed(l: Float64Array, z: Float32Array, n: number): Float64Array {
  const out = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = z[i]!;
    for (let k = i + 1; k < n; k++) sum -= l[k * n + i]! * out[k]!;
    out[i] = sum / l[i * n + i]!;
  }
  return out;
}
