import { RecommenderError } from '../core/errors.js';
import type { ShopEvent } from '../core/events/shop-event.js';
import { toMuteKeys } from '../core/muted.js';
import { MAX_EVENTS, withoutMark } from './store/store.js';
import { parseStoredEvent } from './store/stored-event.js';

const MAX_TEXT = 200;
const MAX_ITEMS = 200;
const MAX_MUTED = 10_000;
/** The last moment a date can have, epoch milliseconds. */
const MAX_TIME = 8.64e15;

/** What a profile file holds, as the store takes it. */
export interface ParsedProfile {
  /** Without any mark: whatever the file says, what was imported feeds no report. */
  readonly events: readonly ShopEvent[];
  /** Keys of what is muted (core/muted.ts). */
  readonly muted: readonly string[];
}

/** Reads what another browser exported: all of it is right, or nothing is taken. @throws RecommenderError `profile/bad-file`. */
export function parseProfileContent(content: unknown): ParsedProfile {
  const { events, muted } = toRecord(content);
  const { items, categories } = toRecord(muted);
  return {
    events: toList(events, MAX_EVENTS, 'events').map(parseEvent),
    muted: toMuteKeys({
      items: toList(items, MAX_MUTED, 'muted items').map(parseText),
      categories: toList(categories, MAX_MUTED, 'muted categories').map(parseText),
    }),
  };
}

function parseEvent(value: unknown): ShopEvent {
  const event = parseStoredEvent(value);
  if (event === undefined || Math.abs(event.time) > MAX_TIME || event.items.length > MAX_ITEMS) throw bad('events');
  for (const { item_id, item_list_id = '' } of event.items) {
    parseText(item_id);
    if (item_list_id.length > MAX_TEXT) throw bad('events');
  }
  if ((event.searchTerm ?? '').length > MAX_TEXT) throw bad('events');
  return withoutMark(event);
}

function parseText(value: unknown): string {
  if (typeof value === 'string' && value !== '' && value.length <= MAX_TEXT) return value;
  throw bad('names');
}

function toList(value: unknown, limit: number, what: string): unknown[] {
  if (Array.isArray(value) && value.length <= limit) return value;
  throw bad(what);
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
}

function bad(what: string): RecommenderError {
  return new RecommenderError('profile/bad-file', `expected a profile with well-formed ${what}`);
}
