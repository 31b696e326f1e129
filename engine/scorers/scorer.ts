import type { Profile } from '../profile.js';

/**
 * A scorer rates the whole catalog for one shopper. The contract every scorer keeps (test/contract/scorer.ts): finite
 * numbers, zeros for an empty profile, no trace of an earlier call, the same result for the same profile.
 */
export interface Scorer {
  readonly name: 'factors' | 'next' | 'session' | 'prototypes' | 'content';
  /** @param out f32[items], overwritten. */
  score(profile: Profile, out: Float32Array): void;
  /**
   * What each known item adds to the score of `item`; the sum is the score (to rounding).
   * @returns known item index -> share.
   */
  explain(profile: Profile, item: number): ReadonlyMap<number, number>;
}
