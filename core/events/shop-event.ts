import { RecommenderError } from '../errors.js';
import { toEventName } from './event-aliases.js';
import type { EventName } from './event-names.js';
import { toEpochMs } from './event-time.js';

/** One item of an event, with GA4's field names. Fields beyond these are dropped on entry. */
export interface EventItem {
  readonly item_id: string;
  readonly quantity?: number;
  readonly price?: number;
  readonly item_list_id?: string;
  readonly index?: number;
}

/** A shopper's event as it is kept on the device: canonical name, epoch milliseconds, only the fields we use. */
export interface ShopEvent {
  readonly name: EventName;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly items: readonly EventItem[];
  readonly rating?: number;
  readonly searchTerm?: string;
}

const MAX_ITEMS = 200;
const MAX_TEXT = 200;
const NUMBERS = ['quantity', 'price', 'index'] as const;

/**
 * Parses an event from a page (GA4-shaped: `event_name`, `items`, `timestamp`, `rating`, `search_term`).
 * @param now epoch milliseconds, used where the event carries no time.
 * @throws RecommenderError `request/bad-event` naming the field that is wrong, never its value.
 */
export function parseShopEvent(input: unknown, now: number): ShopEvent {
  if (typeof input !== 'object' || input === null) throw bad('an object', typeof input);
  const raw = input as Record<string, unknown>;
  const name = typeof raw['event_name'] === 'string' ? toEventName(raw['event_name']) : undefined;
  if (name === undefined) throw bad('event_name to be a GA4 name or one of its aliases', typeof raw['event_name']);
  const event: { -readonly [K in keyof ShopEvent]: ShopEvent[K] } = {
    name,
    time: parseTime(raw['timestamp'], now),
    items: parseItems(raw),
  };
  const rating = toFinite(raw['rating']);
  if (rating !== undefined) event.rating = Math.min(5, Math.max(1, rating));
  if (typeof raw['search_term'] === 'string') event.searchTerm = raw['search_term'].slice(0, MAX_TEXT);
  return event;
}

function parseItems(raw: Record<string, unknown>): EventItem[] {
  const list = raw['items'] ?? (raw['item_id'] === undefined ? [] : [raw]);
  if (!Array.isArray(list)) throw bad('items to be an array', typeof list);
  if (list.length > MAX_ITEMS) throw bad(`at most ${String(MAX_ITEMS)} items`, String(list.length));
  return list.map(parseItem);
}

function parseItem(input: unknown): EventItem {
  const raw = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>;
  const id = typeof raw['item_id'] === 'number' ? String(raw['item_id']) : raw['item_id'];
  if (typeof id !== 'string' || id === '' || id.length > MAX_TEXT) {
    throw bad('items[].item_id to be a text of 1-200 characters', typeof raw['item_id']);
  }
  const item: { -readonly [K in keyof EventItem]: EventItem[K] } = { item_id: id };
  for (const field of NUMBERS) {
    const value = toFinite(raw[field]);
    if (value !== undefined) item[field] = value;
  }
  if (typeof raw['item_list_id'] === 'string') item.item_list_id = raw['item_list_id'].slice(0, MAX_TEXT);
  return item;
}

/** Any time that `toEpochMs` reads; `now` where there is none. */
function parseTime(value: unknown, now: number): number {
  if (value === undefined || value === null) return now;
  const time = toEpochMs(value);
  if (time !== undefined) return time;
  throw bad('timestamp to be ISO 8601 or epoch seconds or milliseconds', typeof value);
}

function toFinite(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function bad(expected: string, came: string): RecommenderError {
  return new RecommenderError('request/bad-event', `expected ${expected}, got ${came}`);
}
