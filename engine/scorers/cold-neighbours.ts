import type { NextRows } from '../../core/artifact/next-section.js';

/**
 * Gives cold items, whom no behaviour points to, the mean score of the warm items their catalog rows resemble:
 * scores[c] = Σ_w row(c)[w] · scores[w]. Linear in the scores, so a share of a warm item's score passes on as it is.
 * @param neighbours rows of cold items alone, weights of a row summing to 1.
 * @param scores f32[items], of warm items; overwritten for cold ones.
 */
export function spreadToCold(neighbours: NextRows, scores: Float32Array): void {
  const { start, target, weight } = neighbours;
  for (let item = 0; item + 1 < start.length; item++) {
    const end = start[item + 1]!;
    if (start[item] === end) continue;
    let sum = 0;
    for (let k = start[item]!; k < end; k++) sum += weight[k]! * scores[target[k]!]!;
    scores[item] = sum;
  }
}

/** The same for an explanation: the cold item's shares are those of its neighbours. */
export function explainCold(
  neighbours: NextRows,
  item: number,
  explain: (item: number) => ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const [from, to] = [neighbours.start[item]!, neighbours.start[item + 1]!];
  if (from === to) return explain(item);
  const shares = new Map<number, number>();
  for (let k = from; k < to; k++) {
    for (const [index, share] of explain(neighbours.target[k]!)) {
      shares.set(index, (shares.get(index) ?? 0) + neighbours.weight[k]! * share);
    }
  }
  return shares;
}
