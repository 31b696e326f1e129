import type { Engine, Slate } from './engine.js';
import { FEATURE_COUNT, FEATURE_INDEX } from './features.js';
import type { Profile } from './profile.js';
import { linearCoefficients } from './reasons.js';

/** What each known item adds to one recommended item's score; `rest` is what no event of the shopper's causes. */
export interface ScoreShares {
  readonly score: number;
  /** Known item index -> share. */
  readonly shares: ReadonlyMap<number, number>;
  readonly rest: number;
}

/** Features that only the shopper's events can make non-zero, split like the sum they are made from. */
const FOLLOW_FACTORS = ['factorsRank'] as const;
const FOLLOW_NEXT = ['nextLog', 'nextRank'] as const;
const OWN_HISTORY = ['seen', 'seenRecency', 'bought'] as const;

/**
 * Splits a blended score over the shopper's own items. The sums over factors and rows split exactly (both are linear in
 * the events); rank and logarithm features split in proportion to them; shares and rest add up to the score.
 */
export function explainScore(
  engine: Engine,
  profile: Profile,
  slate: Slate,
  at: { readonly row: number; readonly weights: Float64Array },
): ScoreShares {
  const { row, weights } = at;
  const item = slate.items[row]!;
  const x = slate.features.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT);
  const part = (names: readonly (keyof typeof FEATURE_INDEX)[]): number =>
    names.reduce((sum, name) => sum + weights[FEATURE_INDEX[name]]! * x[FEATURE_INDEX[name]]!, 0);
  const shares = new Map<number, number>();
  const coefficients = linearCoefficients(weights, profile.known.size);
  addLinear(shares, engine.factorScorer.explain(profile, item), coefficients.factors, part(FOLLOW_FACTORS));
  addLinear(shares, engine.nextScorer.explain(profile, item), coefficients.next, part(FOLLOW_NEXT));
  if (profile.known.has(item)) shares.set(item, (shares.get(item) ?? 0) + part(OWN_HISTORY));
  let score = 0;
  for (let k = 0; k < FEATURE_COUNT; k++) score += weights[k]! * x[k]!;
  let explained = 0;
  for (const share of shares.values()) explained += share;
  return { score, shares, rest: score - explained };
}

function addLinear(
  shares: Map<number, number>,
  parts: ReadonlyMap<number, number>,
  coefficient: number,
  follow: number,
): void {
  let absolute = 0;
  for (const part of parts.values()) absolute += Math.abs(part);
  for (const [index, part] of parts) {
    const proportional = absolute > 0 ? (follow * Math.abs(part)) / absolute : 0;
    shares.set(index, (shares.get(index) ?? 0) + coefficient * part + proportional);
  }
}
