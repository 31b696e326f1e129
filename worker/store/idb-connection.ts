import type { DBSchema, IDBPDatabase } from 'idb';
import { deleteDatabase, openDatabase, type DatabaseOptions } from './database.js';
import { toStorageError, toStorageFault } from './storage-fault.js';

const MAX_TRIES = 3;

type Work<Schema extends DBSchema, T> = (database: IDBPDatabase<Schema>) => Promise<T>;

/**
 * A database that is opened by the first call that needs it, and again by the next where the connection was lost. Nothing is
 * touched before.
 */
export class IdbConnection<Schema extends DBSchema> {
  readonly #name: string;
  readonly #options: DatabaseOptions<Schema>;
  readonly #onOpen: Work<Schema, void>;
  #connection: Promise<IDBPDatabase<Schema> | undefined> | undefined;
  /** Deletions seen, here or in another tab: work begun before one is not done again after it. */
  #deletions = 0;

  /** @param onOpen part of the opening. */
  constructor(name: string, options: DatabaseOptions<Schema>, onOpen: Work<Schema, void> = () => Promise.resolve()) {
    this.#name = name;
    this.#options = options;
    this.#onOpen = onOpen;
  }

  /**
   * Runs a transaction, on a new connection where the old one failed. `whenGone` is the answer where there is no database
   * and `mayCreate` is false, or where it is deleted meanwhile.
   * @throws DOMException as IndexedDB gives it.
   */
  async attempt<T>(work: Work<Schema, T>, whenGone: T, mayCreate = false): Promise<T> {
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

  /**
   * Deletes the database.
   * @param empty deletes its content: that can be done even while another tab holds the database open.
   * @throws RecommenderError `storage/…` where neither succeeds.
   */
  async delete(empty: Work<Schema, void>): Promise<void> {
    this.#deletions++;
    const connection = this.#connection;
    const isEmpty = connection !== undefined && (await isEmptied(connection, empty));
    await this.close();
    try {
      await deleteDatabase(this.#name, this.#options);
    } catch (error) {
      // Nothing of the shopper's is left where the rows are gone, whoever still holds the empty database open.
      if (!isEmpty) throw toStorageError(error);
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

  async #connect(mayCreate: boolean): Promise<IDBPDatabase<Schema> | undefined> {
    const database = await (this.#connection ??= this.#open(mayCreate));
    if (database !== undefined || !mayCreate) return database;
    // Whoever opened this connection only wanted to read.
    this.#connection = this.#open(true);
    return this.#connection;
  }

  async #open(mayCreate: boolean): Promise<IDBPDatabase<Schema> | undefined> {
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
      else await this.#begin(database);
      return database;
    } catch (error) {
      drop();
      throw error;
    }
  }

  async #begin(database: IDBPDatabase<Schema>): Promise<void> {
    try {
      await this.#onOpen(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }
}

async function isEmptied<Schema extends DBSchema>(
  connection: Promise<IDBPDatabase<Schema> | undefined>,
  empty: Work<Schema, void>,
): Promise<boolean> {
  try {
    const database = await connection;
    if (database !== undefined) await empty(database);
    return true;
  } catch {
    return false;
  }
}
