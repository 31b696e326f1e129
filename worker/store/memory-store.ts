import type { ShopEvent } from '../../core/events/shop-event.js';
import type { StatedProfile } from '../../core/stated-profile.js';
import {
  evictedCount,
  MAX_EVENTS,
  withoutItems,
  withoutMark,
  type KeyedEvent,
  type MarkedEvent,
  type Store,
} from './store.js';

/** Keeps events for as long as the worker lives. Touches no storage of the browser. */
export class MemoryStore implements Store {
  readonly place = 'memory';
  #rows: readonly KeyedEvent[] = [];
  #lastKey = 0;
  #stated: StatedProfile = {};
  readonly #muted = new Set<string>();
  #guestUntil = 0;

  append(events: readonly MarkedEvent[]): Promise<void> {
    const rows = events.map((event) => ({
      key: ++this.#lastKey,
      event: withoutMark(event),
      eligible: event.eligible === true,
    }));
    this.#rows = [...this.#rows, ...rows];
    while (this.#rows.length > MAX_EVENTS) this.#rows = this.#rows.slice(evictedCount(this.#rows.length));
    return Promise.resolve();
  }

  readAll(): Promise<ShopEvent[]> {
    return Promise.resolve(this.#rows.map(({ event }) => event));
  }

  readSince(key: number): Promise<KeyedEvent[]> {
    return Promise.resolve(this.#rows.filter((row) => row.key > key));
  }

  deleteItems(itemIds: ReadonlySet<string>): Promise<void> {
    this.#rows = this.#rows.flatMap((row) => {
      const event = withoutItems(row.event, itemIds);
      return event === undefined ? [] : [{ ...row, event }];
    });
    return Promise.resolve();
  }

  readStated(): Promise<StatedProfile> {
    return Promise.resolve(this.#stated);
  }

  writeStated(stated: StatedProfile): Promise<void> {
    this.#stated = stated;
    return Promise.resolve();
  }

  readMuted(): Promise<string[]> {
    return Promise.resolve([...this.#muted]);
  }

  setMuted(keys: readonly string[], on: boolean): Promise<void> {
    for (const key of keys) this.#muted[on ? 'add' : 'delete'](key);
    return Promise.resolve();
  }

  readGuest(): Promise<number> {
    return Promise.resolve(this.#guestUntil);
  }

  writeGuest(until: number): Promise<void> {
    this.#guestUntil = until;
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.#rows = [];
    this.#stated = {};
    this.#muted.clear();
    this.#guestUntil = 0;
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
