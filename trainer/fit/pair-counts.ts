import type { Interactions, SparseRows } from './interactions.js';
import { RowBuilder, RowScratch } from './row-scratch.js';

/**
 * The sums a ridge regression of every item on the others needs: Gram matrix of the inputs and a right side a target.
 * For similarity both are co-occurrence, for transitions SᵀS and SᵀT (S: decayed past, T: decayed future).
 */
export interface PairCounts {
  readonly itemCount: number;
  /** f64[items]: the Gram matrix's diagonal. */
  readonly diagonal: Float64Array;
  /**
   * The Gram matrix without its diagonal; symmetric. Whole: without its rare pairs it would not be positive definite, and
   * on Online Retail transitions solved so lose a quarter of their hits. No single pair's weight can be read off it.
   */
  readonly gram: SparseRows;
  /** A row a target item: its sources. Only pairs that enough users support; of transitions with the target itself. */
  readonly targets: SparseRows;
}

export interface CoOccurrenceOptions {
  /** Pairs with fewer distinct users carry nothing. */
  readonly minPairUsers: number;
  /** A user of n items counts n^-exponent in all, so that a wholesaler does not outweigh a town. Default 0. */
  readonly userExponent?: number;
}

/** G = XᵀX over users. Cost: the sum over users of their items squared. */
export function countCoOccurrence(interactions: Interactions, options: CoOccurrenceOptions): PairCounts {
  const { itemCount, byUser, byItem } = interactions;
  const userScale = toUserScale(byUser, options.userExponent ?? 0);
  const diagonal = new Float64Array(itemCount);
  const gram = new RowBuilder(itemCount);
  const targets = new RowBuilder(itemCount);
  const row = new RowScratch(itemCount);
  for (let i = 0; i < itemCount; i++) {
    for (let k = byItem.start[i]!; k < byItem.start[i + 1]!; k++) {
      const user = byItem.column[k]!;
      const scale = byItem.value[k]! * userScale[user]!;
      for (let m = byUser.start[user]!; m < byUser.start[user + 1]!; m++) {
        row.add(byUser.column[m]!, scale * byUser.value[m]!, user);
      }
    }
    diagonal[i] = row.sum[i]!;
    for (const j of row.touched()) {
      if (j === i) continue;
      gram.push(j, row.sum[j]!);
      if (row.users[j]! >= options.minPairUsers) targets.push(j, row.sum[j]!);
    }
    row.clear();
    gram.endRow();
    targets.endRow();
  }
  return { itemCount, diagonal, gram: gram.build(), targets: targets.build() };
}

function toUserScale(byUser: SparseRows, exponent: number): Float64Array {
  return Float64Array.from({ length: byUser.start.length - 1 }, (_, user) => {
    const items = byUser.start[user + 1]! - byUser.start[user]!;
    return items === 0 ? 0 : items ** -exponent;
  });
}
