import type { NextRows } from '../../../core/artifact/next-section.js';
import { RowScratch } from '../row-scratch.js';
import type { Baskets } from './baskets.js';

export interface KindOptions {
  /** u16[items]; 0: unknown, such items say nothing. */
  readonly category: Uint16Array;
  readonly categoryCount: number;
  /** Pairs of categories with fewer distinct users carry nothing. */
  readonly minUsers: number;
  /** At most 255. */
  readonly rowLength: number;
}

/** Items seen beside a category that its row's shares are held back by: a rare category says little. */
const PRIOR_ITEMS = 20;

/**
 * For each category, in which categories the rest of an order lies: P(c' | c) = n(c, c') / (n(c) + 20), strongest first.
 * A basket's items share one vote each over the others, a user's baskets count 1/√(their number) each.
 */
export function fitKinds(baskets: Baskets, options: KindOptions): NextRows {
  const { category, categoryCount, minUsers, rowLength } = options;
  const votes = categoryVotes(baskets, category);
  const start = new Uint32Array(categoryCount + 1);
  const target: number[] = [];
  const weight: number[] = [];
  const row = new RowScratch(categoryCount);
  for (let c = 0; c < categoryCount; c++) {
    let all = PRIOR_ITEMS;
    for (const { to, value, user } of votes[c] ?? []) {
      row.add(to, value, user);
      all += value;
    }
    const supported = [...row.touched()].filter((to) => row.users[to]! >= minUsers);
    for (const to of supported.sort((a, b) => row.sum[b]! - row.sum[a]! || a - b).slice(0, rowLength)) {
      target.push(to);
      weight.push(row.sum[to]! / all);
    }
    row.clear();
    start[c + 1] = target.length;
  }
  return { start, target: Uint32Array.from(target), weight: Float32Array.from(weight) };
}

interface Vote {
  readonly to: number;
  readonly value: number;
  readonly user: number;
}

/** By category, in the order of users. */
function categoryVotes({ user, start, item }: Baskets, category: Uint16Array): readonly (Vote[] | undefined)[] {
  const votes: Vote[][] = [];
  const basketsOf = new Map<number, number>();
  for (const owner of user) basketsOf.set(owner, (basketsOf.get(owner) ?? 0) + 1);
  user.forEach((owner, basket) => {
    const counts = new Map<number, number>();
    const size = start[basket + 1]! - start[basket]!;
    for (let k = start[basket]!; k < start[basket + 1]!; k++) {
      const group = category[item[k]!]!;
      if (group !== 0) counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    const value = 1 / ((size - 1) * Math.sqrt(basketsOf.get(owner)!));
    for (const [from, own] of counts) {
      for (const [to, others] of counts) {
        const pairs = own * (from === to ? others - 1 : others);
        if (pairs > 0) (votes[from] ??= []).push({ to, value: value * pairs, user: owner });
      }
    }
  });
  return votes;
}
