/** What a question's reports say of one cell. Raw: it may lie outside of what is possible, as noise does. */
export interface Estimate {
  /** Unbiased. A share in [0, 1], or a mean in [-1, 1], plus noise. */
  readonly value: number;
  /** One standard error: of drawing n people and of the noise that each of them added. */
  readonly standardError: number;
  /** Reports it comes from. */
  readonly n: number;
}

/** 0 reports say nothing. */
export const NOTHING_KNOWN: Estimate = { value: 0, standardError: Infinity, n: 0 };

/** Clipped and scaled to a distribution: only for showing, never for computing on. */
export function toShares(estimates: readonly Estimate[]): number[] {
  return projectToSimplex(estimates.map(({ value }) => value));
}

/** The nearest point (Euclidean) with entries of at least 0 that sum to 1 (Duchi et al., ICML 2008, figure 1). */
export function projectToSimplex(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => b - a);
  let sum = 0;
  let shift = 0;
  for (const [k, value] of sorted.entries()) {
    sum += value;
    const candidate = (sum - 1) / (k + 1);
    if (value > candidate) shift = candidate;
  }
  return values.map((value) => Math.max(0, value - shift));
}
