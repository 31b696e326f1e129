/** What is chosen once for all shoppers and shops. */
export interface Tuning {
  /** Prior deviation of the user vector's correction in the fold-in's own metric, in logits. */
  readonly userSpread: number;
  /** Prior deviation of the offset of a category, brand or price decile, in logits. */
  readonly offsetSpread: number;
  /** Prior deviation of the relative weight of the shopper's own history with an item. */
  readonly ownSpread: number;
  /** Temperatures to choose from, in standard deviations of the lists' scores. */
  readonly temperatures: readonly number[];
  /** Adam steps a training. */
  readonly steps: number;
  readonly learningRate: number;
  /** Fewer held-out steps than this prove nothing. */
  readonly heldOutSteps: number;
  /** Gains must be above so many standard errors. */
  readonly standardErrors: number;
}

/**
 * Chosen for all shops alike, see ADR 7: with a bar of one standard error three to eight times
 * as many shoppers keep a correction, and on click sessions the list gets worse, for a few held-out steps often agree by
 * chance.
 */
export const TUNING: Tuning = {
  userSpread: 1,
  offsetSpread: 0.4,
  ownSpread: 0.5,
  temperatures: [0.12, 0.18, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4],
  steps: 30,
  learningRate: 0.1,
  heldOutSteps: 5,
  standardErrors: 3,
};
