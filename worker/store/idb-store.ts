import type { ShopEvent } from '../../core/events/shop-event.js';
import type { StatedProfile } from '../../core/stated-profile.js';
import { DATABASE_OPTIONS, type Database, type DatabaseOptions, type EventSchema } from './database.js';
import { IdbConnection } from './idb-connection.js';
import { toStorageError, toStorageFault } from './storage-fault.js';
import { MAX_EVENTS, type KeyedEvent, type MarkedEvent, type Store } from './store.js';
import { toStoredEvents, type StoredEvent } from './stored-event.js';
import {
  deleteItems,
  emptyAll,
  evictOldest,
  readEvents,
  readGuest,
  readStated,
  writeGuest,
  writeMuted,
  writeRows,
  writeStated,
} from './transactions.js';

/**
 * Keeps events in IndexedDB. Nothing is touched before the first call, and only a write creates the
 * database; a lost connection is opened again by the next call.
 */
export class IdbStore implements Store {
  readonly place = 'disk';
  readonly #connection: IdbConnection<EventSchema>;
  /** Rows as far as this connection knows: other tabs may have added some. */
  #count = 0;

  constructor(name: string, options: Partial<DatabaseOptions<EventSchema>> = {}) {
    this.#connection = new IdbConnection(name, { ...DATABASE_OPTIONS, ...options }, async (database) => {
      this.#count = await database.count('events');
    });
  }

  async append(events: readonly MarkedEvent[]): Promise<void> {
    const rows = events.flatMap(toStoredEvents);
    if (rows.length === 0) return;
    try {
      await this.#write(rows);
    } catch (error) {
      if (toStorageFault(error) !== 'full') throw toStorageError(error);
      await this.#coded(() => this.#change(evictOldest, 0));
      await this.#coded(() => this.#write(rows));
    }
    this.#count += rows.length;
    while (this.#count > MAX_EVENTS) {
      const evicted = await this.#coded(() => this.#change(evictOldest, 0));
      this.#count = evicted === 0 ? 0 : this.#count - evicted;
    }
  }

  async readAll(): Promise<ShopEvent[]> {
    return (await this.readSince(0)).map(({ event }) => event);
  }

  readSince(key: number): Promise<KeyedEvent[]> {
    return this.#coded(() => this.#connection.attempt((database) => readEvents(database, key), []));
  }

  deleteItems(itemIds: ReadonlySet<string>): Promise<void> {
    return this.#coded(() => this.#connection.attempt((database) => deleteItems(database, itemIds), undefined));
  }

  readMuted(): Promise<string[]> {
    return this.#coded(() => this.#connection.attempt((database) => database.getAllKeys('muted'), []));
  }

  setMuted(keys: readonly string[], on: boolean): Promise<void> {
    // Taking off is no reason to make a database.
    return this.#coded(() =>
      this.#connection.attempt((database) => writeMuted(database, keys, on), undefined, on && keys.length > 0),
    );
  }

  readStated(): Promise<StatedProfile> {
    return this.#coded(() => this.#connection.attempt(readStated, {}));
  }

  writeStated(stated: StatedProfile): Promise<void> {
    return this.#coded(() => this.#change((database) => writeStated(database, stated), undefined));
  }

  readGuest(): Promise<number> {
    return this.#coded(() => this.#connection.attempt(readGuest, 0));
  }

  writeGuest(until: number): Promise<void> {
    // Switching off is no reason to make a database.
    return this.#coded(() => this.#connection.attempt((database) => writeGuest(database, until), undefined, until > 0));
  }

  clear(): Promise<void> {
    return this.#connection.delete(emptyAll);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  /** A value that IndexedDB refuses is left out; the others of its batch are written. */
  async #write(rows: readonly StoredEvent[]): Promise<void> {
    try {
      await this.#change((database) => writeRows(database, rows), undefined);
    } catch (error) {
      if (toStorageFault(error) !== 'poison') throw error;
      if (rows.length === 1) return;
      const half = Math.ceil(rows.length / 2);
      await this.#write(rows.slice(0, half));
      await this.#write(rows.slice(half));
    }
  }

  /** Creates the database if need be. */
  #change<T>(work: (database: Database) => Promise<T>, whenGone: T): Promise<T> {
    return this.#connection.attempt(work, whenGone, true);
  }

  async #coded<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw toStorageError(error);
    }
  }
}
