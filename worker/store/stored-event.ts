import { EVENT_NAMES } from '../../core/events/event-names.js';
import type { EventItem } from '../../core/events/shop-event.js';
import type { MarkedEvent } from './store.js';

/** One row of the store `events`: the event as it is, and its mark. Rows of older versions have none. */
export type StoredEvent = MarkedEvent;

/** Chromium keeps larger values in files of their own, which fail one by one. */
const MAX_VALUE_BYTES = 60_000;

/**
 * The rows of one event: itself, or several of the same name and time where it is too large for one value.
 */
export function toStoredEvents(event: MarkedEvent): StoredEvent[] {
  const half = Math.ceil(event.items.length / 2);
  if (half < 1 || event.items.length === 1 || sizeBytes(event) <= MAX_VALUE_BYTES) return [event];
  const parts = [event.items.slice(0, half), event.items.slice(half)];
  return parts.flatMap((items) => toStoredEvents({ ...event, items }));
}

/** An upper bound of what structured cloning writes: two bytes a UTF-16 code unit. */
function sizeBytes(event: StoredEvent): number {
  return JSON.stringify(event).length * 2;
}

/** A row read back, or undefined where it is not one of ours: an older mistake or another hand. */
export function parseStoredEvent(value: unknown): StoredEvent | undefined {
  const raw = toRecord(value);
  const name = EVENT_NAMES.find((known) => known === raw['name']);
  if (name === undefined || !isFinite(raw['time']) || !Array.isArray(raw['items'])) return undefined;
  const items = raw['items'].map(parseStoredItem);
  if (!items.every((item) => item !== undefined)) return undefined;
  const { rating, searchTerm, eligible } = raw;
  return {
    name,
    time: raw['time'],
    items,
    ...(isFinite(rating) && { rating }),
    ...(typeof searchTerm === 'string' && { searchTerm }),
    ...(eligible === true && { eligible }),
  };
}

function parseStoredItem(value: unknown): EventItem | undefined {
  const raw = toRecord(value);
  const { item_id, quantity, price, index, item_list_id } = raw;
  if (typeof item_id !== 'string' || item_id === '') return undefined;
  return {
    item_id,
    ...(isFinite(quantity) && { quantity }),
    ...(isFinite(price) && { price }),
    ...(isFinite(index) && { index }),
    ...(typeof item_list_id === 'string' && { item_list_id }),
  };
}

function toRecord(value: unknown): Record<string, unknown> {
  return (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
