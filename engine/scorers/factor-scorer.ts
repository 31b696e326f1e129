import type { Model } from '../../core/artifact/model.js';
import {
  foldInMatrix,
  foldInTarget,
  priorStrength,
  type FoldInPrior,
  type FoldInProblem,
} from '../../core/math/fold-in.js';
import { factorCholesky, solveFactored } from '../../core/math/cholesky.js';
import type { Kernel } from '../kernels.js';
import { perProfile } from '../per-profile.js';
import type { Profile } from '../profile.js';
import type { PrototypeScorer } from './prototype-scorer.js';
import type { Scorer } from './scorer.js';

/** Item factors as f32[count x dimension], row-major: int8 times the row's scale. */
export function dequantise(model: Model): Float32Array {
  const { factors, factorScale, count, dimension } = model.items;
  const out = new Float32Array(count * dimension);
  for (let i = 0; i < count; i++) {
    const scale = factorScale[i]!;
    for (let k = i * dimension; k < (i + 1) * dimension; k++) out[k] = factors[k]! * scale;
  }
  return out;
}

export interface FactorScorer extends Scorer {
  /** The folded-in user vector, f64[dimension]; zeros for an empty profile. */
  foldIn(profile: Profile): Float64Array;
  /** f64[d x d], lower triangle: L of the system A = LLᵀ it solves; undefined where no known item carries behaviour. */
  foldInFactor(profile: Profile): Float64Array | undefined;
}

/** The user's system, factorised once for all that is asked of one state of a profile. */
interface Solved {
  /** The Cholesky factor of the system, undefined where it has none (no behaviour known of any item). */
  readonly factored: Float64Array | undefined;
  readonly user: Float64Array;
  /** κ of the prior; 0 where there is none. */
  readonly strength: number;
}

/**
 * Matrix factorisation: the shopper's vector is folded in from the history (Rendle et al. 2021, the user step of iALS),
 * the score is its dot product with the item's factor.
 * @param prototypes draws a shopper of whom little is known towards the tastes the history points to.
 */
export function createFactorScorer(
  model: Model,
  factors: Float32Array,
  kernel: Kernel,
  prototypes?: PrototypeScorer,
): FactorScorer {
  const { dimension } = model.items;
  const tastes = prototypes === undefined ? undefined : createTastePrior(prototypes);
  const solve = perProfile((profile) => solveProfile(model, factors, { profile, tastes }));
  return {
    name: 'factors',
    foldIn: (profile) => solve(profile).user,
    foldInFactor: (profile) => solve(profile).factored,
    score(profile, out) {
      if (profile.isEmpty) out.fill(0);
      else kernel.scoreAll(factors, Float32Array.from(solve(profile).user), out);
    },
    explain(profile, item) {
      const shares = new Map<number, number>();
      const { factored, strength } = solve(profile);
      if (factored === undefined) return shares;
      // s = hᵀ A⁻¹ Σ c h_e, so with A z = h the share of event e is c (z · h_e).
      const z = Float64Array.from(factors.subarray(item * dimension, (item + 1) * dimension));
      solveFactored(factored, z, dimension);
      for (const { index, weight } of profile.known.values()) {
        let dot = 0;
        for (let k = 0; k < dimension; k++) dot += z[k]! * factors[index * dimension + k]!;
        shares.set(index, weight * dot);
      }
      // The prior adds κ·α0·zᵀGμ, linear in the tastes' probabilities but not in the events: split as they are.
      if (tastes !== undefined && strength > 0) {
        const pulls = tastes.pulls(model, z, strength);
        for (const [index, share] of tastes.split(profile, pulls)) shares.set(index, (shares.get(index) ?? 0) + share);
      }
      return shares;
    },
  };
}

/** The prototypes as the fold-in's prior. */
interface TastePrior {
  /** μ = Σ p(k)·mean_k and κ; undefined where nothing is known or the prior is off. */
  priorOf(profile: Profile, confidences: Float64Array): FoldInPrior | undefined;
  /** f64[prototypes]: what each of them, were it certain, would add to zᵀ·(right side). */
  pulls(model: Model, z: Float64Array, strength: number): Float64Array;
  split(profile: Profile, values: Float64Array): ReadonlyMap<number, number>;
}

function createTastePrior(scorer: PrototypeScorer): TastePrior {
  const { dimension, means, meanScale, priorScale, share } = scorer.prototypes;
  return {
    split: (profile, values) => scorer.split(profile, values),
    priorOf(profile, confidences) {
      const strength = priorStrength(confidences, priorScale);
      const probabilities = strength > 0 ? scorer.posterior(profile) : undefined;
      if (probabilities === undefined) return undefined;
      const mean = new Float64Array(dimension);
      probabilities.forEach((probability, k) => {
        const scale = probability * meanScale[k]!;
        for (let i = 0; i < dimension; i++) mean[i]! += scale * means[k * dimension + i]!;
      });
      return { mean, strength };
    },
    pulls({ gram, settings }, z, strength) {
      const pulled = new Float64Array(dimension);
      for (let i = 0; i < dimension; i++) {
        for (let j = 0; j < dimension; j++) pulled[j]! += z[i]! * gram[i * dimension + j]!;
      }
      return Float64Array.from(share, (_, k) => {
        let sum = 0;
        for (let i = 0; i < dimension; i++) sum += pulled[i]! * means[k * dimension + i]!;
        return strength * settings.foldIn.alpha0 * meanScale[k]! * sum;
      });
    },
  };
}

function solveProfile(
  model: Model,
  factors: Float32Array,
  { profile, tastes }: { readonly profile: Profile; readonly tastes: TastePrior | undefined },
): Solved {
  const { dimension } = model.items;
  const user = new Float64Array(dimension);
  const known = [...profile.known.values()].filter(({ index }) => model.items.factorScale[index]! > 0);
  if (known.length === 0) return { factored: undefined, user, strength: 0 };
  const confidences = Float64Array.from(known, ({ weight }) => weight);
  const problem: FoldInProblem = {
    factors,
    dimension,
    gram: model.gram,
    items: Uint32Array.from(known, ({ index }) => index),
    confidences,
    ...model.settings.foldIn,
    prior: tastes?.priorOf(profile, confidences),
  };
  const factored = foldInMatrix(problem);
  if (!factorCholesky(factored, dimension)) return { factored: undefined, user, strength: 0 };
  user.set(foldInTarget(problem));
  solveFactored(factored, user, dimension);
  return { factored, user, strength: problem.prior?.strength ?? 0 };
}
