import { RecommenderError } from '../core/errors.js';
import type { ForgetTarget, OpenOptions, Recommendation, RecommendRequest } from '../core/protocol.js';
import type { PageContext, RecommenderOptions, RecommendOptions } from './api.js';

/** The most items one call may ask for. */
const MAX_COUNT = 1000;
const MAX_TEXT = 200;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isShare = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

type Checks<Options> = { readonly [Name in keyof Required<Options>]: (value: unknown) => boolean };

const RECOMMENDER_OPTIONS: Checks<RecommenderOptions> = {
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
};

const RECOMMEND_OPTIONS: Checks<RecommendOptions> = {
  scenario: (value) => typeof value === 'string',
  repeats: (value) => value === 'forbid' || value === 'allow',
  exclude: isTextList,
  without: isTextList,
  diversity: isShare,
  minRelevance: (value) => value === 'low' || value === 'medium' || value === 'high',
  rotationRate: isShare,
  rotationTime: (value) => typeof value === 'number' && value > 0 && value < Infinity,
  returnProperties: (value) => typeof value === 'boolean',
  includedProperties: isTextList,
};

const CONTEXT_FIELDS = ['page_type', 'item_id', 'category', 'search_term', 'locale', 'country'] as const;

/** @throws RecommenderError `request/bad-option` naming the option. */
export function parseRecommenderOptions(input: unknown): RecommenderOptions {
  const options = parseOptions<RecommenderOptions>(input, RECOMMENDER_OPTIONS);
  if (options.model === undefined) throw badOption('model', 'the address of latest.json', undefined);
  return { ...options, model: options.model };
}

/** What the worker is told of the shop, whatever the consent. @throws RecommenderError `request/bad-option`. */
export function parsePlace(options: RecommenderOptions, base: string): Omit<OpenOptions, 'mode'> {
  const { model, reports, sensitiveCategories, shop = 'default' } = options;
  return {
    shop,
    modelUrl: parseAddress('model', model, base),
    ...(reports !== undefined && { reportsUrl: parseReportsAddress(reports, base) }),
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
  throw badOption('reports', 'an https address without query string', 'another');
}

/** What a page asks for, checked. */
export interface ParsedRequest {
  readonly request: RecommendRequest;
  /** Keeps of an item's values what was asked for. */
  readonly pick: (item: Recommendation) => Recommendation;
}

/** What a list starts from: the shopper, an item, or several. */
export type RequestStart = Pick<RecommendRequest, 'kind' | 'itemId' | 'items'>;

/** @throws RecommenderError `request/bad-count`, `request/bad-item`, `request/bad-option`. */
export function parseRequest(start: RequestStart, count: unknown, input: unknown): ParsedRequest {
  if (!Number.isInteger(count) || (count as number) < 1 || (count as number) > MAX_COUNT) {
    throw new RecommenderError('request/bad-count', `expected an integer of 1-${MAX_COUNT}, got ${describe(count)}`);
  }
  const { scenario, exclude, returnProperties, includedProperties, ...passed } = parseOptions<RecommendOptions>(
    input ?? {},
    RECOMMEND_OPTIONS,
  );
  const request: RecommendRequest = {
    ...start,
    count: count as number,
    ...(scenario !== undefined && { scenario: scenario.slice(0, MAX_TEXT) }),
    ...passed,
    ...(exclude !== undefined && { exclude: [...exclude] }),
  };
  return { request, pick: (item) => pickValues(item, returnProperties, includedProperties) };
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

function parseOptions<Options>(input: unknown, checks: Checks<Options>): Partial<Options> {
  if (!isObject(input)) throw badOption('options', 'an object', input);
  const options: Partial<Options> = {};
  for (const [name, value] of Object.entries(input as object)) {
    if (!Object.hasOwn(checks, name)) throw badOption(name, `one of ${Object.keys(checks).join(', ')}`, name);
    if (value === undefined) continue;
    if (!checks[name as keyof Options](value)) throw badOption(name, 'a value of its type', value);
    options[name as keyof Options] = value as Options[keyof Options];
  }
  return options;
}

function pickValues(
  item: Recommendation,
  returnProperties = true,
  includedProperties?: readonly string[],
): Recommendation {
  if (returnProperties && includedProperties === undefined) return item;
  const kept = Object.entries(item.values).filter(([field]) => returnProperties && includedProperties?.includes(field));
  return { ...item, values: Object.fromEntries(kept) };
}

export function badOption(name: string, expected: string, came: unknown): RecommenderError {
  return new RecommenderError('request/bad-option', `${name}: expected ${expected}, got ${describe(came)}`);
}

/** A value for a message: its type where it could be the shopper's. */
function describe(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value;
}
