import type { PairCounts } from '../pair-counts.js';
import { transpose, type SparseRows } from '../interactions.js';
import { RowBuilder, RowScratch } from '../row-scratch.js';
import type { Baskets } from './baskets.js';

/** Pair counts over baskets, and how many distinct users stand behind each pair of `targets`. */
export interface BasketCounts extends PairCounts {
  /** The entries of `targets`, in its order: distinct users who had both in one basket. */
  readonly users: SparseRows;
}

export interface BasketCountOptions {
  /** Pairs with fewer distinct users carry nothing. */
  readonly minPairUsers: number;
}

/**
 * XᵀX over baskets. A basket of n items counts 1/√n in every pair, so that a wholesaler's order does not outweigh a town;
 * a user's baskets count 1/√(their number) each, so that one household's weekly shopping does not either.
 */
export function countBaskets(baskets: Baskets, options: BasketCountOptions): BasketCounts {
  const { itemCount, start, item, user } = baskets;
  const scale = toScale(baskets);
  const value = new Float32Array(item.length).fill(1);
  const byItem = transpose({ start, column: item, value }, itemCount);
  const diagonal = new Float64Array(itemCount);
  const [gram, targets, users] = [new RowBuilder(itemCount), new RowBuilder(itemCount), new RowBuilder(itemCount)];
  const row = new RowScratch(itemCount);
  for (let i = 0; i < itemCount; i++) {
    for (let k = byItem.start[i]!; k < byItem.start[i + 1]!; k++) {
      const basket = byItem.column[k]!;
      for (let m = start[basket]!; m < start[basket + 1]!; m++) row.add(item[m]!, scale[basket]!, user[basket]!);
    }
    diagonal[i] = row.sum[i]!;
    for (const j of row.touched()) {
      if (j === i) continue;
      gram.push(j, row.sum[j]!);
      if (row.users[j]! < options.minPairUsers) continue;
      targets.push(j, row.sum[j]!);
      users.push(j, row.users[j]!);
    }
    row.clear();
    for (const builder of [gram, targets, users]) builder.endRow();
  }
  return { itemCount, diagonal, gram: gram.build(), targets: targets.build(), users: users.build() };
}

function toScale({ user, start }: Baskets): Float64Array {
  const ofUser = new Map<number, number>();
  for (const owner of user) ofUser.set(owner, (ofUser.get(owner) ?? 0) + 1);
  return Float64Array.from(user, (owner, basket) => {
    const items = start[basket + 1]! - start[basket]!;
    return 1 / Math.sqrt(items * ofUser.get(owner)!);
  });
}
