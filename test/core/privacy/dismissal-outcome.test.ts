import { describe, expect, it } from 'vitest';
import type { EventName } from '../../../core/events/event-names.js';
import type { ShopEvent } from '../../../core/events/shop-event.js';
import { dismissedRows } from '../../../core/privacy/dismissal-outcome.js';

let time = 0;
const event = (name: EventName, item_id: string, list?: string): ShopEvent => ({
  name,
  time: time++,
  items: [{ item_id, ...(list !== undefined && { item_list_id: list }) }],
});
const rowsOf = (...events: readonly ShopEvent[]): string[] => dismissedRows(events);

describe('the rows in which a product was dismissed', () => {
  it('are none without events, and without a dismissal', () => {
    expect(rowsOf()).toEqual([]);
    expect(rowsOf(event('view_item_list', 'a', 'cart'), event('select_item', 'a', 'cart'))).toEqual([]);
    const others = ['view_item', 'add_to_cart', 'purchase', 'remove_from_cart', 'refund', 'rate_item'] as const;
    expect(rowsOf(...others.map((name) => event(name, 'a', 'cart')))).toEqual([]);
  });

  it('are the ones that dismissals name, whatever the item was seen in', () => {
    expect(rowsOf(event('dismiss_item', 'a', 'cart'))).toEqual(['cart']);
    expect(rowsOf(event('dismiss_item', 'a', 'Basket'))).toEqual(['cart']);
    expect(rowsOf(event('view_item_list', 'a', 'similar'), event('dismiss_item', 'a', 'cart'))).toEqual(['cart']);
    expect(rowsOf(event('view_item_list', 'a', 'similar'), event('dismiss_item', 'a', 'the shop’s own'))).toEqual([]);
  });

  it('are the ones in which the item was seen or clicked last, where the dismissal names none', () => {
    const seen = event('view_item_list', 'a', 'cart');
    expect(rowsOf(seen, event('dismiss_item', 'a'))).toEqual(['cart']);
    expect(rowsOf(event('select_item', 'a', 'similar'), seen, event('dismiss_item', 'a'))).toEqual(['cart']);
    expect(rowsOf(seen, event('select_item', 'a', 'similar'), event('dismiss_item', 'a'))).toEqual(['similar']);
    expect(rowsOf(seen, event('view_item_list', 'a', 'the shop’s own'), event('dismiss_item', 'a'))).toEqual([]);
    expect(rowsOf(seen, event('view_item_list', 'a'), event('dismiss_item', 'a'))).toEqual(['cart']);
  });

  it('are none that showed another item, or the item only afterwards', () => {
    expect(rowsOf(event('view_item_list', 'b', 'cart'), event('dismiss_item', 'a'))).toEqual([]);
    expect(rowsOf(event('dismiss_item', 'a'), event('view_item_list', 'a', 'cart'))).toEqual([]);
  });

  it('are each there once, however many dismissals there were', () => {
    const events = ['cart', 'Basket', 'similar', 'cart'].map((list) => event('dismiss_item', list, list));
    expect(rowsOf(...events)).toEqual(['cart', 'similar']);
  });

  it('stay where the item is liked again', () => {
    expect(rowsOf(event('dismiss_item', 'a', 'cart'), event('purchase', 'a', 'cart'))).toEqual(['cart']);
  });
});
