/** What a list should mirror: the shopper's own mix of categories. */
export interface CalibrationTarget {
  /** Category index -> share of the shopper's history; sums to 1. Empty: nothing to mirror. */
  readonly shares: ReadonlyMap<number, number>;
  /** Category index by item index, 0 unknown. */
  readonly categoryOf: ArrayLike<number>;
}

/** A list under construction, judged by how far its categories are from a target. */
export interface CalibrationState {
  /** Miscalibration in [0, 1] of the list with this item added. */
  costOf(item: number): number;
  add(item: number): void;
}

/** Weight of the target in the smoothed list, as in core/metrics/calibration.ts. */
const ALPHA = 0.01;

/**
 * Steck's (2018) C_KL of the growing list, over its largest value ln(1/α), so that it can be weighed against a similarity.
 * One look-up an item: adding an item changes one category's term.
 */
export function createCalibrationState({ shares, categoryOf }: CalibrationTarget): CalibrationState {
  const counts = new Map<number, number>();
  let length = 0;
  const term = (category: number, extra: number): number => {
    const target = shares.get(category);
    if (target === undefined) return 0;
    const share = ((counts.get(category) ?? 0) + extra) / (length + 1);
    return target * Math.log(target / ((1 - ALPHA) * share + ALPHA * target));
  };
  const sumOfTerms = (): number => {
    let sum = 0;
    for (const category of shares.keys()) sum += term(category, 0);
    return sum;
  };
  let base = sumOfTerms();
  return {
    costOf(item) {
      const category = categoryOf[item]!;
      return (base - term(category, 0) + term(category, 1)) / Math.log(1 / ALPHA);
    },
    add(item) {
      const category = categoryOf[item]!;
      counts.set(category, (counts.get(category) ?? 0) + 1);
      length++;
      base = sumOfTerms();
    },
  };
}
