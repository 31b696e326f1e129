import { solveCholesky } from '../../core/math/cholesky.js';
import { transpose, type SparseRows } from './interactions.js';
import type { PairCounts } from './pair-counts.js';
import { RowBuilder } from './row-scratch.js';

export interface BlockRidgeOptions {
  /** L2 regularisation, > 0, in users (co-occurrence) or splits (transitions). */
  readonly lambda: number;
  /** c: how many of a target's strongest sources are solved for together. */
  readonly neighbours: number;
}

/** Damps the choice of neighbours that few users took. */
const NEIGHBOUR_DAMPING = 10;
/** Factor on λ where a block cannot be solved. */
const STRONGER = 3;
const MAX_ATTEMPTS = 10;
/** A binary search costs about as much as reading this many entries. */
const SEARCH_COST = 12;

/**
 * Block ridge: for each target j, its c strongest sources N by G_ij/√(G_ii+10), and the solution of
 * (G_NN + λI) b = G_Nj. Where every two items share a user and c >= items - 1 this is EASE (Steck 2019) exactly, without
 * its n² memory.
 *
 * @returns a row a *source* item: the targets it speaks for, all positive weights.
 */
export function solveRows(counts: PairCounts, options: BlockRidgeOptions): SparseRows {
  const solver = new BlockSolver(counts, options);
  const byTarget = new RowBuilder(counts.itemCount);
  for (let j = 0; j < counts.itemCount; j++) {
    solver.solve(j, byTarget);
    byTarget.endRow();
  }
  return transpose(byTarget.build(), counts.itemCount);
}

class BlockSolver {
  readonly #counts: PairCounts;
  readonly #options: BlockRidgeOptions;
  /** The chosen sources, ascending, and where each stands in the block; -1 elsewhere. */
  readonly #block: Uint32Array;
  readonly #place: Int32Array;
  readonly #matrix: Float64Array;
  readonly #right: Float64Array;
  readonly #solution: Float64Array;
  #scores = new Float64Array(0);

  constructor(counts: PairCounts, options: BlockRidgeOptions) {
    const most = Math.min(options.neighbours, counts.itemCount);
    this.#counts = counts;
    this.#options = options;
    this.#block = new Uint32Array(most);
    this.#place = new Int32Array(counts.itemCount).fill(-1);
    this.#matrix = new Float64Array(most * most);
    this.#right = new Float64Array(most);
    this.#solution = new Float64Array(most);
  }

  solve(target: number, out: RowBuilder): void {
    const size = this.#chooseBlock(target);
    const solution = this.#solution.subarray(0, size);
    const isSolved = this.#solveBlock(size, solution);
    for (let a = 0; a < size; a++) {
      const source = this.#block[a]!;
      this.#place[source] = -1;
      if (isSolved && solution[a]! > 0) out.push(source, solution[a]!);
    }
  }

  /** Fills the block and the right side; ties at the cut go to the smaller index. */
  #chooseBlock(target: number): number {
    const { targets, diagonal } = this.#counts;
    const from = targets.start[target]!;
    const count = targets.start[target + 1]! - from;
    const { length: most } = this.#block;
    if (this.#scores.length < 2 * count) this.#scores = new Float64Array(2 * count);
    const scores = this.#scores.subarray(0, count);
    for (let k = 0; k < count; k++) {
      scores[k] = targets.value[from + k]! / Math.sqrt(diagonal[targets.column[from + k]!]! + NEIGHBOUR_DAMPING);
    }
    let cut = -Infinity;
    let ties = count;
    if (count > most) {
      const ordered = this.#scores.subarray(count, 2 * count);
      ordered.set(scores);
      cut = selectNth(ordered, count - most);
      ties = most - countAbove(scores, cut);
    }
    let size = 0;
    for (let k = 0; k < count && size < most; k++) {
      if (!(scores[k]! > cut) && !(scores[k] === cut && ties-- > 0)) continue;
      this.#block[size] = targets.column[from + k]!;
      this.#place[this.#block[size]!] = size;
      this.#right[size++] = targets.value[from + k]!;
    }
    return size;
  }

  /** Transition counts leave out negligible terms, so a block may just miss being definite: a stronger ridge then is tried. */
  #solveBlock(size: number, solution: Float64Array): boolean {
    let { lambda } = this.#options;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++, lambda *= STRONGER) {
      solution.set(this.#right.subarray(0, size));
      this.#fillMatrix(size, lambda);
      if (solveCholesky(this.#matrix, solution, size)) return true;
    }
    return false;
  }

  /** The lower triangle of G_NN + λI. */
  #fillMatrix(size: number, lambda: number): void {
    const { gram, diagonal } = this.#counts;
    const matrix = this.#matrix;
    matrix.fill(0, 0, size * size);
    for (let a = 0; a < size; a++) {
      const source = this.#block[a]!;
      matrix[a * size + a] = diagonal[source]! + lambda;
      const from = gram.start[source]!;
      const to = gram.start[source + 1]!;
      // A long row is searched for the few columns needed, a short one is read through.
      if (to - from > a * SEARCH_COST) this.#searchRow(a, from, to, size);
      else this.#scanRow(a, from, to, size);
    }
  }

  #scanRow(a: number, from: number, to: number, size: number): void {
    const { column, value } = this.#counts.gram;
    for (let k = from; k < to; k++) {
      const b = this.#place[column[k]!]!;
      if (b >= a) break;
      if (b >= 0) this.#matrix[a * size + b] = value[k]!;
    }
  }

  #searchRow(a: number, from: number, to: number, size: number): void {
    const { column, value } = this.#counts.gram;
    let low = from;
    for (let b = 0; b < a; b++) {
      const wanted = this.#block[b]!;
      let high = to;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (column[middle]! < wanted) low = middle + 1;
        else high = middle;
      }
      if (low < to && column[low] === wanted) this.#matrix[a * size + b] = value[low]!;
    }
  }
}

function countAbove(values: Float64Array, cut: number): number {
  let count = 0;
  for (const value of values) if (value > cut) count++;
  return count;
}

/** The value that stands at position n in ascending order (quickselect); reorders `values`. */
function selectNth(values: Float64Array, n: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) {
        const swapped = values[i]!;
        values[i++] = values[j]!;
        values[j--] = swapped;
      }
    }
    if (n <= j) high = j;
    else if (n >= i) low = i;
    else break;
  }
  return values[n]!;
}
