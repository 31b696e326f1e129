/** GA4's event names, the canonical ones. Others' names for the same thing: event-aliases.ts. */
export const EVENT_NAMES = [
  'view_item',
  'view_item_list',
  'select_item',
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
  'view_cart',
  'begin_checkout',
  'purchase',
  'refund',
  'search',
  'view_search_results',
  'rate_item',
  'dismiss_item',
] as const;

export type EventName = (typeof EVENT_NAMES)[number];

/** Small stable numbers for typed arrays and stored rows: the index in EVENT_NAMES. */
export function toEventCode(name: EventName): number {
  return EVENT_NAMES.indexOf(name);
}

export function fromEventCode(code: number): EventName | undefined {
  return EVENT_NAMES[code];
}
