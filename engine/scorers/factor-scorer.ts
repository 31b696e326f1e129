import type { Model } from '../../core/artifact/model.js';
import { foldInMatrix, foldInTarget, type FoldInProblem } from '../../core/math/fold-in.js';
import { factorCholesky, solveFactored } from '../../core/math/cholesky.js';
import type { Kernel } from '../kernels.js';
import type { Profile } from '../profile.js';
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
}

/** The user's system, factorised once for all that is asked of one state of a profile. */
interface Solved {
  readonly version: number;
  /** The Cholesky factor of the system, undefined where it has none (no behaviour known of any item). */
  readonly factored: Float64Array | undefined;
  readonly user: Float64Array;
}

/**
 * Matrix factorisation: the shopper's vector is folded in from the history (Rendle et al. 2021, the user step of iALS),
 * the score is its dot product with the item's factor.
 */
export function createFactorScorer(model: Model, factors: Float32Array, kernel: Kernel): FactorScorer {
  const { dimension } = model.items;
  // Keyed weakly: when a profile is forgotten, so is everything derived from it.
  const memo = new WeakMap<Profile, Solved>();
  const solve = (profile: Profile): Solved => {
    const known = memo.get(profile);
    if (known?.version === profile.version) return known;
    const solved = { version: profile.version, ...solveProfile(model, factors, profile) };
    memo.set(profile, solved);
    return solved;
  };
  return {
    name: 'factors',
    foldIn: (profile) => solve(profile).user,
    score(profile, out) {
      if (profile.isEmpty) out.fill(0);
      else kernel.scoreAll(factors, Float32Array.from(solve(profile).user), out);
    },
    explain(profile, item) {
      const shares = new Map<number, number>();
      const { factored } = solve(profile);
      if (factored === undefined) return shares;
      // s = hᵀ A⁻¹ Σ c h_e, so with A z = h the share of event e is c (z · h_e).
      const z = Float64Array.from(factors.subarray(item * dimension, (item + 1) * dimension));
      solveFactored(factored, z, dimension);
      for (const { index, weight } of profile.known.values()) {
        let dot = 0;
        for (let k = 0; k < dimension; k++) dot += z[k]! * factors[index * dimension + k]!;
        shares.set(index, weight * dot);
      }
      return shares;
    },
  };
}

function solveProfile(model: Model, factors: Float32Array, profile: Profile): Omit<Solved, 'version'> {
  const { dimension } = model.items;
  const user = new Float64Array(dimension);
  const known = [...profile.known.values()].filter(({ index }) => model.items.factorScale[index]! > 0);
  if (known.length === 0) return { factored: undefined, user };
  const problem: FoldInProblem = {
    factors,
    dimension,
    gram: model.gram,
    items: Uint32Array.from(known, ({ index }) => index),
    confidences: Float64Array.from(known, ({ weight }) => weight),
    ...model.settings.foldIn,
  };
  const factored = foldInMatrix(problem);
  if (!factorCholesky(factored, dimension)) return { factored: undefined, user };
  user.set(foldInTarget(problem));
  solveFactored(factored, user, dimension);
  return { factored, user };
}
