/** What `npm run privacy` measures: errors and budget of every question, with progress a line. */
import { EPSILON } from '../../core/privacy/questions.js';
import { createEngine } from '../../engine/engine.js';
import { blendOf, smallModel } from '../../test/helpers/small-model.js';
import { createWorlds } from './question-worlds.js';
import { studyBudget, type BudgetStudy } from './study-budget.js';
import { DISMISSAL_WORLD, studyDismissals, type DismissalStudy } from './study-dismissals.js';
import { studyErrors, type ErrorStudy } from './study-errors.js';
import { studyMetadata, type MetadataStudy } from './study-metadata.js';

export interface PrivacyFigures {
  readonly errors: readonly ErrorStudy[];
  readonly budgets: readonly BudgetStudy[];
  readonly metadata: MetadataStudy;
  readonly dismissals: readonly DismissalStudy[];
  readonly dismissalWorld: typeof DISMISSAL_WORLD;
}

export interface PrivacyOptions {
  readonly people: readonly number[];
  readonly runs: number;
  /** Reports of each shopper of a pair. */
  readonly samples: number;
  /** Of the metadata study. */
  readonly uploads: number;
}

export async function measurePrivacy(options: PrivacyOptions, tell: (line: string) => void): Promise<PrivacyFigures> {
  const errors = createWorlds(EPSILON).flatMap((world) =>
    options.people.map((n) => {
      tell(`errors: ${world.name}, ${String(n)} people, ${String(options.runs)} runs`);
      return studyErrors(world, n, options.runs);
    }),
  );
  tell(`budget: ${String(options.samples)} reports a shopper`);
  const budgets = studyBudget(tellingEngine(), options.samples);
  tell(`metadata: ${String(options.uploads)} uploads`);
  const metadata = await studyMetadata(tellingEngine(), options.uploads);
  return { errors, budgets, metadata, dismissals: studyDismissals(), dismissalWorld: DISMISSAL_WORLD };
}

/** A model that foresees some visits and has gradients beyond the clip: pairs of shoppers as unlike as can be. */
export function tellingEngine(): ReturnType<typeof createEngine> {
  const model = smallModel();
  const { blend } = model.settings;
  const forbid = blendOf({ factors: 20, popularity: 20 });
  return createEngine({ ...model, settings: { ...model.settings, blend: { ...blend, forbid } } });
}
