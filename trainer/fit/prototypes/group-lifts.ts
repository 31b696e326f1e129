import type { SparseRows } from '../interactions.js';

/** A group of items (a category, a brand) that a cluster's users take more often than the shop's users do. */
export interface GroupLift {
  readonly group: number;
  /** Part of the cluster's pairs of user and item that fall into the group. */
  readonly share: number;
  /** Shrunken ratio of that part to the shop's. */
  readonly lift: number;
}

export interface Membership {
  readonly count: number;
  /** Groups of each item: none, one, or (categories) one a level. */
  readonly groupsOf: readonly (readonly number[])[];
}

/** Pairs drawn from the shop as a whole that are added to a cluster's own. */
const SMOOTHING = 100;
const MIN_LIFT = 1.25;

/**
 * The over-represented groups of every cluster, most telling first: by share·log(lift), which weighs how much of what
 * the users do it explains with how unusual it is. Groups with fewer than `minUsers` distinct users inside are left out.
 */
export function findGroupLifts(
  byUser: SparseRows,
  clusters: { readonly assignment: Int32Array; readonly count: number },
  { count, groupsOf }: Membership,
  minUsers: number,
): GroupLift[][] {
  const pairs = new Float64Array(clusters.count * count);
  const users = new Uint32Array(clusters.count * count);
  const totals = new Float64Array(clusters.count);
  clusters.assignment.forEach((cluster, user) => {
    if (cluster < 0) return;
    const touched = new Set<number>();
    for (let at = byUser.start[user]!; at < byUser.start[user + 1]!; at++) {
      totals[cluster]!++;
      for (const group of groupsOf[byUser.column[at]!]!) {
        pairs[cluster * count + group]!++;
        touched.add(group);
      }
    }
    for (const group of touched) users[cluster * count + group]!++;
  });
  const shop = toShopShares(pairs, totals, count);
  return Array.from(totals, (total, cluster) => {
    const found: GroupLift[] = [];
    for (let group = 0; group < count; group++) {
      const at = cluster * count + group;
      if (users[at]! < Math.max(1, minUsers)) continue;
      const lift = (pairs[at]! / shop[group]! + SMOOTHING) / (total + SMOOTHING);
      if (lift >= MIN_LIFT) found.push({ group, share: pairs[at]! / total, lift });
    }
    const worth = ({ share, lift }: GroupLift): number => share * Math.log(lift);
    return found.sort((a, b) => worth(b) - worth(a) || a.group - b.group);
  });
}

function toShopShares(pairs: Float64Array, totals: Float64Array, count: number): Float64Array {
  const all = totals.reduce((a, b) => a + b, 0);
  const shares = new Float64Array(count);
  pairs.forEach((value, at) => {
    shares[at % count]! += value / all;
  });
  return shares;
}
