import type { LiftCells } from '../../core/artifact/context-section.js';

/** Pseudo-counts that pull a lift to 0; Infinity: it says nothing. */
const PRIORS = [10, 100, 1000, 3000, 10_000, 30_000, Infinity] as const;
/** Nats an event; what gains less is not worth its bytes. */
const MIN_GAIN = 5e-4;
const LARGEST = 127;

export const NO_LIFT: LiftCells = { scale: 0, cells: new Int8Array(0) };

/** log((observed + prior) / (expected + prior)): 0 for an infinite prior. */
export function shrunkenLift(observed: number, expected: number, prior: number): number {
  return prior === Infinity ? 0 : Math.log((observed + prior) / (expected + prior));
}

/** The prior of the largest gain, the stronger one where it makes no difference. */
export function bestPrior(gainBy: (prior: number) => number): number {
  let best: number = Infinity;
  let most = -Infinity;
  for (const prior of PRIORS.toReversed()) {
    const gain = gainBy(prior);
    if (gain <= most) continue;
    best = prior;
    most = gain;
  }
  return best;
}

/** Held-out rows and what a lift was worth on each, summed. */
export interface GainSums {
  readonly rows: number;
  /** Of log P(category | circumstance) / P(category). */
  readonly gain: number;
  /** Of its square. */
  readonly square: number;
}

/** Mean gain in nats an event. */
export function meanGain({ rows, gain }: GainSums): number {
  return rows === 0 ? 0 : gain / rows;
}

/**
 * Whether a lift is worth shipping: more than two standard errors, as its prior was the best of several. Counted by sessions,
 * whose events are not independent.
 */
export function isWorthwhile(sums: GainSums, sessions: number): boolean {
  const error = Math.sqrt(sums.square / Math.max(1, sums.rows) / Math.max(1, sessions));
  return meanGain(sums) > Math.max(MIN_GAIN, 2 * error);
}

/** One scale for all: the largest lift is 127 steps. */
export function quantiseLifts(lifts: Float64Array): LiftCells {
  const scale = Math.fround(lifts.reduce((most, lift) => Math.max(most, Math.abs(lift)), 0) / LARGEST);
  return { scale, cells: Int8Array.from(lifts, (lift) => (scale === 0 ? 0 : Math.round(lift / scale))) };
}
