import type { ShopEvent } from '../../core/events/shop-event.js';
import type { StatedProfile } from '../../core/stated-profile.js';

/** At most this many events are kept; beyond it the oldest quarter goes. Reading 20,000 rows takes about 0.1 s. */
export const MAX_EVENTS = 20_000;

/** The share of the events, oldest first, that makes room when a store is full. */
const EVICTED_SHARE = 0.25;

/** An event on its way into a store. */
export interface MarkedEvent extends ShopEvent {
  /** It may feed one report. Left out for all that was tracked without consent to that, or was not tracked but imported. */
  readonly eligible?: true;
}

/** A stored event as reports see it. */
export interface KeyedEvent {
  /** Its place in the order of writing, above 0: later events have larger ones. */
  readonly key: number;
  readonly event: ShopEvent;
  readonly eligible: boolean;
}

/**
 * Where one shopper's events are kept. Every promise settles when the change is committed. Rejections are
 * `RecommenderError` with a `storage/…` code; after one the store is no longer to be relied upon.
 */
export interface Store {
  readonly place: 'disk' | 'memory';
  /** All or none of the events, but for events that cannot be stored at all: those are left out. */
  append(events: readonly MarkedEvent[]): Promise<void>;
  /** In the order they were appended. */
  readAll(): Promise<ShopEvent[]>;
  /** Those with a larger key than `key` (0: all), in the order they were appended. */
  readSince(key: number): Promise<KeyedEvent[]>;
  /** Takes items out of every event; an event left without items goes too. */
  deleteItems(itemIds: ReadonlySet<string>): Promise<void>;
  /** What the shopper said of themselves; empty where nothing was said. */
  readStated(): Promise<StatedProfile>;
  writeStated(stated: StatedProfile): Promise<void>;
  /** Keys of what is muted (core/muted.ts), in no order. */
  readMuted(): Promise<string[]>;
  /** Adds keys, or (`on` false) takes them off. */
  setMuted(keys: readonly string[], on: boolean): Promise<void>;
  /** Until when guest mode holds, epoch ms; 0 where it does not. */
  readGuest(): Promise<number>;
  writeGuest(until: number): Promise<void>;
  /** Deletes everything, down to the database itself. A later `append` starts anew. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** How many of `count` events give way so that as many more fit. At least one. */
export function evictedCount(count: number): number {
  return Math.max(1, Math.ceil(count * EVICTED_SHARE));
}

/** The event without items; undefined where nothing of it is left, itself where none of them is in it. */
export function withoutItems<Event extends ShopEvent>(event: Event, itemIds: ReadonlySet<string>): Event | undefined {
  const items = event.items.filter((item) => !itemIds.has(item.item_id));
  if (items.length === event.items.length) return event;
  return items.length === 0 ? undefined : { ...event, items };
}

/** As `withoutItems`, of all events. */
export function allWithoutItems<Event extends ShopEvent>(
  events: readonly Event[],
  itemIds: ReadonlySet<string>,
): Event[] {
  return events.map((event) => withoutItems(event, itemIds)).filter((event) => event !== undefined);
}

/** The event alone: whether it may feed a report concerns nobody but the store. */
export function withoutMark({ eligible: _, ...event }: MarkedEvent): ShopEvent {
  return event;
}
