import { RecommenderError } from '../core/errors.js';
import type { RecommendRequest } from '../core/protocol.js';

const MAX_COUNT = 1000;
const MAX_ITEMS = 1000;

type Field = Exclude<keyof RecommendRequest, 'count' | 'itemId' | 'context'>;
type Check = readonly [expected: string, holds: (value: unknown) => boolean];

const isOneOf = (...words: readonly string[]): Check => [words.join(', '), (value) => words.includes(value as string)];
const isShare: Check = ['a number of 0-1', (value) => typeof value === 'number' && value >= 0 && value <= 1];
const isText = (value: unknown): boolean => typeof value === 'string';
const areIds: Check = ['item ids', (value) => Array.isArray(value) && value.every(isText)];

const FIELDS: Readonly<Record<Field, Check>> = {
  kind: isOneOf('user', 'item', 'items'),
  items: [
    `at most ${String(MAX_ITEMS)} item ids`,
    (value) => Array.isArray(value) && value.length <= MAX_ITEMS && value.every(isText),
  ],
  scenario: ['a name', isText],
  repeats: isOneOf('forbid', 'allow'),
  exclude: areIds,
  without: areIds,
  diversity: isShare,
  minRelevance: isOneOf('low', 'medium', 'high'),
  rotationRate: isShare,
  rotationTime: ['seconds above 0', (value) => typeof value === 'number' && value > 0 && value < Infinity],
};

/**
 * What a page asks for, before anything is done with it. The visit's context is read leniently: what cannot be read is not
 * known.
 * @throws RecommenderError `request/bad-count`, `request/bad-option`.
 */
export function checkRequest(request: RecommendRequest): void {
  const { count } = request;
  if (!Number.isInteger(count) || count < 1 || count > MAX_COUNT) {
    const message = `expected a whole number of 1-${String(MAX_COUNT)} items, got ${describe(count)}`;
    throw new RecommenderError('request/bad-count', message);
  }
  for (const [name, [expected, holds]] of Object.entries(FIELDS) as [Field, Check][]) {
    const value: unknown = request[name];
    const isRequired = name === 'kind' || (name === 'items' && request.kind === 'items');
    if (value === undefined ? isRequired : !holds(value)) {
      throw new RecommenderError('request/bad-option', `${name}: expected ${expected}, got ${describe(value)}`);
    }
  }
}

/** A value for a message: its type where it could be the shopper's. */
function describe(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value;
}
