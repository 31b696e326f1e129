import { FEATURE_GROUPS, FEATURE_NAMES, type FeatureName } from '../../core/artifact/blend-section.js';

/** One more part of the model: the features a blend may use from here on, and what it may be. */
export interface AblationStep {
  readonly name: string;
  readonly features: ReadonlySet<FeatureName>;
  /** Whether prototypes pull the fold-in. */
  readonly hasPrior: boolean;
  /** Whether a hidden layer is tried on top, which takes more predictions to learn. */
  readonly hasNetwork: boolean;
}

/** What the catalog says of items, alone: its product with the history's length comes with the blender. */
const isOfCatalog = (name: FeatureName): boolean =>
  /^(content|category|department|brand|price|cold)/.test(name) && !name.endsWith('Length');

/** What each part adds: its plain sums. Logarithms, ranks, products with the history's length and own history come late, a hidden layer last. */
const PARTS = [
  ['popularity', ['popularity']],
  ['+trend', ['trend1', 'trend7', 'trend30']],
  ['+rows', ['next']],
  ['+factors', ['factors']],
  ['+prototypes', ['prototypes']],
  ['+short-term', ['session', 'nextLast', 'nextAll']],
  ['+context', ['contextTime', 'contextVisit', 'contextPage']],
  ['+content', FEATURE_NAMES.filter(isOfCatalog)],
  ['+blender', FEATURE_NAMES],
  ['+network', []],
] as const satisfies readonly (readonly [string, readonly FeatureName[]])[];

/** The steps from popularity alone to the whole blend, each with all that came before it. */
export const ABLATION_STEPS: readonly AblationStep[] = PARTS.map(([name], at) => ({
  name,
  features: new Set(PARTS.slice(0, at + 1).flatMap(([, features]): readonly FeatureName[] => features)),
  hasPrior: at >= PARTS.findIndex(([part]) => part === '+prototypes'),
  hasNetwork: at === PARTS.length - 1,
}));

/** The step that the whole is judged by where one part is left out: every feature, no network. */
export const WHOLE_STEP = '+blender';

/** The last steps alone, over and above the rows of the latest steps: belongs to two groups, so it is left out as a part of its own. */
const SHORT_TERM = FEATURE_NAMES.filter((name) => /^(session|nextLast|nextAll)/.test(name));

/** The whole blend without one part and all that is derived of it: what a part is worth beside all others. */
export const LEFT_OUT_STEPS: readonly AblationStep[] = Object.entries({
  ...FEATURE_GROUPS,
  'short-term': SHORT_TERM,
}).map(([part, left]: [string, readonly FeatureName[]]) => ({
  name: `−${part}`,
  features: new Set(FEATURE_NAMES.filter((name) => !left.includes(name))),
  hasPrior: part !== 'prototypes',
  hasNetwork: false,
}));
