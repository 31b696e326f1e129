/** What `npm run privacy` measures: errors and budget of every question, with progress a line. */
import { EPSILON } from '../../core/privacy/questions.js';
import { createEngine } from '../../engine/engine.js';
import { blendOf, smallModel } from '../../test/helpers/small-model.js';
import { createWorlds } from './question-worlds.js';
import { studyBudget, type BudgetStudy } from './study-budget.js';
import { studyErrors, type ErrorStudy } from './study-errors.js';

export interface PrivacyFigures {
  readonly errors: readonly ErrorStudy[];
  readonly budgets: readonly BudgetStudy[];
}

export interface PrivacyOptions {
  readonly people: readonly number[];
  readonly runs: number;
  /** Reports of each shopper of a pair. */
  readonly samples: number;
}

export function measurePrivacy(options: PrivacyOptions, tell: (line: string) => void): PrivacyFigures {
  const errors = createWorlds(EPSILON).flatMap((world) =>
    options.people.map((n) => {
      tell(`errors: ${world.name}, ${String(n)} people, ${String(options.runs)} runs`);
      return studyErrors(world, n, options.runs);
    }),
  );
  tell(`budget: ${String(options.samples)} reports a shopper`);
  return { errors, budgets: studyBudget(tellingEngine(), options.samples) };
}

/** A model that foresees some visits and has gradients beyond the clip: pairs of shoppers as unlike as can be. */
export function tellingEngine(): ReturnType<typeof createEngine> {
  const model = smallModel();
  const { blend } = model.settings;
  const forbid = blendOf({ factors: 20, popularity: 20 });
  return createEngine({ ...model, settings: { ...model.settings, blend: { ...blend, forbid } } });
}
