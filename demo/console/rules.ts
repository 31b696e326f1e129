import type { ListRules } from '../../core/list-rules.js';
import { mergeRules, parseScenarioSettings, rulesFor, type ScenarioSettings } from '../../core/scenario-settings.js';
import { SCENARIOS, type Scenario } from '../../core/scenarios.js';
import { PLACEMENT_WORDS } from './words.js';

/** Holds for every row. */
export const EVERYWHERE = '*';

/** What can be said of a row here; the rest of docs/scenario-settings.md stands in the file. */
export const RULE_KINDS = {
  'never-category': 'never show the category',
  'only-if': 'show only products for which',
  'never-product': 'never show the product',
  first: 'show first the product',
  last: 'show last the product',
  'most-of-category': 'show of one category at most',
} as const;
export type RuleKind = keyof typeof RULE_KINDS;

/**
 * Settings with one rule more, or another in the place of one that there can be only once.
 * @param value a category, an expression, an item's id or a number, as typed.
 * @throws RecommenderError `request/bad-option`, `request/bad-expression`.
 */
export function addRule(
  settings: ScenarioSettings,
  row: string,
  { kind, value }: { readonly kind: RuleKind; readonly value: string },
): ScenarioSettings {
  return parseScenarioSettings({ ...settings, [row]: toRules(settings[row] ?? {}, kind, value.trim()) });
}

function toRules(rules: ListRules, kind: RuleKind, value: string): ListRules {
  switch (kind) {
    case 'never-category':
      return { ...rules, filter: both(rules.filter, `not (${JSON.stringify(value)} in 'categories')`) };
    case 'only-if':
      return { ...rules, filter: both(rules.filter, value) };
    case 'never-product':
      return { ...rules, exclude: [...(rules.exclude ?? []), value] };
    case 'last':
      return { ...rules, bury: [...(rules.bury ?? []), value] };
    case 'first': {
      const pins = (rules.pin ?? []).filter(({ item_id }) => item_id !== value);
      return { ...rules, pin: [{ item_id: value, slot: 0 }, ...pins].map((pin, slot) => ({ ...pin, slot })) };
    }
    case 'most-of-category':
      return { ...rules, maxPerCategory: Number(value) };
  }
}

function both(one: string | undefined, other: string): string {
  return one === undefined ? other : `(${one}) and (${other})`;
}

/** One field of one row's rules, which can be taken away. */
export interface Sentence {
  readonly row: string;
  readonly field: keyof ListRules;
  readonly text: string;
}

/** @param nameOf a product's name by its id. */
export function toSentences(settings: ScenarioSettings, nameOf: (id: string) => string): Sentence[] {
  return Object.entries(settings).flatMap(([row, rules]) =>
    (Object.keys(rules) as (keyof ListRules)[]).map((field) => ({
      row,
      field,
      text: `In ${toRowWords(row)}, ${toWords(field, rules, nameOf)}.`,
    })),
  );
}

export function toRowWords(row: string): string {
  if (row === EVERYWHERE) return 'every row';
  const scenario = SCENARIOS.find((one) => one === row);
  return `“${scenario === undefined ? row : PLACEMENT_WORDS[scenario]}”`;
}

function toWords(field: keyof ListRules, rules: ListRules, nameOf: (id: string) => string): string {
  const names = (ids: readonly string[] = []): string => ids.map(nameOf).join(', ');
  switch (field) {
    case 'filter':
      return `show only products for which ${rules.filter ?? ''}`;
    case 'exclude':
      return `never show ${names(rules.exclude)}`;
    case 'bury':
      return `show last ${names(rules.bury)}`;
    case 'pin':
      return `show first ${names(rules.pin?.map(({ item_id }) => item_id))}`;
    case 'maxPerCategory':
      return `show at most ${String(rules.maxPerCategory)} of one category`;
    default:
      return `${field} is ${JSON.stringify(rules[field])}`;
  }
}

export function withoutRule(settings: ScenarioSettings, { row, field }: Sentence): ScenarioSettings {
  const { [field]: _, ...rules } = settings[row] ?? {};
  const { [row]: __, ...others } = settings;
  return Object.keys(rules).length === 0 ? others : { ...settings, [row]: rules };
}

/** All that holds for a row, as the options of one call. */
export function toCallRules(settings: ScenarioSettings, scenario: Scenario): ListRules {
  const { filter, booster, ...rules } = mergeRules(rulesFor([settings], scenario, scenario));
  return {
    ...rules,
    ...(filter.length > 0 && { filter: filter.map((one) => `(${one})`).join(' and ') }),
    ...(booster.length > 0 && { booster: booster.map((one) => `(${one})`).join(' * ') }),
  };
}
