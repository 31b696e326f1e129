import type { ShopEvent } from '../../core/events/shop-event.js';
import { DATABASE_OPTIONS, deleteDatabase, openDatabase, type Database, type DatabaseOptions } from './database.js';
import { toStorageError, toStorageFault } from './storage-fault.js';
import { MAX_EVENTS, type Store } from './store.js';
import { toStoredEvents, type StoredEvent } from './stored-event.js';
import { deleteItem, emptyAll, evictOldest, readEvents, writeRows } from './transactions.js';

const MAX_TRIES = 3;

/**
 * Keeps events in IndexedDB. Nothing is touched before the first call, and only a write creates the
 * database; a lost connection is opened again by the next call.
 */
export class IdbStore implements Store {
  readonly place = 'disk';
  readonly #name: string;
  readonly #options: DatabaseOptions;
  #connection: Promise<Database | undefined> | undefined;
  /** Rows as far as this connection knows: other tabs may have added some. */
  #count = 0;
  /** Deletions seen, here or in another tab: work begun before one is not done again after it. */
  #deletions = 0;

  constructor(name: string, options: Partial<DatabaseOptions> = {}) {
    this.#name = name;
    this.#options = { ...DATABASE_OPTIONS, ...options };
  }

  async append(events: readonly ShopEvent[]): Promise<void> {
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

  readAll(): Promise<ShopEvent[]> {
    return this.#coded(() => this.#attempt(readEvents, []));
  }

  deleteItem(itemId: string): Promise<void> {
    return this.#coded(() => this.#attempt((database) => deleteItem(database, itemId), undefined));
  }

  async clear(): Promise<void> {
    this.#deletions++;
    const connection = this.#connection;
    const emptied = connection === undefined ? false : await isEmptied(connection);
    await this.close();
    try {
      await deleteDatabase(this.#name, this.#options);
    } catch (error) {
      // Nothing of the shopper's is left where the rows are gone, whoever still holds the empty database open.
      if (!emptied) throw toStorageError(error);
    }
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.then(
      (database) => database?.close(),
      () => undefined,
    );
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

  /** Like `#attempt`, creating the database if need be. */
  #change<T>(work: (database: Database) => Promise<T>, whenGone: T): Promise<T> {
    return this.#attempt(work, whenGone, true);
  }

  /**
   * Runs a transaction, on a new connection where the old one failed. `whenGone` is the answer where there is no database,
   * or where it is deleted meanwhile.
   */
  async #attempt<T>(work: (database: Database) => Promise<T>, whenGone: T, mayCreate = false): Promise<T> {
    const deletions = this.#deletions;
    for (let tries = 1; ; tries++) {
      try {
        const database = await this.#connect(mayCreate);
        return database === undefined ? whenGone : await work(database);
      } catch (error) {
        if (this.#deletions !== deletions) return whenGone;
        if (toStorageFault(error) !== 'reopen' || tries === MAX_TRIES) throw error;
        await this.close();
      }
    }
  }

  async #coded<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw toStorageError(error);
    }
  }

  async #connect(mayCreate: boolean): Promise<Database | undefined> {
    const database = await (this.#connection ??= this.#open(mayCreate));
    if (database !== undefined || !mayCreate) return database;
    // Whoever opened this connection only wanted to read.
    this.#connection = this.#open(true);
    return this.#connection;
  }

  async #open(mayCreate: boolean): Promise<Database | undefined> {
    const drop = (): void => {
      this.#connection = undefined;
    };
    try {
      const database = await openDatabase(
        this.#name,
        { ...this.#options, mayCreate },
        {
          onTaken: (deleted) => {
            if (deleted) this.#deletions++;
            drop();
          },
          onTerminated: drop,
        },
      );
      if (database === undefined) drop();
      else this.#count = await countOrClose(database);
      return database;
    } catch (error) {
      drop();
      throw error;
    }
  }
}

async function countOrClose(database: Database): Promise<number> {
  try {
    return await database.count('events');
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Rows can be deleted even while another tab holds the database open. */
async function isEmptied(connection: Promise<Database | undefined>): Promise<boolean> {
  try {
    const database = await connection;
    if (database !== undefined) await emptyAll(database);
    return true;
  } catch {
    return false;
  }
}
