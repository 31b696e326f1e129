import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { RecommenderError } from '../../core/errors.js';
import type { StatedProfile } from '../../core/stated-profile.js';
import { withDeadline } from '../deadline.js';
import type { StoredEvent } from './stored-event.js';

/** The events of one shop, what its shopper said, and the keys of what is muted there. */
export interface EventSchema extends DBSchema {
  events: { key: number; value: StoredEvent };
  /** What the shopper said of themselves, in one row; until when guest mode holds, epoch ms, in another. */
  stated: { key: 'profile' | 'guest'; value: StatedProfile | number };
  muted: { key: string; value: true };
}

export type Database = IDBPDatabase<EventSchema>;
type Upgrade<Schema extends DBSchema> = (database: IDBPDatabase<Schema>) => void;

/** Step n leads from version n to n + 1. Steps are added at the end and never changed: databases of every age exist. */
const UPGRADES: readonly Upgrade<EventSchema>[] = [
  (database) => {
    database.createObjectStore('events', { autoIncrement: true });
  },
  (database) => {
    database.createObjectStore('stated');
    database.createObjectStore('muted');
  },
];

export interface DatabaseOptions<Schema extends DBSchema> {
  /** How long opening or deleting may take at all. */
  readonly openMs: number;
  /** How long another tab's connection may hold either up. */
  readonly blockedMs: number;
  readonly upgrades: readonly Upgrade<Schema>[];
}

export const DATABASE_OPTIONS: DatabaseOptions<EventSchema> = { openMs: 3000, blockedMs: 2000, upgrades: UPGRADES };

interface DatabaseListeners {
  /** Another connection wants to upgrade or delete the database; this one is closed already. */
  onTaken(deleted: boolean): void;
  /** The browser closed the connection: data cleared, disk gone. */
  onTerminated(): void;
}

/**
 * Opens the database, upgrading it if need be. Undefined where there is none and `mayCreate` is false: reading leaves no
 * trace, or a tab that reads what another has just erased would bring the database back.
 * @throws RecommenderError `storage/timeout`; DOMException as IndexedDB gives it (`VersionError`: a newer one is there).
 */
export async function openDatabase<Schema extends DBSchema>(
  name: string,
  { openMs, blockedMs, upgrades, mayCreate }: DatabaseOptions<Schema> & { readonly mayCreate: boolean },
  listeners: DatabaseListeners,
): Promise<IDBPDatabase<Schema> | undefined> {
  const patience = createPatience(blockedMs);
  const found = { isAbsent: false };
  const opening = openDB<Schema>(name, upgrades.length, {
    upgrade(database, oldVersion, _newVersion, transaction) {
      transaction.done.catch(() => undefined); // a failed upgrade rejects the opening too
      found.isAbsent = oldVersion === 0 && !mayCreate;
      if (found.isAbsent) transaction.abort();
      else for (const step of upgrades.slice(oldVersion)) step(database);
    },
    blocked: patience.start,
    blocking(_current, blockedVersion, event) {
      (event.target as IDBDatabase).close();
      listeners.onTaken(blockedVersion === null);
    },
    terminated: () => listeners.onTerminated(),
  });
  try {
    return await withDeadline(Promise.race([opening, patience.lost]), openMs, 'storage/timeout');
  } catch (error) {
    opening.then(
      (late) => late.close(),
      () => undefined,
    );
    if (found.isAbsent) return undefined;
    throw error;
  } finally {
    patience.stop();
  }
}

/** Whether there may be a database of that name, found out without opening it. A browser that cannot tell says yes. */
export async function hasDatabase(name: string): Promise<boolean> {
  if (!('databases' in indexedDB)) return true;
  const databases = await indexedDB.databases();
  return databases.some((database) => database.name === name);
}

/**
 * Deletes the database; settled when it is gone.
 * @throws RecommenderError `storage/timeout` where a connection elsewhere does not close: the browser deletes it once
 * that does.
 */
export async function deleteDatabase(
  name: string,
  { openMs, blockedMs }: Pick<DatabaseOptions<never>, 'openMs' | 'blockedMs'>,
): Promise<void> {
  const patience = createPatience(blockedMs);
  const deleting = deleteDB(name, { blocked: patience.start });
  deleting.catch(() => undefined);
  try {
    await withDeadline(Promise.race([deleting, patience.lost]), openMs, 'storage/timeout');
  } finally {
    patience.stop();
  }
}

/** `lost` rejects `blockedMs` after `start`. */
function createPatience(blockedMs: number): { start: () => void; stop: () => void; lost: Promise<never> } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lose: (error: RecommenderError) => void = () => undefined;
  const lost = new Promise<never>((_, reject) => {
    lose = reject;
  });
  lost.catch(() => undefined);
  return {
    lost,
    start: () => {
      timer = setTimeout(() => {
        lose(new RecommenderError('storage/timeout', 'expected other tabs to close the database, one did not'));
      }, blockedMs);
    },
    stop: () => clearTimeout(timer),
  };
}
