import type { PersonalProblem } from '../../core/protocol.js';
import type { Tuning } from './tuning.js';

/** Each kind of offset and the column of the item table it belongs to. */
const OFFSET_TABLES = { categoryOffset: 'category', brandOffset: 'brand', priceOffset: 'priceDecile' } as const;
export type OffsetName = keyof typeof OFFSET_TABLES;

/** One category, brand or price decile that has an offset. */
export interface Group {
  readonly offset: OffsetName;
  readonly value: number;
}

/**
 * What a correction is made of: a column for the weight of the shopper's own history with an item, one a category, brand
 * and price decile that was taken, then one a dimension of the user vector. The user's columns are whitened by the
 * fold-in's own system A = LLᵀ: with Δw = s L⁻ᵀz the prior ½|z|² is ρ/2·ΔwᵀAΔw with ρ = 1/s², and so strong where the history
 * says much and weak where it says little.
 */
export interface Columns {
  readonly width: number;
  /** f32[candidates x width], row-major: the logits that a unit of each coordinate adds. */
  readonly matrix: Float32Array;
  readonly groups: readonly Group[];
}

/** Column 0. */
export const OWN = 0;
/** The groups come next. */
export const FIRST_GROUP = 1;

/** @param known choices learned from: what only later ones took has no column. */
export function createColumns(problem: PersonalProblem, white: Float32Array, known: number, tuning: Tuning): Columns {
  const { dimension, choices } = problem;
  const groups = groupsTaken(problem, known);
  const firstOfUser = FIRST_GROUP + groups.length;
  const width = firstOfUser + dimension;
  const matrix = new Float32Array(choices.row.length * width);
  choices.row.forEach((row, k) => {
    const at = k * width;
    matrix[at + OWN] = tuning.ownSpread * choices.ownScore[k]!;
    groups.forEach(({ offset, value }, g) => {
      if (problem[OFFSET_TABLES[offset]][row] === value) matrix[at + FIRST_GROUP + g] = tuning.offsetSpread;
    });
    for (let d = 0; d < dimension; d++) matrix[at + firstOfUser + d] = tuning.userSpread * white[row * dimension + d]!;
  });
  return { width, matrix, groups };
}

/** f64: the logits that a correction adds to candidates `from .. to`. */
export function applyColumns(
  { width, matrix }: Columns,
  z: Float32Array,
  { from, to }: { from: number; to: number },
): Float64Array {
  return Float64Array.from({ length: to - from }, (_, k) => {
    let sum = 0;
    for (let i = 0, at = (from + k) * width; i < width; i++) sum += matrix[at + i]! * z[i]!;
    return sum;
  });
}

/** Of the first `known` choices; 0 is unknown and has no offset. */
function groupsTaken(problem: PersonalProblem, known: number): Group[] {
  const { start, taken, row } = problem.choices;
  const items: number[] = [];
  for (let c = 0; c < known; c++) for (let k = 0; k < taken[c]!; k++) items.push(row[start[c]! + k]!);
  return (Object.keys(OFFSET_TABLES) as OffsetName[]).flatMap((offset) => {
    const met = new Set(items.map((item) => problem[OFFSET_TABLES[offset]][item]!));
    met.delete(0);
    return [...met].sort((a, b) => a - b).map((value) => ({ offset, value }));
  });
}

/** f32[rows x d]: L⁻¹h of every row. */
export function whitenRows({ factors, dimension: d, foldIn: l, itemCount }: PersonalProblem): Float32Array {
  const out = new Float32Array(itemCount * d);
  const x = new Float64Array(d);
  for (let row = 0; row < itemCount; row++) {
    for (let i = 0; i < d; i++) {
      let sum = factors[row * d + i]!;
      for (let k = 0; k < i; k++) sum -= l[i * d + k]! * x[k]!;
      x[i] = sum / l[i * d + i]!;
    }
    out.set(x, row * d);
  }
  return out;
}
