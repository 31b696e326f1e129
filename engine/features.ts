import { FEATURE_NAMES, type FeatureName } from '../core/artifact/blend-section.js';
import { ITEM_FLAGS } from '../core/artifact/items-section.js';
import type { Model } from '../core/artifact/model.js';
import { CANDIDATE_LIMITS, type Candidates, type ScoreVectors } from './candidates.js';
import { toLeanings, type Leanings, type Profile } from './profile.js';
import type { Trends } from './trends.js';

export const FEATURE_COUNT = FEATURE_NAMES.length;

/** Position of each feature in a weight or feature vector. */
export const FEATURE_INDEX = Object.fromEntries(FEATURE_NAMES.map((name, k) => [name, k])) as Readonly<
  Record<FeatureName, number>
>;

export interface FeatureInputs {
  readonly model: Model;
  readonly profile: Profile;
  readonly trends: Trends;
  readonly scores: ScoreVectors;
  readonly candidates: Candidates;
}

/**
 * f64[candidates x FEATURE_COUNT], row-major: what the blend weighs. Logarithms and ranks stand beside the raw sums
 * because the best mixture of sums differs between shops by more than ten times.
 */
export function computeFeatures(inputs: FeatureInputs): Float64Array {
  const { candidates, model, profile } = inputs;
  const out = new Float64Array(candidates.items.length * FEATURE_COUNT);
  const leanings = toLeanings(profile, model);
  candidates.items.forEach((item, row) => {
    const x = out.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT);
    setScoreFeatures(x, item, inputs);
    setItemFeatures(x, item, inputs);
    setLeaningFeatures(x, item, model, leanings);
    setHistoryFeatures(x, item, profile);
  });
  return out;
}

function setScoreFeatures(x: Float64Array, item: number, inputs: FeatureInputs): void {
  const { scores, candidates, profile } = inputs;
  const factors = scores.factors[item]!;
  const next = scores.next[item]!;
  const length = Math.log(1 + profile.known.size) / 4;
  x[FEATURE_INDEX.factors] = factors;
  x[FEATURE_INDEX.factorsRank] = -Math.log(1 + (candidates.factorRank.get(item) ?? CANDIDATE_LIMITS.factors));
  x[FEATURE_INDEX.factorsLength] = factors * length;
  x[FEATURE_INDEX.next] = next;
  x[FEATURE_INDEX.nextLog] = Math.log(1 + 100 * next);
  x[FEATURE_INDEX.nextRank] = -Math.log(1 + (candidates.nextRank.get(item) ?? CANDIDATE_LIMITS.next));
  x[FEATURE_INDEX.nextLength] = next * length;
}

function setItemFeatures(x: Float64Array, item: number, { trends, model }: FeatureInputs): void {
  x[FEATURE_INDEX.popularity] = trends.popularity[item]!;
  x[FEATURE_INDEX.trend1] = trends.trend1[item]!;
  x[FEATURE_INDEX.trend7] = trends.trend7[item]!;
  x[FEATURE_INDEX.trend30] = trends.trend30[item]!;
  x[FEATURE_INDEX.cold] = (model.items.flags[item]! & ITEM_FLAGS.cold) === 0 ? 0 : 1;
}

function setLeaningFeatures(x: Float64Array, item: number, model: Model, leanings: Leanings): void {
  const category = model.items.category[item]!;
  const decile = model.items.priceDecile[item]!;
  x[FEATURE_INDEX.categoryLast] = category !== 0 && category === leanings.lastCategory ? 1 : 0;
  x[FEATURE_INDEX.categoryShare] = leanings.category.get(category) ?? 0;
  x[FEATURE_INDEX.brandShare] = leanings.brand.get(model.items.brand[item]!) ?? 0;
  x[FEATURE_INDEX.priceDistance] =
    decile === 0 || leanings.priceDecile === 0 ? 0 : -Math.abs(decile - leanings.priceDecile) / 9;
}

function setHistoryFeatures(x: Float64Array, item: number, profile: Profile): void {
  const known = profile.known.get(item);
  if (known === undefined) return;
  x[FEATURE_INDEX.seen] = Math.log(1 + known.seen);
  x[FEATURE_INDEX.seenRecency] = Math.exp(-0.1 * (profile.steps.length - 1 - known.lastStep));
  x[FEATURE_INDEX.bought] = Math.log(1 + known.bought);
}
