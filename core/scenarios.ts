import type { Repeats } from './artifact/blend-section.js';

/**
 * What a row can be for. Each has a model of its own in engine/scenarios/ and a measure of its own in evaluation. Beside it
 * the placements and other products' words for the same row.
 */
const WORDS = {
  'for-you': 'home personal recommended-for-you',
  similar: 'product product-page substitutes similar-items related-products',
  'viewed-together': 'also-viewed customers-also-viewed frequently-viewed-together',
  'bought-together': 'complements also-bought customers-also-bought frequently-bought-together',
  cart: 'basket checkout cross-sell order-confirmation',
  'buy-again': 'reorder repurchase buy-it-again',
  'recently-viewed': 'recent',
  'because-you-viewed': 'because-you-viewed-x',
  trending: 'trending-now trending-items',
  bestsellers: 'not-found popular best-sellers most-popular',
  rerank: 'category search personalized-ranking',
} as const;
export type Scenario = keyof typeof WORDS;
export const SCENARIOS = Object.keys(WORDS) as readonly Scenario[];

/**
 * The scenario that a placement's name asks for; undefined for a name that is only a name, whose row is chosen by the call
 * (for a shopper `for-you`, for an item `similar`). Case, spaces and underscores do not matter.
 */
export function parseScenario(name: string): Scenario | undefined {
  const word = toPlacement(name);
  return SCENARIOS.find((scenario) => scenario === word || WORDS[scenario].split(' ').includes(word));
}

/** A placement's name as names are compared. */
export function toPlacement(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

const WITHOUT_REPEATS: readonly Scenario[] = ['for-you', 'similar', 'viewed-together', 'because-you-viewed'];

/**
 * Whether a scenario shows what the shopper knows already, where the caller does not say: what is bought again, or lists
 * that are the same for everybody, would be wrong without.
 */
export function repeatsOf(scenario: Scenario): Repeats {
  return WITHOUT_REPEATS.includes(scenario) ? 'forbid' : 'allow';
}
