import type { NextRows } from '../../core/artifact/next-section.js';
import type { SparseRows } from './interactions.js';
import { RowScratch } from './row-scratch.js';

export interface MergeOptions {
  readonly similarityWeight: number;
  readonly transitionWeight: number;
  /** The strongest so many targets a source item are kept. At most 255. */
  readonly rowLength: number;
}

/**
 * The item-to-item rows an artifact ships: similarityWeight · similarity + transitionWeight · transition, the top
 * `rowLength` of each source item, strongest first, ties by index.
 */
export function mergeRows(similarity: SparseRows, transition: SparseRows, options: MergeOptions): NextRows {
  const itemCount = similarity.start.length - 1;
  const start = new Uint32Array(itemCount + 1);
  const target: number[] = [];
  const weight: number[] = [];
  const row = new RowScratch(itemCount);
  for (let i = 0; i < itemCount; i++) {
    addScaled(row, similarity, i, options.similarityWeight);
    addScaled(row, transition, i, options.transitionWeight);
    const best = Array.from(row.touched()).sort((a, b) => row.sum[b]! - row.sum[a]! || a - b);
    for (const j of best.slice(0, options.rowLength)) {
      target.push(j);
      weight.push(row.sum[j]!);
    }
    row.clear();
    start[i + 1] = target.length;
  }
  return { start, target: Uint32Array.from(target), weight: Float32Array.from(weight) };
}

function addScaled(row: RowScratch, rows: SparseRows, source: number, scale: number): void {
  if (scale === 0) return;
  for (let k = rows.start[source]!; k < rows.start[source + 1]!; k++)
    row.add(rows.column[k]!, rows.value[k]! * scale, 0);
}
