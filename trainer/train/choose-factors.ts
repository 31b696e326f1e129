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
import { chooseBest, climb, type Trial } from './trial.js';

export interface FactorSettings {
  readonly alpha0: number;
  readonly lambda: number;
  readonly nu: number;
}

/** Chooses λ, then α0, by what short fits do on validation, folded in as a device would. */
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
  const toSettings = createSettings(interactions);
  const { alpha0s, meanRidges } = space;
  if (alpha0s.length * meanRidges.length === 1)
    return { settings: toSettings(alpha0s[0]!, meanRidges[0]!), trials: [] };
  const describe = ({ alpha0, lambda }: FactorSettings): string =>
    `factors, α0 ${String(alpha0)}, λ ${lambda.toPrecision(2)}`;
  const judge = (settings: FactorSettings): number => {
    at.onTrial(describe(settings));
    const fit = fitIals(interactions, { ...settings, ...space.trial }, at.random.fork('trial'));
    return judgeScorer(validation, queries, eventWeights, toScore(fit, settings));
  };
  const byRidge = chooseBest(
    meanRidges,
    (meanRidge) => judge(toSettings(FIRST_ALPHA0, meanRidge)),
    (meanRidge) => describe(toSettings(FIRST_ALPHA0, meanRidge)),
  );
  const meanRidge = byRidge.best;
  const first = byRidge.trials[meanRidges.indexOf(meanRidge)]!.ndcg10;
  const byAlpha0 = climb(alpha0s, alpha0s.indexOf(FIRST_ALPHA0), {
    judge: (alpha0) => (alpha0 === FIRST_ALPHA0 ? first : judge(toSettings(alpha0, meanRidge))),
    describe: (alpha0) => describe(toSettings(alpha0, meanRidge)),
  });
  return {
    settings: toSettings(byAlpha0.best, meanRidge),
    trials: [...byRidge.trials, ...byAlpha0.trials.slice(1)],
  };
}

/** Where the search starts. */
const FIRST_ALPHA0 = 0.1;

/** λ from how strongly an average user is to be held back. */
function createSettings({ byUser, supported }: Interactions): (alpha0: number, meanRidge: number) => FactorSettings {
  const users = byUser.start.reduce((count, end, u) => count + (u > 0 && end > byUser.start[u - 1]! ? 1 : 0), 0);
  const meanItems = byUser.column.length / Math.max(1, users);
  const itemCount = supported.reduce((sum, one) => sum + one, 0);
  return (alpha0, meanRidge) => ({
    alpha0,
    lambda: meanRidge / Math.max(1, meanItems + alpha0 * itemCount),
    nu: 1,
  });
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
