import { FEATURE_GROUPS, FEATURE_NAMES, type FeatureName } from '../core/artifact/blend-section.js';
import { isCold } from '../core/artifact/items-section.js';
import { CANDIDATE_LIMITS, type Candidates, type RankedSignal } from './candidates.js';
import type { ContextLifts } from './context.js';
import type { Engine } from './engine.js';
import { groupLift, type Leanings } from './leanings.js';
import type { Profile } from './profile.js';
import type { SignalScores } from './signals.js';
import type { Trends } from './trends.js';

export const FEATURE_COUNT = FEATURE_NAMES.length;

/** Position of each feature in a weight or feature vector. */
export const FEATURE_INDEX = Object.fromEntries(FEATURE_NAMES.map((name, k) => [name, k])) as Readonly<
  Record<FeatureName, number>
>;

/** Features that only the shopper's events with the item itself can make non-zero. */
export const OWN_HISTORY_FEATURES = FEATURE_GROUPS.history;

export interface FeatureInputs {
  readonly engine: Engine;
  readonly profile: Profile;
  readonly trends: Trends;
  readonly scores: SignalScores;
  readonly candidates: Candidates;
  readonly leanings: Leanings;
  readonly lifts: ContextLifts;
  /** Epoch seconds. */
  readonly now: number;
}

/**
 * f64[candidates x FEATURE_COUNT], row-major: what the blend weighs. Logarithms and ranks stand beside the raw sums
 * because the best mixture of sums differs between shops by more than ten times.
 */
export function computeFeatures(inputs: FeatureInputs): Float64Array {
  const { items } = inputs.candidates;
  const out = new Float64Array(items.length * FEATURE_COUNT);
  items.forEach((item, row) => {
    const x = out.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT);
    setSignalFeatures(x, item, inputs);
    setRowFeatures(x, item, inputs);
    setItemFeatures(x, item, inputs);
    setLeaningFeatures(x, item, inputs);
    setHistoryFeatures(x, item, inputs);
  });
  return out;
}

/** What history length does to a sum: 1 at about 50 items. */
export function lengthFactor(knownItems: number): number {
  return Math.log(1 + knownItems) / 4;
}

/** Minus the logarithm of the place in the signal's list, the list's length for who is not on it. */
function rankFeature({ candidates }: FeatureInputs, name: RankedSignal, item: number): number {
  return -Math.log(1 + (candidates.ranks[name].get(item) ?? CANDIDATE_LIMITS[name]));
}

function setSignalFeatures(x: Float64Array, item: number, inputs: FeatureInputs): void {
  const { scores, profile } = inputs;
  x[FEATURE_INDEX.factors] = scores.factors[item]!;
  x[FEATURE_INDEX.factorsRank] = rankFeature(inputs, 'factors', item);
  x[FEATURE_INDEX.factorsLength] = scores.factors[item]! * lengthFactor(profile.known.size);
  x[FEATURE_INDEX.session] = scores.session[item]!;
  x[FEATURE_INDEX.sessionRank] = rankFeature(inputs, 'session', item);
  x[FEATURE_INDEX.prototypes] = Math.log(1 + scores.prototypes[item]!);
  x[FEATURE_INDEX.prototypesRank] = rankFeature(inputs, 'prototypes', item);
  x[FEATURE_INDEX.content] = scores.content[item]!;
  x[FEATURE_INDEX.contentLast] = scores.contentLast[item]!;
}

/** Item-to-item weights are far below 1: the logarithm tells small ones apart. */
function rowLog(score: number): number {
  return Math.log(1 + 100 * score);
}

