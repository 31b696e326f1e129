import { RecommenderError, toRecommenderError } from './errors.js';
import { checkExpression } from './expressions/check.js';
import { parseExpression } from './expressions/parse.js';

/** How clearly an item must stand out of the candidates. */
export type MinRelevance = 'low' | 'medium' | 'high';

/** An item at a place of its own. */
export interface Pin {
  readonly item_id: string;
  /** 0: the first. */
  readonly slot: number;
}

/** What may be said of one list, by the call, the page's settings or the model's manifest. */
export interface ListRules {
  /**
   * Only items for which this holds, such as `'price' < 50 and "Lamps" in 'categories'`: docs/expressions.md. Default: all.
   */
  readonly filter?: string;
  /**
   * A factor on each item's relevance, such as `if 'on_sale' then 2 else 1`; a missing one is 1. It orders the best 1000.
   * Default: none.
   */
  readonly booster?: string;
  /** Items at fixed slots, but where they may not come at all. Default: none. */
  readonly pin?: readonly Pin[];
  /** Item ids that come after all others. Default: none. */
  readonly bury?: readonly string[];
  /** Item ids never to return. Default: none. */
  readonly exclude?: readonly string[];
  /** The most items of one category, 1-1000. Default: any number. */
  readonly maxPerCategory?: number;
  /** `one`: of items with one `item_group_id` the best alone. Default `one`, in lists of own or given items `all`. */
  readonly variants?: 'one' | 'all';
  /** Whether what is out of stock may come. Default `forbid`, for `rerank` `allow`. */
  readonly unavailable?: 'forbid' | 'allow';
  /** Whether what is in the cart now may come. Default `forbid`, for `rerank` and `recently-viewed` `allow`. */
  readonly inCart?: 'forbid' | 'allow';
  /** Whether items the shopper already knows may come. Default: as the scenario is meant; `forbid` for most. */
  readonly repeats?: 'forbid' | 'allow';
  /** 0 (the best first) to 1 (as different as relevance allows). Default: as the model says for what is new to the shopper, else 0. */
  readonly diversity?: number;
  /** Leaves out what does not stand out; the list may come out shorter. Default: nothing is left out. */
  readonly minRelevance?: MinRelevance;
  /** 0 (default: what was shown counts like anything else) to 1 (what this page was just shown comes last). */
  readonly rotationRate?: number;
  /** Seconds until what was shown counts like anything else again. Default 7200. */
  readonly rotationTime?: number;
}

const MAX_IDS = 1000;
const MAX_PINS = 50;
const MAX_ID_LENGTH = 200;

type Check = readonly [expected: string, holds: (value: unknown) => boolean];

const isOneOf = (...words: readonly string[]): Check => [words.join(', '), (value) => words.includes(value as string)];
const isId = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH;
const isNumberOf = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most;

const ALLOWED = isOneOf('forbid', 'allow');
const SHARE: Check = ['a number of 0-1', (value) => isNumberOf(value, 0, 1)];
const IDS: Check = [
  `at most ${String(MAX_IDS)} item ids`,
  (value) => Array.isArray(value) && value.length <= MAX_IDS && value.every(isId),
];
const TEXT: Check = ['an expression', (value) => typeof value === 'string'];

const RULES: Readonly<Record<keyof ListRules, Check>> = {
  filter: TEXT,
  booster: TEXT,
  pin: [`at most ${String(MAX_PINS)} of { item_id, slot }, a slot each`, isPins],
  bury: IDS,
  exclude: IDS,
  maxPerCategory: ['a whole number of 1-1000', (value) => Number.isInteger(value) && isNumberOf(value, 1, 1000)],
  variants: isOneOf('one', 'all'),
  unavailable: ALLOWED,
  inCart: ALLOWED,
  repeats: ALLOWED,
  diversity: SHARE,
  minRelevance: isOneOf('low', 'medium', 'high'),
  rotationRate: SHARE,
  rotationTime: ['seconds above 0', (value) => isNumberOf(value, Number.MIN_VALUE, Number.MAX_VALUE)],
};

/**
 * Rules as somebody wrote them. Fields that are undefined are left out.
 * @throws RecommenderError `request/bad-option` naming the field, `request/bad-expression`.
 */
export function parseListRules(input: unknown): ListRules {
  if (typeof input !== 'object' || input === null) throw badOption('rules', 'an object', input);
  const rules = Object.entries(input).filter(([, value]) => value !== undefined);
  for (const [name, value] of rules) {
    if (!Object.hasOwn(RULES, name)) throw badOption(name, `one of ${Object.keys(RULES).join(', ')}`, name);
    const [expected, holds] = RULES[name as keyof ListRules];
    if (!holds(value)) throw badOption(name, expected, value);
    if (name === 'filter') checkSource(name, value as string, 'boolean');
    if (name === 'booster') checkSource(name, value as string, 'number');
  }
  return Object.fromEntries(rules);
}

/** @throws RecommenderError `request/bad-expression`, naming the rule. */
function checkSource(name: string, source: string, wanted: 'boolean' | 'number'): void {
  try {
    checkExpression(parseExpression(source), wanted);
  } catch (error) {
    const { code, message } = toRecommenderError(error);
    throw new RecommenderError(code, `${name}: ${message}`);
  }
}

function isPins(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > MAX_PINS || !value.every(isPin)) return false;
  return ['item_id', 'slot'].every(
    (field) => new Set(value.map((pin) => pin[field as keyof Pin])).size === value.length,
  );
}

function isPin(value: unknown): value is Pin {
  const { item_id, slot, ...others } = (value ?? {}) as Partial<Pin>;
  return isId(item_id) && Number.isInteger(slot) && isNumberOf(slot, 0, 999) && Object.keys(others).length === 0;
}

export function badOption(name: string, expected: string, came: unknown): RecommenderError {
  return new RecommenderError('request/bad-option', `${name}: expected ${expected}, got ${describe(came)}`);
}

/** A value for a message: its type where it could be the shopper's. */
function describe(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value;
}
