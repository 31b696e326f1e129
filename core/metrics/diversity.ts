/** How different two items are, symmetric, 0 for alike; usually in [0, 1]. */
export type ItemDistance = (a: number, b: number) => number;

/**
 * ILD@k: mean distance over the pairs of a list's first k items (Ziegler et al. 2005). NaN for a list of fewer than
 * two items, which has no pair.
 */
export function intraListDistance(list: ArrayLike<number>, k: number, distance: ItemDistance): number {
  const length = Math.min(k, list.length);
  let sum = 0;
  for (let i = 0; i < length; i++) {
    for (let j = i + 1; j < length; j++) sum += distance(list[i]!, list[j]!);
  }
  return length < 2 ? NaN : sum / ((length * (length - 1)) / 2);
}
