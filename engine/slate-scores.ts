import type { Blend } from '../core/artifact/blend-section.js';
import { topN } from '../core/math/top-n.js';
import type { Slate } from './slate.js';
import { FEATURE_COUNT, FEATURE_INDEX, OWN_HISTORY_FEATURES } from './features.js';
import { networkScore } from './network.js';

/** So many of the best by the linear score are re-ranked by a blend's network. */
export const NETWORK_POOL = 100;

/** f64[items of the slate]: the shipped model's scores, plus what the personal model adds to each. */
export function scoreSlate(slate: Slate, blend: Blend): Float64Array {
  const scores = scoreShipped(slate, blend);
  if (slate.personal === undefined) return scores;
  const { added, ownWeight } = slate.personal;
  return scores.map((score, row) => score + added[row]! + ownWeight * ownHistoryScore(slate, blend, row));
}

/** The part of a score that only the shopper's events with the item itself can make other than zero. */
export function ownHistoryScore({ features }: Slate, { weights }: Blend, row: number): number {
  let sum = 0;
  for (const k of OWN_HISTORY) sum += weights[k]! * features[row * FEATURE_COUNT + k]!;
  return sum;
}

const OWN_HISTORY = OWN_HISTORY_FEATURES.map((name) => FEATURE_INDEX[name]);

/** The linear score and demand, plus what the network says of the best. The others stay below these. */
function scoreShipped(slate: Slate, blend: Blend): Float64Array {
  const { demand } = slate;
  const linear = scoreLinear(slate, blend.weights);
  const scores = demand === undefined ? linear : linear.map((score, row) => score + demand[row]!);
  if (blend.network === undefined) return scores;
  const pool = topN(scores, NETWORK_POOL);
  const added = pool.map((row) => networkScore(blend.network!, slate.features, row * FEATURE_COUNT));
  const least = added.reduce((a, b) => Math.min(a, b), 0);
  const out = scores.map((score) => score + least);
  pool.forEach((row, k) => (out[row] = scores[row]! + added[k]!));
  return out;
}

/** f64[items of the slate]: features times weights. */
export function scoreLinear(slate: Slate, weights: Float64Array): Float64Array {
  const scores = new Float64Array(slate.items.length);
  for (let row = 0; row < scores.length; row++) {
    let sum = 0;
    for (let k = 0; k < FEATURE_COUNT; k++) sum += weights[k]! * slate.features[row * FEATURE_COUNT + k]!;
    scores[row] = sum;
  }
  return scores;
}

/** Positions in the slate, best first. */
export function rankSlate(scores: Float64Array, count: number): number[] {
  return topN(scores, count);
}
