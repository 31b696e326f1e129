import type { SparseRows } from '../interactions.js';

/** What each cluster of users is known for: the item columns of `Prototypes`. */
export interface ClusterItems {
  readonly start: Uint32Array;
  readonly item: Uint32Array;
  readonly logLift: Float32Array;
  readonly logBackground: Float32Array;
}

export interface ClusterItemOptions {
  /** Items with fewer distinct users inside the cluster are not listed. */
  readonly minUsers: number;
  /** At most so many a cluster. */
  readonly maxItems: number;
}

/** Counts drawn from the shop as a whole that are added to a cluster's own. */
const SMOOTHING = 200;

/**
 * The smoothed multinomial of every cluster, q_k(i) = (n_ki + m·q(i)) / (n_k + m), as a ratio to q(i) for the items that
 * tell it apart most, q_k(i)·log(q_k(i)/q(i)); what is left of its probability goes to all other items in proportion to
 * q(i). Every distinct pair of user and item counts 1.
 * @param assignment i32[users]: -1 for none.
 */
export function listClusterItems(
  byUser: SparseRows,
  { assignment, count }: { readonly assignment: Int32Array; readonly count: number },
  itemUsers: Uint32Array,
  { minUsers, maxItems }: ClusterItemOptions,
): ClusterItems {
  let pairs = 0;
  for (const users of itemUsers) pairs += users;
  const share = Float64Array.from(itemUsers, (users) => users / pairs);
  const start = new Uint32Array(count + 1);
  const items: number[] = [];
  const logLifts: number[] = [];
  const logBackground = new Float32Array(count);
  for (let k = 0; k < count; k++) {
    const inside = countInside(byUser, assignment, k, itemUsers.length);
    const total = inside.reduce((sum, users) => sum + users, 0);
    const ratio = (i: number): number => (inside[i]! / share[i]! + SMOOTHING) / (total + SMOOTHING);
    const listed = mostTelling(inside, minUsers, (i) => share[i]! * ratio(i) * Math.log(ratio(i)), maxItems);
    let [left, leftShop] = [1, 1];
    for (const i of listed) {
      items.push(i);
      logLifts.push(Math.log(ratio(i)));
      left -= share[i]! * ratio(i);
      leftShop -= share[i]!;
    }
    logBackground[k] = leftShop > 0 && left > 0 ? Math.log(left / leftShop) : 0;
    start[k + 1] = items.length;
  }
  return { start, item: Uint32Array.from(items), logLift: Float32Array.from(logLifts), logBackground };
}

function countInside(byUser: SparseRows, assignment: Int32Array, cluster: number, itemCount: number): Uint32Array {
  const inside = new Uint32Array(itemCount);
  for (let user = 0; user < assignment.length; user++) {
    if (assignment[user] !== cluster) continue;
    for (let at = byUser.start[user]!; at < byUser.start[user + 1]!; at++) inside[byUser.column[at]!]!++;
  }
  return inside;
}

/** Items with enough users and a positive worth, the worthiest so many, ascending. */
function mostTelling(inside: Uint32Array, minUsers: number, worth: (i: number) => number, max: number): number[] {
  const enough: { item: number; worth: number }[] = [];
  inside.forEach((users, item) => {
    if (users < Math.max(1, minUsers)) return;
    const value = worth(item);
    if (value > 0) enough.push({ item, worth: value });
  });
  enough.sort((a, b) => b.worth - a.worth || a.item - b.item);
  return enough
    .slice(0, max)
    .map(({ item }) => item)
    .sort((a, b) => a - b);
}
