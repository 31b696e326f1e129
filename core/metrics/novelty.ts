/**
 * Mean self-information of the first k items, −log2(popularity / users), in bits (Vargas and Castells 2011). An item
 * nobody has had counts as if one user had. NaN for an empty list, which has no novelty.
 * @param popularity users who had each item, by item index.
 * @param users |U|, the number of users the popularity was counted over.
 */
export function novelty(list: ArrayLike<number>, k: number, popularity: ArrayLike<number>, users: number): number {
  const length = Math.min(k, list.length);
  let bits = 0;
  for (let i = 0; i < length; i++) bits -= Math.log2(Math.max(1, popularity[list[i]!] ?? 0) / users);
  return length === 0 ? NaN : bits / length;
}
