import { EVENT_NAMES, type EventName } from './event-names.js';

/** Segment's, Shopify's and Snowplow's names, as documented by each. */
const ALIASES: Readonly<Record<string, EventName>> = {
  'Product Viewed': 'view_item',
  product_viewed: 'view_item',
  trackProductView: 'view_item',
  'Product List Viewed': 'view_item_list',
  collection_viewed: 'view_item_list',
  trackProductListView: 'view_item_list',
  'Product Clicked': 'select_item',
  trackProductListClick: 'select_item',
  'Product Added': 'add_to_cart',
  product_added_to_cart: 'add_to_cart',
  trackAddToCart: 'add_to_cart',
  'Product Removed': 'remove_from_cart',
  product_removed_from_cart: 'remove_from_cart',
  trackRemoveFromCart: 'remove_from_cart',
  'Product Added to Wishlist': 'add_to_wishlist',
  'Cart Viewed': 'view_cart',
  cart_viewed: 'view_cart',
  'Checkout Started': 'begin_checkout',
  checkout_started: 'begin_checkout',
  trackCheckoutStep: 'begin_checkout',
  'Order Completed': 'purchase',
  checkout_completed: 'purchase',
  trackTransaction: 'purchase',
  'Order Refunded': 'refund',
  trackRefund: 'refund',
  'Products Searched': 'search',
  search_submitted: 'search',
};

const toCanonical: ReadonlyMap<string, EventName> = new Map<string, EventName>([
  ...EVENT_NAMES.map((name): [string, EventName] => [name, name]),
  ...Object.entries(ALIASES),
]);

/** Every accepted spelling with its canonical name, canonical ones included. */
export const EVENT_ALIASES: readonly (readonly [string, EventName])[] = [...toCanonical];

/** The canonical name of an event, or undefined for a name nobody uses. */
export function toEventName(name: string): EventName | undefined {
  return toCanonical.get(name);
}
