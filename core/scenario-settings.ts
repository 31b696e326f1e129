import { badOption, parseListRules, type ListRules } from './list-rules.js';
import { toPlacement, type Scenario } from './scenarios.js';

/**
 * Rules by the name of a placement or a scenario (core/scenarios.ts); `*` is for every row but `rerank`. In `latest.json`
 * the same for everybody, from the page for its own lists: docs/scenario-settings.md.
 */
export type ScenarioSettings = Readonly<Record<string, ListRules>>;

const MAX_SCENARIOS = 50;
const MAX_NAME_LENGTH = 100;
const EVERYWHERE = '*';

/**
 * Strict: no unknown field, no name twice.
 * @throws RecommenderError `request/bad-option`, `request/bad-expression`.
 */
export function parseScenarioSettings(input: unknown): ScenarioSettings {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw badOption('scenarios', 'an object', input);
  const names = Object.keys(input);
  if (names.length > MAX_SCENARIOS)
    throw badOption('scenarios', `at most ${String(MAX_SCENARIOS)} names`, names.length);
  const settings = Object.create(null) as Record<string, ListRules>;
  for (const [written, rules] of Object.entries(input)) {
    const name = toPlacement(written);
    if (name === '' || name.length > MAX_NAME_LENGTH || name in settings)
      throw badOption('scenarios', 'names of 1-100 characters, each once', 'another');
    settings[name] = parseListRules(rules);
  }
  return settings;
}

/**
 * Everything that holds for one list, the weakest first: for all rows, for the scenario under its own name, for the
 * placement; the settings in the order given.
 * @param placement as the page names it.
 */
export function rulesFor(
  settings: readonly (ScenarioSettings | undefined)[],
  scenario: Scenario,
  placement: string,
): ListRules[] {
  const names = scenario === 'rerank' ? [scenario] : new Set([EVERYWHERE, scenario, toPlacement(placement)]);
  return settings.flatMap((one) => [...names].map((key) => one?.[key]).filter((rules) => rules !== undefined));
}

/**
 * As one: filters all hold, boosters multiply, lists of ids add up, of pins to one slot the strongest stays; of everything
 * else the strongest is heard.
 * @param layers the weakest first.
 */
export function mergeRules(layers: readonly ListRules[]): MergedRules {
  const all = <Name extends keyof ListRules>(name: Name): NonNullable<ListRules[Name]>[] =>
    layers.map((rules) => rules[name]).filter((value) => value !== undefined);
  return {
    ...Object.assign({}, ...layers),
    filter: all('filter'),
    booster: all('booster'),
    exclude: all('exclude').flat(),
    bury: all('bury').flat(),
    pin: all('pin').reverse().flat(),
  } as MergedRules;
}

/** Rules of several layers. A pin whose item or slot stood before counts no more. */
export interface MergedRules extends Omit<ListRules, 'filter' | 'booster'> {
  readonly filter: readonly string[];
  readonly booster: readonly string[];
  readonly exclude: readonly string[];
  readonly bury: readonly string[];
  readonly pin: NonNullable<ListRules['pin']>;
}
