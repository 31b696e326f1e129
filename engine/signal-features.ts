import type { FeatureName } from '../core/artifact/blend-section.js';
import { FEATURE_INDEX, lengthFactor } from './features.js';
import type { SignalName } from './signals.js';

/** Which features follow a signal: the sum itself, the sum times history length, and what only rises and falls with it. */
export interface SignalFeatures {
  readonly raw?: FeatureName;
  readonly length?: FeatureName;
  readonly follow: readonly FeatureName[];
}

export const SIGNAL_FEATURES: Readonly<Record<SignalName, SignalFeatures>> = {
  factors: { raw: 'factors', length: 'factorsLength', follow: ['factorsRank'] },
  session: { raw: 'session', follow: ['sessionRank'] },
  next: { raw: 'next', length: 'nextLength', follow: ['nextLog', 'nextRank'] },
  nextLast: { raw: 'nextLast', follow: ['nextLastLog'] },
  nextAll: { raw: 'nextAll', follow: ['nextAllLog', 'nextAllRank'] },
  prototypes: { follow: ['prototypes', 'prototypesRank'] },
  content: { raw: 'content', follow: [] },
  contentLast: { raw: 'contentLast', follow: [] },
};

/** What one unit of a signal's sum adds to the blended score. */
export function signalCoefficient(weights: Float64Array, name: SignalName, knownItems: number): number {
  const { raw, length } = SIGNAL_FEATURES[name];
  return (
    (raw === undefined ? 0 : weights[FEATURE_INDEX[raw]]!) +
    (length === undefined ? 0 : weights[FEATURE_INDEX[length]]! * lengthFactor(knownItems))
  );
}
