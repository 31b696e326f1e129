import type { ShopEvent } from '../../core/events/shop-event.js';
import { evictedCount, MAX_EVENTS, withoutItem, type Store } from './store.js';

/** Keeps events for as long as the worker lives. Touches no storage of the browser. */
export class MemoryStore implements Store {
  readonly place = 'memory';
  #events: ShopEvent[] = [];

  append(events: readonly ShopEvent[]): Promise<void> {
    this.#events = [...this.#events, ...events];
    while (this.#events.length > MAX_EVENTS) this.#events = this.#events.slice(evictedCount(this.#events.length));
    return Promise.resolve();
  }

  readAll(): Promise<ShopEvent[]> {
    return Promise.resolve([...this.#events]);
  }

  deleteItem(itemId: string): Promise<void> {
    this.#events = this.#events.map((event) => withoutItem(event, itemId)).filter((event) => event !== undefined);
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.#events = [];
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
