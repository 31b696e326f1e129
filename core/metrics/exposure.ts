/** Adds one exposure for each of a list's first k items. @param exposures u32[items], changed in place. */
export function addExposures(exposures: Uint32Array, list: ArrayLike<number>, k: number): void {
  for (let i = 0; i < k && i < list.length; i++) exposures[list[i]!]!++;
}

/** Share of the catalog that was shown at least once, in [0, 1]; 0 for an empty catalog. */
export function coverage(exposures: ArrayLike<number>): number {
  let shown = 0;
  for (let i = 0; i < exposures.length; i++) if (exposures[i]! > 0) shown++;
  return exposures.length === 0 ? 0 : shown / exposures.length;
}

/**
 * Gini coefficient of exposures, never-shown items included: 0 where all items are shown equally often, towards 1
 * where few take everything; 0 where nothing was shown.
 */
export function gini(exposures: ArrayLike<number>): number {
  const sorted = Float64Array.from(exposures).sort();
  const n = sorted.length;
  let total = 0;
  let weighted = 0;
  for (let i = 0; i < n; i++) {
    total += sorted[i]!;
    weighted += (2 * (i + 1) - n - 1) * sorted[i]!;
  }
  return total === 0 ? 0 : weighted / (n * total);
}

/** Shannon entropy of the distribution of exposures over items, in bits; 0 where nothing was shown. */
export function exposureEntropy(exposures: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < exposures.length; i++) total += exposures[i]!;
  let bits = 0;
  for (let i = 0; i < exposures.length; i++) {
    if (exposures[i]! > 0) bits -= (exposures[i]! / total) * Math.log2(exposures[i]! / total);
  }
  return bits;
}
