import type { UsageCheck } from './aggregates.js';

/** Fewer reports a cell than this, and Pearson's statistic does not follow its distribution (Cochran 1954). */
const FEWEST_PER_CELL = 5;
/** Standard deviations that chance alone reaches once in three million epochs. */
const ALARM = 5;

/**
 * Were public parameters drawn uniformly? Pearson's χ², as standard deviations by Wilson and Hilferty (PNAS 1931).
 * @param used reports by parameter. @param reports of all questions.
 */
export function checkUsage(used: readonly number[], reports: number): UsageCheck {
  const cells = used.length;
  const n = used.reduce((sum, count) => sum + count, 0);
  const share = reports === 0 ? 0 : n / reports;
  const expected = n / cells;
  const chiSquare = n === 0 ? 0 : used.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const z = n < FEWEST_PER_CELL * cells ? null : toDeviations(chiSquare, cells - 1);
  return { n, share, cells, chiSquare, z, flagged: z !== null && z > ALARM };
}

function toDeviations(chiSquare: number, freedom: number): number {
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(chiSquare / freedom) - (1 - spread)) / Math.sqrt(spread);
}
