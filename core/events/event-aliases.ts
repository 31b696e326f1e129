import { EVENT_NAMES, type EventName } from './event-names.js';

/** Segment's, Shopify's and Snowplow's names, as documented by each. */
const ALIASES: Readonly<Partial<Record<EventName, string>>> = {
  view_item: 'Product Viewed,product_viewed,trackProductView',
  view_item_list: 'Product List Viewed,collection_viewed,trackProductListView',
  select_item: 'Product Clicked,trackProductListClick',
  add_to_cart: 'Product Added,product_added_to_cart,trackAddToCart',
  remove_from_cart: 'Product Removed,product_removed_from_cart,trackRemoveFromCart',
  add_to_wishlist: 'Product Added to Wishlist',
  view_cart: 'Cart Viewed,cart_viewed',
  begin_checkout: 'Checkout Started,checkout_started,trackCheckoutStep',
  purchase: 'Order Completed,checkout_completed,trackTransaction',
  refund: 'Order Refunded,trackRefund',
  search: 'Products Searched,search_submitted',
};

/** Every accepted spelling with its canonical name, canonical ones included. */
export const EVENT_ALIASES: readonly (readonly [string, EventName])[] = EVENT_NAMES.flatMap((name) =>
  [name, ...(ALIASES[name]?.split(',') ?? [])].map((spelling) => [spelling, name] as const),
);

/** The canonical name of an event, or undefined for a name nobody uses. */
export function toEventName(name: string): EventName | undefined {
  return EVENT_ALIASES.find(([spelling]) => spelling === name)?.[1];
}
