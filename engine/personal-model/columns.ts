import type { PersonalProblem } from '../../core/protocol.js';
import type { ClosedForm } from './closed-form.js';
import type { Tuning } from './tuning.js';

/** Each kind of offset and the column of the item table it belongs to. */
export const OFFSET_TABLES = { categoryOffset: 'category', brandOffset: 'brand', priceOffset: 'priceDecile' } as const;
export type OffsetName = keyof typeof OFFSET_TABLES;

/** One category, brand or price decile that has an offset. */
export interface Group {
  readonly offset: OffsetName;
  readonly value: number;
}

/**
 * What a correction is made of: one column a dimension of the user vector, then one a category, brand and price decile the
 * shopper has met. The user's columns are whitened by the fold-in's own system A = LLᵀ: with Δw = s L⁻ᵀz the prior
 * ½|z|² is ρ/2·ΔwᵀAΔw with ρ = 1/s², and so strong where the history says much and weak where it says little.
 */
export interface Columns {
  readonly width: number;
  /** f32[rows x width], row-major: the logits that a unit of each coordinate adds. */
  readonly matrix: Float32Array;
  readonly groups: readonly Group[];
}

export function createColumns(problem: PersonalProblem, closed: ClosedForm, tuning: Tuning): Columns {
  const { dimension, itemCount } = problem;
  const groups = groupsMet(problem, closed.known);
  const width = dimension + groups.length;
  const matrix = new Float32Array(itemCount * width);
  const white = new Float64Array(dimension);
  for (let row = 0; row < itemCount; row++) {
    whiten(problem, closed.factored, row, white);
    for (let k = 0; k < dimension; k++) matrix[row * width + k] = tuning.userSpread * white[k]!;
  }
  groups.forEach(({ offset, value }, at) => {
    const table = problem[OFFSET_TABLES[offset]];
    for (let row = 0; row < itemCount; row++) {
      if (table[row] === value) matrix[row * width + dimension + at] = tuning.offsetSpread;
    }
  });
  return { width, matrix, groups };
}

/** f64[rows]: the logits a correction adds. */
export function applyColumns({ width, matrix }: Columns, z: Float32Array): Float64Array {
  const out = new Float64Array(matrix.length / width);
  for (let row = 0, at = 0; row < out.length; row++) {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += matrix[at++]! * z[k]!;
    out[row] = sum;
  }
  return out;
}

/** Those of the first `known` items; 0 is unknown and has no offset. */
function groupsMet(problem: PersonalProblem, known: number): Group[] {
  return (Object.keys(OFFSET_TABLES) as OffsetName[]).flatMap((offset) => {
    const table = problem[OFFSET_TABLES[offset]];
    const met = new Set(Array.from(problem.history.item.subarray(0, known), (row) => table[row]!));
    met.delete(0);
    return [...met].sort((a, b) => a - b).map((value) => ({ offset, value }));
  });
}

/** L⁻¹h of one row. */
function whiten({ factors, dimension: d }: PersonalProblem, l: Float64Array, row: number, out: Float64Array): void {
  for (let i = 0; i < d; i++) {
    let sum = factors[row * d + i]!;
    for (let k = 0; k < i; k++) sum -= l[i * d + k]! * out[k]!;
    out[i] = sum / l[i * d + i]!;
  }
}
