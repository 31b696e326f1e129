/**
 * Shares of categories among items: f64[categories], summing to 1, or all 0 where no item has a category.
 * @param items item indices; an item that occurs twice counts twice.
 * @param categoryOf category number by item index, -1 where unknown; unknown ones are left out.
 */
export function categoryShares(
  items: ArrayLike<number>,
  categoryOf: ArrayLike<number>,
  categories: number,
): Float64Array {
  const shares = new Float64Array(categories);
  let total = 0;
  for (let i = 0; i < items.length; i++) {
    const category = categoryOf[items[i]!] ?? -1;
    if (category < 0) continue;
    shares[category]!++;
    total++;
  }
  return total === 0 ? shares : shares.map((count) => count / total);
}

/**
 * C_KL, miscalibration (Steck 2018): Σ_g p(g)·ln(p(g) / q̃(g)) with q̃ = (1 − α)·q + α·p, in nats; 0 where the list's
 * categories mirror the history's, larger the less they do.
 * @param history p, shares of categories in a user's history.
 * @param list q, shares of categories in the list shown.
 */
export function calibrationDivergence(history: ArrayLike<number>, list: ArrayLike<number>, alpha = 0.01): number {
  let nats = 0;
  for (let g = 0; g < history.length; g++) {
    const p = history[g]!;
    if (p > 0) nats += p * Math.log(p / ((1 - alpha) * (list[g] ?? 0) + alpha * p));
  }
  return nats;
}
