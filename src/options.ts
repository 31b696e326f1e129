import { RecommenderError } from '../core/errors.js';
import type { ForgetTarget, OpenOptions, RecommendRequest } from '../core/protocol.js';
import type { PageContext, RecommenderOptions, RecommendOptions } from './api.js';

/** The most items one call may ask for. */
const MAX_COUNT = 1000;
const MAX_TEXT = 200;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const OPTIONS: { readonly [Name in keyof Required<RecommenderOptions>]: (value: unknown) => boolean } = {
  model: isText,
  reports: isText,
  sensitiveCategories: isTextList,
  shop: isText,
  locale: isText,
  currency: isText,
  workerUrl: isText,
  trustedTypesPolicy: isText,
  consent: isObject,
  context: isObject,
  scenarios: isObject,
};

const CONTEXT_FIELDS = ['page_type', 'item_id', 'category', 'search_term', 'locale', 'country'] as const;

/** @throws RecommenderError `request/bad-option` naming the option. */
export function parseRecommenderOptions(input: unknown): RecommenderOptions {
  if (!isObject(input)) throw badOption('options', 'an object', input);
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input as object)) {
    if (!Object.hasOwn(OPTIONS, name)) throw badOption(name, `one of ${Object.keys(OPTIONS).join(', ')}`, name);
    if (value === undefined) continue;
    if (!OPTIONS[name as keyof RecommenderOptions](value)) throw badOption(name, 'a value of its type', value);
    options[name] = value;
  }
  const { model } = options as Partial<RecommenderOptions>;
  if (model === undefined) throw badOption('model', 'an address', model);
  return { ...options, model };
}

/** What the worker is told of the shop, whatever the consent. @throws RecommenderError `request/bad-option`. */
export function parsePlace(options: RecommenderOptions, base: string): Omit<OpenOptions, 'mode'> {
  const { model, reports, sensitiveCategories, scenarios, shop = 'default' } = options;
  return {
    shop,
    modelUrl: parseAddress('model', model, base),
    ...(reports !== undefined && { reportsUrl: parseReportsAddress(reports, base) }),
    ...(scenarios && { scenarios }),
    ...(sensitiveCategories && { sensitiveCategories: [...sensitiveCategories] }),
  };
}

/** An address made absolute. @throws RecommenderError `request/bad-option`. */
function parseAddress(name: 'model' | 'reports', address: string, base: string): string {
  try {
    return new URL(address, base).href;
  } catch {
    throw badOption(name, 'an address that can be resolved', address);
  }
}

/** Where reports go: nothing in it tells shoppers apart, and nobody reads along. @throws RecommenderError `request/bad-option`. */
function parseReportsAddress(reports: string, base: string): string {
  const href = parseAddress('reports', reports, base);
  const isSafe = href.startsWith(`${origin}/`) || /^(https:|http:\/\/(localhost|127\.0\.0\.1)[:/])/.test(href);
  if (isSafe && !/[?#@]/.test(href)) return href;
  throw badOption('reports', 'an https address without query', 'another');
}

/** What a list starts from: the shopper, an item, or several. */
export type RequestStart = Pick<RecommendRequest, 'kind' | 'itemId' | 'items'>;

/** The worker checks the options. @throws RecommenderError `request/bad-count`, `request/bad-option`. */
export function parseRequest(start: RequestStart, count: number, options?: RecommendOptions): RecommendRequest {
  if (!isObject(options ?? {})) throw badOption('options', 'an object', options);
  return { ...options, ...start, count: parseCount(count) };
}

/** @throws RecommenderError `request/bad-count`. */
export function parseCount(count: number): number {
  if (Number.isInteger(count) && count >= 1 && count <= MAX_COUNT) return count;
  throw new RecommenderError('request/bad-count', `expected an integer of 1-${MAX_COUNT}, got ${describe(count)}`);
}

/** @throws RecommenderError `request/bad-item`. */
export function parseItemId(input: unknown): string {
  if (typeof input === 'number' && Number.isFinite(input)) return String(input);
  if (isText(input) && input.length <= MAX_TEXT) return input;
  throw new RecommenderError(
    'request/bad-item',
    `expected an item id of 1-${MAX_TEXT} characters, got ${describe(input)}`,
  );
}

/** @throws RecommenderError `request/bad-item`. */
export function parseItemIds(input: unknown): string[] {
  if (Array.isArray(input) && input.length <= MAX_COUNT) return input.map(parseItemId);
  throw new RecommenderError('request/bad-item', `expected up to ${MAX_COUNT} item ids, got ${describe(input)}`);
}

/** @throws RecommenderError `request/bad-option`, `request/bad-item`. */
export function parseForgetTarget(input: unknown): ForgetTarget {
  if (input === undefined || input === 'all') return 'all';
  const { itemId, category, brand } = Object(input) as Readonly<Record<string, unknown>>;
  if (isText(category)) return { category };
  return isText(brand) ? { brand } : { itemId: parseItemId(itemId) };
}

export function parseContext(input: unknown): PageContext {
  const given = (isObject(input) ? input : {}) as Record<string, unknown>;
  const context: { -readonly [Field in keyof PageContext]: PageContext[Field] } = {};
  for (const field of CONTEXT_FIELDS) {
    const value = given[field];
    if (isText(value)) context[field] = value.slice(0, MAX_TEXT);
  }
  return context;
}

export function badOption(name: string, expected: string, came: unknown): RecommenderError {
  return new RecommenderError('request/bad-option', `${name}: expected ${expected}, got ${describe(came)}`);
}

/** A value for a message: its type where it could be the shopper's. */
function describe(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value;
}
