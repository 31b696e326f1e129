import type { NextRows } from '../../../core/artifact/next-section.js';
import { topN } from '../../../core/math/top-n.js';
import { transpose, type SparseRows } from '../interactions.js';
import type { ContentFeatures } from './content-features.js';

export interface NeighbourOptions {
  /** u8[items]: items that get a row. */
  readonly sources: Uint8Array;
  /** u8[items]: items that may stand in a row. */
  readonly targets: Uint8Array;
  /** Neighbours a row at most. */
  readonly length: number;
}

/**
 * A source's tokens are read rarest first until so many items have been met: a token that half the catalog shares costs
 * most and tells least.
 */
const MAX_READ = 20_000;

/** The most alike targets of each source by cosine of their features; weights are cosines divided by the row's sum. */
export function contentNeighbours(content: ContentFeatures, options: NeighbourOptions): NextRows {
  const { rows, featureCount } = content;
  const items = rows.start.length - 1;
  const byToken = transpose(onlyRowsOf(rows, options.targets), featureCount);
  const cosine = new Float64Array(items);
  const start = new Uint32Array(items + 1);
  const target: number[] = [];
  const weight: number[] = [];
  for (let item = 0; item < items; item++) {
    if (options.sources[item] === 1) {
      const touched = addCosines(rows, byToken, item, cosine);
      const cosines = Float64Array.from(touched, (i) => cosine[i]!);
      const best = topN(cosines, options.length).map((at) => touched[at]!);
      const sum = best.reduce((total, i) => total + cosine[i]!, 0);
      for (const i of best) {
        target.push(i);
        weight.push(cosine[i]! / sum);
      }
      for (const i of touched) cosine[i] = 0;
    }
    start[item + 1] = target.length;
  }
  return { start, target: Uint32Array.from(target), weight: Float32Array.from(weight) };
}

/** The entries of the rows marked 1; the others are left empty. */
function onlyRowsOf(rows: SparseRows, marks: Uint8Array): SparseRows {
  const start = new Uint32Array(rows.start.length);
  const kept: number[] = [];
  for (let row = 0; row + 1 < rows.start.length; row++) {
    if (marks[row] === 1) for (let e = rows.start[row]!; e < rows.start[row + 1]!; e++) kept.push(e);
    start[row + 1] = kept.length;
  }
  return {
    start,
    column: Uint32Array.from(kept, (e) => rows.column[e]!),
    value: Float32Array.from(kept, (e) => rows.value[e]!),
  };
}

/** @returns the targets that share a token with the item, ascending, their cosines in `cosine`. */
function addCosines(rows: SparseRows, byToken: SparseRows, item: number, cosine: Float64Array): Uint32Array {
  const entries = Array.from({ length: rows.start[item + 1]! - rows.start[item]! }, (_, k) => rows.start[item]! + k);
  const holders = (entry: number): number => {
    const token = rows.column[entry]!;
    return byToken.start[token + 1]! - byToken.start[token]!;
  };
  const touched: number[] = [];
  let read = 0;
  for (const entry of entries.sort((a, b) => holders(a) - holders(b) || a - b)) {
    read += holders(entry);
    if (read > MAX_READ && touched.length > 0) break;
    const token = rows.column[entry]!;
    const own = rows.value[entry]!;
    for (let k = byToken.start[token]!; k < byToken.start[token + 1]!; k++) {
      const other = byToken.column[k]!;
      if (other === item) continue;
      if (cosine[other] === 0) touched.push(other);
      cosine[other]! += own * byToken.value[k]!;
    }
  }
  return Uint32Array.from(touched).sort();
}
