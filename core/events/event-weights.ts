import { EVENT_NAMES, type EventName } from './event-names.js';

/**
 * How much one event says about liking an item. 0: says nothing about an item. Negative: the item is not wanted.
 * Training, evaluation and the device use the same table: it travels in the artifact.
 */
export type EventWeights = Readonly<Record<EventName, number>>;

export const DEFAULT_EVENT_WEIGHTS: EventWeights = {
  view_item: 1,
  view_item_list: 0,
  select_item: 1,
  add_to_cart: 2,
  remove_from_cart: 0,
  add_to_wishlist: 2,
  view_cart: 0,
  begin_checkout: 0,
  purchase: 3,
  refund: 0,
  search: 0,
  view_search_results: 0,
  rate_item: 2,
  dismiss_item: -1,
};

/** Ratings of 1-5: below 3 says the item was not liked, 3 little, 5 most. Multiplies the weight of `rate_item`. */
export function ratingFactor(rating: number): number {
  if (Number.isNaN(rating)) return 1;
  if (rating < 3) return 0;
  return rating < 4 ? 0.5 : 1;
}

/** The weight of one event; `rating` is NaN where there is none. */
export function eventWeight(weights: EventWeights, code: number, rating: number): number {
  const name = EVENT_NAMES[code];
  if (name === undefined) return 0;
  return name === 'rate_item' ? weights.rate_item * ratingFactor(rating) : weights[name];
}
