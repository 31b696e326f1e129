import type { Blend, FeatureName } from '../core/artifact/blend-section.js';
import type { Engine } from './engine.js';
import type { Slate } from './slate.js';
import { FEATURE_COUNT, FEATURE_INDEX, OWN_HISTORY_FEATURES } from './features.js';
import type { Profile } from './profile.js';
import { SIGNAL_FEATURES, signalCoefficient } from './signal-features.js';
import { SIGNAL_NAMES } from './signals.js';
import { scoreSlate } from './slate-scores.js';

/** What each known item adds to one recommended item's score; `rest` is what no event of the shopper's causes. */
export interface ScoreShares {
  readonly score: number;
  /** Known item index -> share. */
  readonly shares: ReadonlyMap<number, number>;
  readonly rest: number;
}

/**
 * Splits a blended score over the shopper's own items. Signals that are sums over events split exactly; their rank and
 * logarithm features split in proportion; what a network or the
 * personal model adds is part of `rest`. Shares and rest add up to the score.
 */
export function explainScore(
  engine: Engine,
  profile: Profile,
  slate: Slate,
  at: { readonly row: number; readonly blend: Blend },
): ScoreShares {
  const { row, blend } = at;
  const { weights } = blend;
  const item = slate.items[row]!;
  const x = slate.features.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT);
  const part = (names: readonly FeatureName[]): number =>
    names.reduce((sum, name) => sum + weights[FEATURE_INDEX[name]]! * x[FEATURE_INDEX[name]]!, 0);
  const shares = new Map<number, number>();
  for (const name of SIGNAL_NAMES) {
    const coefficient = signalCoefficient(weights, name, profile.known.size);
    const follow = part(SIGNAL_FEATURES[name].follow);
    if (coefficient === 0 && follow === 0) continue;
    addSignal(shares, engine.signals[name].explain(profile, item), coefficient, follow);
  }
  if (profile.known.has(item)) shares.set(item, (shares.get(item) ?? 0) + part(OWN_HISTORY_FEATURES));
  const score = scoreSlate(slate, blend)[row]!;
  let explained = 0;
  for (const share of shares.values()) explained += share;
  return { score, shares, rest: score - explained };
}

function addSignal(
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
