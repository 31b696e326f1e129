import type { DBSchema, IDBPDatabase } from 'idb';
import { DATABASE_OPTIONS, hasDatabase, type DatabaseOptions } from '../store/database.js';
import { IdbConnection } from '../store/idb-connection.js';
import { toStorageError } from '../store/storage-fault.js';
import { commit, STRICT } from '../store/transactions.js';
import type { LedgerStore } from './ledger-store.js';
import type { LedgerRow, LedgerState, LedgerStep } from './ledger.js';
import { parseLedgerRow, parseLedgerState } from './parse-ledger.js';

interface LedgerSchema extends DBSchema {
  /** One row, of key 0. */
  state: { key: number; value: LedgerState };
  /** By id. */
  reports: { key: string; value: LedgerRow };
}

const STATE_KEY = 0;

/** As those of the events: steps are added at the end and never changed. */
export const LEDGER_OPTIONS: DatabaseOptions<LedgerSchema> = {
  ...DATABASE_OPTIONS,
  upgrades: [
    (database) => {
      database.createObjectStore('state');
      database.createObjectStore('reports');
    },
  ],
};

/** The ledger of an origin, in a database of its own. */
export class IdbLedger implements LedgerStore {
  readonly #name: string;
  readonly #connection: IdbConnection<LedgerSchema>;

  constructor(name: string, options: Partial<DatabaseOptions<LedgerSchema>> = {}) {
    this.#name = name;
    this.#connection = new IdbConnection(name, { ...LEDGER_OPTIONS, ...options });
  }

  read(): Promise<LedgerState | undefined> {
    return this.#attempt<LedgerState | undefined>(
      async (database) => parseLedgerState(await database.get('state', STATE_KEY)),
      undefined,
    );
  }

  async rows(): Promise<LedgerRow[]> {
    const rows = await this.#attempt<unknown[]>((database) => database.getAll('reports'), []);
    return rows
      .map(parseLedgerRow)
      .filter((row) => row !== undefined)
      .sort((a, b) => a.madeAt - b.madeAt);
  }

  update(step: (state: LedgerState | undefined) => LedgerStep | undefined, mayCreate = false): Promise<boolean> {
    return this.#attempt(
      async (database) => {
        const transaction = database.transaction(['state', 'reports'], 'readwrite', STRICT);
        const [states, reports] = [transaction.objectStore('state'), transaction.objectStore('reports')];
        const written = step(parseLedgerState(await states.get(STATE_KEY)));
        await commit(transaction, function* () {
          if (written === undefined) return;
          yield states.put(written.state, STATE_KEY);
          if (written.row !== undefined) yield reports.put(written.row, written.row.id);
        });
        return written !== undefined;
      },
      false,
      mayCreate,
    );
  }

  clear(): Promise<void> {
    return this.#connection.delete(async (database) => {
      const transaction = database.transaction(['state', 'reports'], 'readwrite', STRICT);
      await commit(transaction, function* () {
        yield transaction.objectStore('state').clear();
        yield transaction.objectStore('reports').clear();
      });
    });
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #attempt<T>(
    work: (database: IDBPDatabase<LedgerSchema>) => Promise<T>,
    whenGone: T,
    mayCreate = false,
  ): Promise<T> {
    try {
      // A shopper who never agreed to reports has no ledger, and nobody opens one to find out.
      if (!mayCreate && !(await hasDatabase(this.#name))) return whenGone;
      return await this.#connection.attempt(work, whenGone, mayCreate);
    } catch (error) {
      throw toStorageError(error);
    }
  }
}