function setRowFeatures(x: Float64Array, item: number, inputs: FeatureInputs): void {
  const { scores, profile } = inputs;
  x[FEATURE_INDEX.next] = scores.next[item]!;
  x[FEATURE_INDEX.nextLog] = rowLog(scores.next[item]!);
  x[FEATURE_INDEX.nextRank] = rankFeature(inputs, 'next', item);
  x[FEATURE_INDEX.nextLength] = scores.next[item]! * lengthFactor(profile.known.size);
  x[FEATURE_INDEX.nextLast] = scores.nextLast[item]!;
  x[FEATURE_INDEX.nextLastLog] = rowLog(scores.nextLast[item]!);
  x[FEATURE_INDEX.nextAll] = scores.nextAll[item]!;
  x[FEATURE_INDEX.nextAllLog] = rowLog(scores.nextAll[item]!);
  x[FEATURE_INDEX.nextAllRank] = rankFeature(inputs, 'nextAll', item);
}

/** A new item's popularity is a guess from its catalog row: a feature of its own. */
function setItemFeatures(x: Float64Array, item: number, { engine, profile, trends, lifts }: FeatureInputs): void {
  const { items } = engine.model;
  const category = items.category[item]!;
  x[FEATURE_INDEX.trend1] = trends.trend1[item]!;
  x[FEATURE_INDEX.trend7] = trends.trend7[item]!;
  x[FEATURE_INDEX.trend30] = trends.trend30[item]!;
  x[FEATURE_INDEX.contextTime] = lifts.time[category]!;
  x[FEATURE_INDEX.contextVisit] = lifts.visit[category]!;
  x[FEATURE_INDEX.contextPage] = lifts.page[category]!;
  if (!isCold(items, item)) {
    x[FEATURE_INDEX.popularity] = trends.popularity[item]!;
    return;
  }
  x[FEATURE_INDEX.cold] = 1;
  x[FEATURE_INDEX.coldPopularity] = items.popularity[item]!;
  x[FEATURE_INDEX.coldPopularityLength] = items.popularity[item]! * lengthFactor(profile.known.size);
}

function setLeaningFeatures(x: Float64Array, item: number, { engine, leanings }: FeatureInputs): void {
  const { items } = engine.model;
  const { departmentOf, departmentShare, share } = engine.categories;
  const category = items.category[item]!;
  const department = departmentOf[category]!;
  const decile = items.priceDecile[item]!;
  x[FEATURE_INDEX.categoryLast] = category !== 0 && category === leanings.lastCategory ? 1 : 0;
  x[FEATURE_INDEX.categoryShare] = leanings.category.get(category) ?? 0;
  x[FEATURE_INDEX.categoryLift] = groupLift(leanings.category, category, leanings.weight, share[category]!);
  x[FEATURE_INDEX.departmentLift] = groupLift(
    leanings.department,
    department,
    leanings.weight,
    departmentShare[department]!,
  );
  x[FEATURE_INDEX.brandShare] = leanings.brand.get(items.brand[item]!) ?? 0;
  x[FEATURE_INDEX.priceDistance] =
    decile === 0 || leanings.priceDecile === 0 ? 0 : -Math.abs(decile - leanings.priceDecile) / 9;
}

const DAY_SECONDS = 86_400;

function setHistoryFeatures(x: Float64Array, item: number, { engine, profile, now }: FeatureInputs): void {
  const known = profile.known.get(item);
  if (known === undefined) return;
  const back = profile.steps.length - 1 - known.lastStep;
  x[FEATURE_INDEX.seen] = Math.log(1 + known.seen);
  x[FEATURE_INDEX.seenRecency] = Math.exp(-0.1 * back);
  x[FEATURE_INDEX.seenLast] = back === 0 ? 1 : 0;
  x[FEATURE_INDEX.bought] = Math.log(1 + known.bought);
  if (engine.habits === undefined) return;
  x[FEATURE_INDEX.repeatRate] = engine.habits.repeatRate(item);
  if (known.bought === 0) return;
  const daysSince = Math.max(0, now - known.time) / DAY_SECONDS;
  x[FEATURE_INDEX.due] = Math.log(1e-3 + engine.habits.dueScore({ item, bought: known.bought, daysSince }));
}
