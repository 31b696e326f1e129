import { RecommenderError } from '../core/errors.js';

/** The shop that answers where an address names none. */
export const DEFAULT_SHOP = 'default';

/** What stands in an address, in a row of the database and in the name of a variable without being changed on the way. */
const GOOD_NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/**
 * The name of a shop: 1 to 40 lower-case letters, digits and hyphens, neither first nor last a hyphen.
 * @throws RecommenderError `usage/bad-option`.
 */
export function parseShopName(name: string): string {
  if (GOOD_NAME.test(name)) return name;
  const expected = 'expected the name of a shop to be 1 to 40 lower-case letters, digits and hyphens within';
  throw new RecommenderError('usage/bad-option', `${expected}, got ${JSON.stringify(name.slice(0, 60))}`);
}
