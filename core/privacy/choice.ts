import { NOTHING_KNOWN, type Estimate } from './estimate.js';
import { drawBelowThreshold, drawInteger, RANGE, type RandomBytes } from './random-bytes.js';

/**
 * Generalised randomised response (Kairouz, Bonawitz, Ramage, ICML 2016, section 3; for two choices Warner's, JASA 1965):
 * the true choice with probability p = e^ε / (e^ε + d − 1), else one of the others, each with q = 1 / (e^ε + d − 1).
 */
export interface ChoiceMechanism {
  readonly kind: 'choice';
  /** d, at least 2. */
  readonly choices: number;
  /** p · 2^32, rounded down, so that the budget is never more than ε. */
  readonly keep: number;
}

/** @param choices d >= 2. @param epsilon above 0. */
export function createChoice(choices: number, epsilon: number): ChoiceMechanism {
  const odds = Math.exp(epsilon);
  return { kind: 'choice', choices, keep: Math.floor((RANGE * odds) / (odds + choices - 1)) };
}

/** p and q as they are after rounding: what estimates must be made with. */
export function chancesOf({ choices, keep }: Omit<ChoiceMechanism, 'kind'>): {
  readonly p: number;
  readonly q: number;
} {
  const p = keep / RANGE;
  return { p, q: (1 - p) / (choices - 1) };
}

/** @param choice in [0, d). @returns the answer, in [0, d). */
export function privatiseChoice(
  { choices, keep }: Omit<ChoiceMechanism, 'kind'>,
  choice: number,
  random: RandomBytes,
): number {
  if (!Number.isInteger(choice) || choice < 0 || choice >= choices) {
    throw new RangeError(`expected a choice of 0 to ${String(choices - 1)}`);
  }
  if (drawBelowThreshold(random, keep)) return choice;
  const other = drawInteger(random, choices - 1);
  return other < choice ? other : other + 1;
}

/**
 * Share of each choice: f̂ = (c/n − q) / (p − q), with π(1 − π) / n / (p − q)² for its variance, π the chance of the answer.
 * @param counts of each answer, d of them.
 */
export function estimateChoices(mechanism: ChoiceMechanism, counts: readonly number[]): Estimate[] {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return counts.map(() => NOTHING_KNOWN);
  const { p, q } = chancesOf(mechanism);
  return counts.map((count) => {
    const value = (count / n - q) / (p - q);
    return { value, standardError: choiceError(mechanism, n, value), n };
  });
}

/** The standard error of one choice's share, where its true share is `share` and n report. */
export function choiceError(mechanism: ChoiceMechanism, n: number, share: number): number {
  const { p, q } = chancesOf(mechanism);
  const chance = q + Math.min(1, Math.max(0, share)) * (p - q);
  return Math.sqrt((chance * (1 - chance)) / n) / (p - q);
}
