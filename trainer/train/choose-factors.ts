import type { EventWeights } from '../../core/events/event-weights.js';
import { gramMatrix } from '../../core/math/outer-products.js';
import { solveUser } from '../../core/math/fold-in.js';
import type { Random } from '../../core/random.js';
import { jsKernel } from '../../engine/kernels.js';
import type { Profile } from '../../engine/profile.js';
import { fitIals, type IalsFit } from '../fit/ials.js';
import type { Interactions } from '../fit/interactions.js';
import { judgeScorer } from '../fit/judge-scorer.js';
import type { Validation } from '../fit/validation.js';
import type { SearchSpace } from './budget.js';
import { chooseBest, type Trial } from './trial.js';

export interface FactorSettings {
  readonly alpha0: number;
  readonly lambda: number;
  readonly nu: number;
}

/** Chooses α0 and λ by what short fits do on validation, folded in as a device would. */
export function chooseFactors(
  interactions: Interactions,
  at: {
    readonly validation: Validation;
    readonly eventWeights: EventWeights;
    readonly space: SearchSpace;
    readonly random: Random;
    readonly onTrial: (what: string) => void;
  },
): { readonly settings: FactorSettings; readonly trials: readonly Trial[] } {
  const { validation, eventWeights, space } = at;
  const queries = validation.fit.slice(0, space.trialQueries);
  const options = toOptions(interactions, space);
  const describe = ({ alpha0, lambda }: FactorSettings): string =>
    `factors, α0 ${String(alpha0)}, λ ${lambda.toPrecision(2)}`;
  if (options.length === 1) return { settings: options[0]!, trials: [] };
  const { best, trials } = chooseBest(
    options,
    (settings) => {
      at.onTrial(describe(settings));
      const fit = fitIals(interactions, { ...settings, ...space.trial }, at.random.fork('trial'));
      return judgeScorer(validation, queries, eventWeights, toScore(fit, settings));
    },
    describe,
  );
  return { settings: best, trials };
}

/** λ from how strongly an average user is to be held back. */
function toOptions({ byUser, supported }: Interactions, space: SearchSpace): FactorSettings[] {
  const users = byUser.start.reduce((count, end, u) => count + (u > 0 && end > byUser.start[u - 1]! ? 1 : 0), 0);
  const meanItems = byUser.column.length / Math.max(1, users);
  const itemCount = supported.reduce((sum, one) => sum + one, 0);
  return space.alpha0s.flatMap((alpha0) =>
    space.meanRidges.map((ridge) => ({ alpha0, lambda: ridge / Math.max(1, meanItems + alpha0 * itemCount), nu: 1 })),
  );
}

/** Scores a profile with unquantised factors, folded in. */
function toScore(fit: IalsFit, settings: FactorSettings): (profile: Profile, out: Float32Array) => void {
  const { dimension, itemCount } = fit;
  const factors = Float32Array.from(fit.items);
  const gram = gramMatrix(fit.items, dimension);
  return (profile, out) => {
    const known = [...profile.known.values()];
    const user = solveUser({
      factors,
      dimension,
      gram,
      items: Uint32Array.from(known, ({ index }) => index),
      confidences: Float64Array.from(known, ({ weight }) => weight),
      itemCount,
      ...settings,
    });
    jsKernel.scoreAll(factors, Float32Array.from(user), out);
  };
}
