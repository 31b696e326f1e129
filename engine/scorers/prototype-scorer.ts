import type { Prototypes } from '../../core/artifact/prototypes-section.js';
import { perProfile } from '../per-profile.js';
import type { Profile } from '../profile.js';
import type { Scorer } from './scorer.js';

/**
 * n items count as n^0.85 of them: those of one shopper are no independent draws, and taken for such a dozen of them would
 * make the posterior certain. What kind of event it was does not count: the prototypes count users, not events.
 */
const DEPENDENCE = 0.15;

export interface PrototypeScorer extends Scorer {
  readonly prototypes: Prototypes;
  /**
   * How likely the shopper is of each taste: p(k | history) ∝ π_k · Π q_k(i)^(n^-0.15) over the n known items.
   * @returns f64[prototypes], summing to 1; undefined where no known item carries behaviour.
   */
  posterior(profile: Profile): Float64Array | undefined;
  /**
   * Splits Σ_k p(k)·values[k] over the known items. The posterior is no sum over events, so an item's share is
   * *defined*: in proportion to how far the sum falls (towards zero) when the item alone is taken out of the history, all
   * alike where no single item moves it that way. The shares add up to the sum.
   */
  split(profile: Profile, values: Float64Array): Map<number, number>;
}

/** What is derived from one state of a profile. */
interface Belief {
  /** Known items that carry behaviour. */
  readonly items: readonly number[];
  /** f64[prototypes]: Σ log lift over them. */
  readonly evidence: Float64Array;
  readonly posterior: Float64Array;
}

/**
 * User-based collaborative filtering without users: the shopper is a mixture of taste prototypes (a mixture of
 * multinomials; Hofmann 2004, "Latent semantic models for collaborative filtering", with clusters for classes), an item
 * scores how much likelier it is for that mixture than the average item, n·Σ_k p(k)·q_k(j).
 * @param popularity f32[items]: log(1 + distinct users), 0 for items that carry no behaviour.
 */
export function createPrototypeScorer(prototypes: Prototypes, popularity: Float32Array): PrototypeScorer {
  const share = toItemShares(popularity);
  const byItem = listByItem(prototypes);
  const liftsOf = (item: number): Float32Array => byItem.get(item) ?? prototypes.logBackground;
  const believe = perProfile((profile): Belief => {
    const items = [...profile.known.keys()].filter((item) => share[item]! > 0);
    const evidence = new Float64Array(prototypes.share.length);
    for (const item of items) liftsOf(item).forEach((lift, k) => (evidence[k]! += lift));
    return { items, evidence, posterior: toPosterior(prototypes.share, evidence, items.length) };
  });
  const split = (profile: Profile, values: Float64Array): Map<number, number> => {
    const { items, evidence, posterior } = believe(profile);
    const total = dot(posterior, values);
    const falls = items.map((item) => {
      const lifts = liftsOf(item);
      const rest = evidence.map((sum, k) => sum - lifts[k]!);
      const without = dot(toPosterior(prototypes.share, rest, items.length - 1), values);
      return Math.max(0, Math.sign(total) * (total - without));
    });
    return shareOut(total, items, falls);
  };
  return {
    name: 'prototypes',
    prototypes,
    posterior(profile) {
      const { items, posterior } = believe(profile);
      return items.length === 0 ? undefined : posterior;
    },
    split,
    score(profile, out) {
      const { items, posterior } = believe(profile);
      if (items.length === 0) out.fill(0);
      else scoreMixture(prototypes, share, posterior, out);
    },
    explain(profile, item) {
      const values = Float64Array.from(liftsOf(item), (lift) => share[item]! * Math.exp(lift));
      return split(profile, values);
    },
  };
}

/** q(i) times the number of items with behaviour: 1 for an average one. */
function toItemShares(popularity: Float32Array): Float64Array {
  const users = Float64Array.from(popularity, Math.expm1);
  let total = 0;
  let carrying = 0;
  for (const value of users) {
    total += value;
    if (value > 0) carrying++;
  }
  return users.map((value) => (total > 0 ? (value * carrying) / total : 0));
}

/** Item -> f32[prototypes] of log lifts, for items that any prototype lists. */
function listByItem({ start, item, logLift, logBackground }: Prototypes): Map<number, Float32Array> {
  const byItem = new Map<number, Float32Array>();
  for (let k = 0; k + 1 < start.length; k++) {
    for (let at = start[k]!; at < start[k + 1]!; at++) {
      const lifts = byItem.get(item[at]!) ?? logBackground.slice();
      lifts[k] = logLift[at]!;
      byItem.set(item[at]!, lifts);
    }
  }
  return byItem;
}

function scoreMixture(prototypes: Prototypes, share: Float64Array, posterior: Float64Array, out: Float32Array): void {
  const { start, item, logLift, logBackground } = prototypes;
  const background = logBackground.map(Math.exp);
  out.fill(dot(posterior, background));
  for (let k = 0; k < posterior.length; k++) {
    for (let at = start[k]!; at < start[k + 1]!; at++) {
      out[item[at]!]! += posterior[k]! * (Math.exp(logLift[at]!) - background[k]!);
    }
  }
  for (let j = 0; j < out.length; j++) out[j]! *= share[j]!;
}

function toPosterior(share: Float32Array, evidence: Float64Array, items: number): Float64Array {
  const temper = items ** -DEPENDENCE;
  const log = evidence.map((sum, k) => Math.log(share[k]!) + (items > 0 ? temper * sum : 0));
  const most = log.reduce((a, b) => Math.max(a, b));
  const weights = log.map((value) => Math.exp(value - most));
  const total = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / total);
}

function shareOut(total: number, items: readonly number[], falls: readonly number[]): Map<number, number> {
  const sum = falls.reduce((a, b) => a + b, 0);
  const isMoved = sum > 1e-9 * Math.abs(total);
  return new Map(items.map((item, e) => [item, total * (isMoved ? falls[e]! / sum : 1 / items.length)]));
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
