import { measureEverybody } from './measure-everybody.js';
import { measureOwn } from './measure-own.js';
import { measureSimilar, measureTogether } from './measure-together.js';
import type { ScenarioContext } from './scenario-context.js';
import type { ScenarioFigure } from './scenario-figure.js';

/**
 * Every scenario by its own offline measure, with baselines and intervals; `for-you` has the whole evaluation to itself.
 * A scenario of which nothing can be asked (no views, no orders of two, less than a week) has no figure. Equal input and
 * seed give equal figures.
 */
export function measureScenarios(context: ScenarioContext): ScenarioFigure[] {
  return [measureSimilar, measureTogether, measureOwn, measureEverybody].flatMap((measure) => measure(context));
}
