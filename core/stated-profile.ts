import { RecommenderError } from './errors.js';

/** Against other items of a category. */
export type PriceLevel = 'low' | 'middle' | 'high';

/** The first and the last tenth of a category's prices that a level means. */
export const PRICE_LEVELS: Readonly<Record<PriceLevel, readonly [least: number, most: number]>> = {
  low: [1, 3],
  middle: [4, 7],
  high: [8, 10],
};

/** What a shopper says of themselves. It stays on the device and feeds no report; it lifts items, and keeps none away. */
export interface StatedProfile {
  /** Up to 50 categories as the shop names them: a whole path ("Bedroom > Lamps"), its beginning, or one name of it. */
  readonly favourite_categories?: readonly string[];
  /** Up to 50 brands as the shop names them; case does not count. */
  readonly favourite_brands?: readonly string[];
  /** What the shopper likes to pay. */
  readonly price_level?: PriceLevel;
}

const MAX_NAMES = 50;
const MAX_LENGTH = 200;

/**
 * Strict, so that nothing is kept that was not asked for.
 * @throws RecommenderError `request/bad-option`: which field, never its value.
 */
export function parseStatedProfile(input: unknown): StatedProfile {
  if (typeof input !== 'object' || input === null) throw bad('the profile', 'an object');
  const { favourite_categories, favourite_brands, price_level, ...others } = input as Record<string, unknown>;
  if (Object.keys(others).length > 0)
    throw bad('the profile', 'favourite_categories, favourite_brands, price_level and nothing else');
  if (price_level !== undefined && !(typeof price_level === 'string' && Object.hasOwn(PRICE_LEVELS, price_level)))
    throw bad('price_level', Object.keys(PRICE_LEVELS).join(', '));
  return {
    ...(favourite_categories !== undefined && {
      favourite_categories: toNames('favourite_categories', favourite_categories),
    }),
    ...(favourite_brands !== undefined && { favourite_brands: toNames('favourite_brands', favourite_brands) }),
    ...(price_level !== undefined && { price_level: price_level as PriceLevel }),
  };
}

function toNames(field: string, value: unknown): string[] {
  const isName = (name: unknown): boolean => typeof name === 'string' && name !== '' && name.length <= MAX_LENGTH;
  if (Array.isArray(value) && value.length <= MAX_NAMES && value.every(isName)) return [...(value as string[])];
  throw bad(field, `up to ${String(MAX_NAMES)} names of 1-${String(MAX_LENGTH)} characters`);
}

function bad(field: string, expected: string): RecommenderError {
  return new RecommenderError('request/bad-option', `${field}: expected ${expected}`);
}
