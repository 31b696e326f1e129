import { RecommenderError } from '../core/errors.js';
import { badOption, parseListRules, type ListRules } from '../core/list-rules.js';
import type { RecommendRequest } from '../core/protocol.js';

const MAX_COUNT = 1000;
const MAX_ITEMS = 1000;

type Field = Exclude<keyof RecommendRequest, 'count' | 'itemId' | 'context' | keyof ListRules>;
type Check = readonly [expected: string, holds: (value: unknown) => boolean];

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && one);

const FIELDS: Readonly<Record<Field, Check>> = {
  kind: ['user, item, items', (value) => ['user', 'item', 'items'].includes(value as string)],
  items: [
    `at most ${String(MAX_ITEMS)} item ids`,
    (value) => isTexts(value) && (value as unknown[]).length <= MAX_ITEMS,
  ],
  scenario: ['a name', (value) => typeof value === 'string'],
  without: ['item ids', isTexts],
  returnProperties: ['true or false', (value) => typeof value === 'boolean'],
  includedProperties: ['names of fields', isTexts],
};

/**
 * What a page asks for, before anything is done with it. The visit's context is read leniently: what cannot be read is not
 * known.
 * @returns the call's own rules.
 * @throws RecommenderError `request/bad-count`, `request/bad-option`, `request/bad-expression`.
 */
export function checkRequest(request: RecommendRequest): ListRules {
  const { kind, items, scenario, without, returnProperties, includedProperties, ...others } = request;
  const { count, itemId: _item, context: _context, ...rules } = others;
  checkCount(count);
  const given = { kind, items, scenario, without, returnProperties, includedProperties };
  for (const [name, [expected, holds]] of Object.entries(FIELDS) as [Field, Check][]) {
    const value = given[name];
    const isRequired = name === 'kind' || (name === 'items' && kind === 'items');
    if (value === undefined ? isRequired : !holds(value)) throw badOption(name, expected, value);
  }
  return parseListRules(rules);
}

/** @throws RecommenderError `request/bad-count`. */
export function checkCount(count: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= MAX_COUNT) return;
  const came = typeof count === 'number' ? String(count) : typeof count;
  throw new RecommenderError(
    'request/bad-count',
    `expected a whole number of 1-${String(MAX_COUNT)} items, got ${came}`,
  );
}
