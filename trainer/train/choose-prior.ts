import { createEngine, type Engine } from '../../engine/engine.js';
import { judgeScorer } from '../fit/judge-scorer.js';
import { PRIOR_SCALES, withPriorScale } from '../fit/prototypes/fit-prototypes.js';
import type { Validation } from '../fit/validation.js';
import { chooseBest, type Trial } from './trial.js';

const QUERIES = 1000;

/** How strongly the prototypes should pull a fold-in, by what folded-in factors alone do on validation. */
export function choosePrior(
  engine: Engine,
  validation: Validation,
): { readonly engine: Engine; readonly scale: number; readonly trials: readonly Trial[] } {
  const { model } = engine;
  const { prototypes } = model;
  if (prototypes === undefined) return { engine, scale: 0, trials: [] };
  const queries = validation.fit.slice(0, QUERIES);
  const options = PRIOR_SCALES.map((scale) => ({
    scale,
    engine: createEngine({ ...model, prototypes: withPriorScale(prototypes, scale) }, engine.kernel),
  }));
  const { best, trials } = chooseBest(
    options,
    (option) => {
      const { factors } = option.engine.signals;
      return judgeScorer(validation, queries, model.settings.eventWeights, (profile, out) => {
        factors.score(profile, out);
      });
    },
    ({ scale }) => `prior of prototypes, scale ${String(scale)}`,
  );
  return { ...best, trials };
}
