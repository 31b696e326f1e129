import { parseStatedProfile, type StatedProfile } from '../../core/stated-profile.js';
import type { Database } from './database.js';
import { RecommenderError } from '../../core/errors.js';
import { toStorageFault } from './storage-fault.js';
import { evictedCount, withoutItems, withoutMark, type KeyedEvent } from './store.js';
import { parseStoredEvent, type StoredEvent } from './stored-event.js';

/** Events may be lost with the power; what the shopper asked to be deleted must not come back. */
const RELAXED = { durability: 'relaxed' } as const;
export const STRICT = { durability: 'strict' } as const;

/** All rows or none. */
export async function writeRows(database: Database, rows: readonly StoredEvent[]): Promise<void> {
  const transaction = database.transaction('events', 'readwrite', RELAXED);
  await commit(transaction, function* () {
    for (const row of rows) yield transaction.store.add(row);
  });
}

/** @returns how many rows went. */
export async function evictOldest(database: Database): Promise<number> {
  const transaction = database.transaction('events', 'readwrite', RELAXED);
  const keys = await transaction.store.getAllKeys(null, evictedCount(await transaction.store.count()));
  await commit(transaction, function* () {
    for (const key of keys) yield transaction.store.delete(key);
  });
  return keys.length;
}

/** Those after a key, in the order they were written. Rows that are no events, or that the browser lost, are deleted. */
export async function readEvents(database: Database, after: number): Promise<KeyedEvent[]> {
  const events: KeyedEvent[] = [];
  const malformed: number[] = [];
  for (const [key, value] of await readRows(database, after)) {
    const row = parseStoredEvent(value);
    if (row === undefined) malformed.push(key);
    else events.push({ key, event: withoutMark(row), eligible: row.eligible === true });
  }
  if (malformed.length > 0) {
    const transaction = database.transaction('events', 'readwrite', RELAXED);
    await commit(transaction, function* () {
      for (const key of malformed) yield transaction.store.delete(key);
    });
  }
  return events;
}

async function readRows(database: Database, after: number): Promise<[number, unknown][]> {
  const keys = await database.getAllKeys('events', IDBKeyRange.lowerBound(after, true));
  const last = keys.at(-1);
  if (last === undefined) return [];
  try {
    const values = await database.getAll('events', IDBKeyRange.bound(after, last, true));
    if (values.length === keys.length) return keys.map((key, position) => [key, values[position]]);
  } catch (error) {
    if (toStorageFault(error) !== 'poison') throw error;
  }
  return readOneByOne(database, keys);
}

/** Where reading all at once fails on one value. What cannot be read comes back as undefined. */
async function readOneByOne(database: Database, keys: readonly number[]): Promise<[number, unknown][]> {
  const rows: [number, unknown][] = [];
  for (const key of keys) {
    try {
      rows.push([key, await database.get('events', key)]);
    } catch (error) {
      if (toStorageFault(error) !== 'poison') throw error;
      rows.push([key, undefined]);
    }
  }
  return rows;
}

/** In one transaction, so that an event another tab adds meanwhile is neither lost nor missed. */
export async function deleteItems(database: Database, itemIds: ReadonlySet<string>): Promise<void> {
  const transaction = database.transaction('events', 'readwrite', STRICT);
  const { store } = transaction;
  const keys = await store.getAllKeys();
  const rows: unknown[] = await store.getAll();
  await commit(transaction, function* () {
    for (const [position, key] of keys.entries()) {
      const event = parseStoredEvent(rows[position]);
      const left = event === undefined ? undefined : withoutItems(event, itemIds);
      if (left === undefined) yield store.delete(key);
      else if (left !== event) yield store.put(left, key);
    }
  });
}

/** Empty where nothing was said, or where it is not one of ours. */
export async function readStated(database: Database): Promise<StatedProfile> {
  try {
    return parseStatedProfile((await database.get('stated', 'profile')) ?? {});
  } catch (error) {
    if (error instanceof RecommenderError) return {};
    throw error;
  }
}

export async function writeStated(database: Database, stated: StatedProfile): Promise<void> {
  const transaction = database.transaction('stated', 'readwrite', STRICT);
  await commit(transaction, function* () {
    yield transaction.store.put(stated, 'profile');
  });
}

export async function writeMuted(database: Database, keys: readonly string[], on: boolean): Promise<void> {
  const transaction = database.transaction('muted', 'readwrite', STRICT);
  await commit(transaction, function* () {
    for (const key of keys) yield on ? transaction.store.put(true, key) : transaction.store.delete(key);
  });
}

/** 0 where it is not one of ours. */
export async function readGuest(database: Database): Promise<number> {
  const until: unknown = await database.get('stated', 'guest');
  return typeof until === 'number' ? until : 0;
}

export async function writeGuest(database: Database, until: number): Promise<void> {
  const transaction = database.transaction('stated', 'readwrite', STRICT);
  await commit(transaction, function* () {
    yield until > 0 ? transaction.store.put(until, 'guest') : transaction.store.delete('guest');
  });
}

export async function emptyAll(database: Database): Promise<void> {
  const transaction = database.transaction(['events', 'stated', 'muted'], 'readwrite', STRICT);
  await commit(transaction, function* () {
    for (const name of ['events', 'stated', 'muted'] as const) yield transaction.objectStore(name).clear();
  });
}

/**
 * Begins requests and settles when their transaction is committed, never when a request succeeds. A request refused
 * before it began would leave the transaction alive, and its siblings would be committed: they are rolled back.
 */
export async function commit(
  transaction: { abort(): void; readonly done: Promise<void> },
  begin: () => Iterable<Promise<unknown>>,
): Promise<void> {
  const begun: Promise<unknown>[] = [transaction.done];
  try {
    for (const request of begin()) begun.push(request);
    await Promise.all(begun);
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // The failure itself has aborted it.
    }
    const [done] = await Promise.allSettled(begun);
    throw toCause(done, error);
  }
}

/** A transaction's own error says why (no room); its requests say no more than that it was aborted. */
function toCause(done: PromiseSettledResult<unknown> | undefined, error: unknown): unknown {
  const reason: unknown = done?.status === 'rejected' ? done.reason : undefined;
  return reason instanceof DOMException && reason.name !== 'AbortError' ? reason : error;
}
