import type { Repeats } from './artifact/blend-section.js';

/** What a row can be for. Each has a model of its own in engine/scenarios/ and a measure of its own in evaluation. */
export const SCENARIOS = [
  'for-you',
  'similar',
  'viewed-together',
  'bought-together',
  'cart',
  'buy-again',
  'recently-viewed',
  'because-you-viewed',
  'trending',
  'bestsellers',
  'rerank',
] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** Placements and other products' words for the same rows. */
const ALIASES: Readonly<Record<string, Scenario>> = {
  home: 'for-you',
  personal: 'for-you',
  'recommended-for-you': 'for-you',
  product: 'similar',
  'product-page': 'similar',
  substitutes: 'similar',
  'similar-items': 'similar',
  'related-products': 'similar',
  'also-viewed': 'viewed-together',
  'customers-also-viewed': 'viewed-together',
  'frequently-viewed-together': 'viewed-together',
  complements: 'bought-together',
  'also-bought': 'bought-together',
  'customers-also-bought': 'bought-together',
  'frequently-bought-together': 'bought-together',
  basket: 'cart',
  checkout: 'cart',
  'cross-sell': 'cart',
  'order-confirmation': 'cart',
  reorder: 'buy-again',
  repurchase: 'buy-again',
  'buy-it-again': 'buy-again',
  recent: 'recently-viewed',
  'because-you-viewed-x': 'because-you-viewed',
  'trending-now': 'trending',
  'trending-items': 'trending',
  'not-found': 'bestsellers',
  popular: 'bestsellers',
  'best-sellers': 'bestsellers',
  'most-popular': 'bestsellers',
  category: 'rerank',
  search: 'rerank',
  'personalized-ranking': 'rerank',
};

const byName: ReadonlyMap<string, Scenario> = new Map<string, Scenario>([
  ...SCENARIOS.map((name): [string, Scenario] => [name, name]),
  ...Object.entries(ALIASES),
]);

/**
 * The scenario that a placement's name asks for; undefined for a name that is only a name, whose row is chosen by the call
 * (for a shopper `for-you`, for an item `similar`). Case, spaces and underscores do not matter.
 */
export function parseScenario(name: string): Scenario | undefined {
  return byName.get(
    name
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-'),
  );
}

/**
 * Whether a scenario shows what the shopper knows already, where the caller does not say: what is bought again, or lists
 * that are the same for everybody, would be wrong without.
 */
export const SCENARIO_REPEATS: Readonly<Record<Scenario, Repeats>> = {
  'for-you': 'forbid',
  similar: 'forbid',
  'viewed-together': 'forbid',
  'bought-together': 'allow',
  cart: 'allow',
  'buy-again': 'allow',
  'recently-viewed': 'allow',
  'because-you-viewed': 'forbid',
  trending: 'allow',
  bestsellers: 'allow',
  rerank: 'allow',
};
