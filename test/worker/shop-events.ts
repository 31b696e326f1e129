import type { EventName } from '../../core/events/event-names.js';
import type { ShopEvent } from '../../core/events/shop-event.js';

const START = 1_700_000_000_000;

/** An event on items by their position in the small model; `time` in seconds after a fixed start. */
export function shopEvent(items: number | readonly number[], time = 0, name: EventName = 'view_item'): ShopEvent {
  const positions = typeof items === 'number' ? [items] : items;
  return { name, time: START + time * 1000, items: positions.map((position) => ({ item_id: itemId(position) })) };
}

export function itemId(position: number): string {
  return `item-${String(position).padStart(3, '0')}`;
}
