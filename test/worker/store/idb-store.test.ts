import { IDBOpenDBRequest as FDBOpenDBRequest } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShopEvent } from '../../../core/events/shop-event.js';
import { DATABASE_OPTIONS } from '../../../worker/store/database.js';
import { IdbStore } from '../../../worker/store/idb-store.js';
import { databaseNames, installFreshIndexedDb, patchMethod } from '../fresh-indexeddb.js';
import { shopEvent } from '../shop-events.js';

/** Of the database as this code leaves it. */
const VERSION = DATABASE_OPTIONS.upgrades.length;
const SHORT = { openMs: 100, blockedMs: 30 };
const restores: (() => void)[] = [];
const stores: IdbStore[] = [];

function openStore(): IdbStore {
  const store = new IdbStore('shelfwise', SHORT);
  stores.push(store);
  return store;
}

function patch(...args: Parameters<typeof patchMethod>): void {
  restores.push(patchMethod(...args).restore);
}

/** A database as another version of this code, or another hand, left it. */
async function openRaw(version: number, upgrade?: (database: IDBDatabase) => void): Promise<IDBDatabase> {
  const request = indexedDB.open('shelfwise', version);
  request.onupgradeneeded = () => upgrade?.(request.result);
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(request.error?.name));
  });
}

async function addRaw(value: unknown): Promise<void> {
  const database = await openRaw(VERSION);
  await new Promise<void>((resolve) => {
    const transaction = database.transaction('events', 'readwrite');
    transaction.objectStore('events').add(value);
    transaction.oncomplete = () => resolve();
  });
  database.close();
}

async function countRaw(): Promise<number> {
  const database = await openRaw(VERSION);
  const count = await new Promise<number>((resolve) => {
    const request = database.transaction('events').objectStore('events').count();
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  return count;
}

/** Fails the first `times` calls of `add` or whatever `name` is with a DOMException. */
function failFirst(prototype: object, name: string, error: string, times = 1): void {
  let left = times;
  patch(prototype, name, (original, ...args) => {
    if (left-- > 0) throw new DOMException('', error);
    return original(...args);
  });
}

beforeEach(() => void installFreshIndexedDb());
afterEach(async () => {
  for (const restore of restores.splice(0)) restore();
  for (const store of stores.splice(0)) await store.close();
});

describe('IdbStore', () => {
  it('touches nothing before its first call', async () => {
    openStore();
    expect(await databaseNames()).toEqual([]);
  });

  it('creates no database by reading', async () => {
    const store = openStore();
    expect(await store.readAll()).toEqual([]);
    await store.deleteItems(new Set(['x']));
    expect(await databaseNames()).toEqual([]);
    await Promise.all([store.readAll(), store.append([shopEvent(1)])]);
    expect(await store.readAll()).toEqual([shopEvent(1)]);
  });

  it('keeps events for the next visit', async () => {
    const first = openStore();
    await first.append([shopEvent(1)]);
    await first.close();
    expect(await openStore().readAll()).toEqual([shopEvent(1)]);
  });

  it('leaves no database behind after clear', async () => {
    const store = openStore();
    await store.append([shopEvent(1)]);
    await store.clear();
    expect(await databaseNames()).toEqual([]);
  });

  it('gives up on an open that never answers', async () => {
    patch(IDBFactory.prototype, 'open', () => new FDBOpenDBRequest());
    await expect(openStore().readAll()).rejects.toMatchObject({ code: 'storage/timeout' });
  });

  it('gives up on an upgrade that another tab blocks, and leaves no connection open', async () => {
    const old = await openRaw(1, (database) => database.createObjectStore('events', { autoIncrement: true }));
    const store = new IdbStore('shelfwise', {
      ...SHORT,
      openMs: 1000,
      upgrades: [...DATABASE_OPTIONS.upgrades, () => undefined],
    });
    stores.push(store);
    await expect(store.readAll()).rejects.toMatchObject({ code: 'storage/timeout' });
    old.close();
  });

  it('takes over a database of the first version, which knew nothing of what shoppers say or mute', async () => {
    const old = await openRaw(1, (database) => database.createObjectStore('events', { autoIncrement: true }));
    old.transaction('events', 'readwrite').objectStore('events').add(shopEvent(1));
    old.close();
    const store = openStore();
    expect(await store.readAll()).toEqual([shopEvent(1)]);
    expect(await store.readStated()).toEqual({});
    await store.writeStated({ price_level: 'high' });
    expect(await openStore().readStated()).toEqual({ price_level: 'high' });
    await store.setMuted(['item:a'], true);
    expect(await store.readMuted()).toEqual(['item:a']);
  });

  it('takes another hand’s words for none', async () => {
    const store = openStore();
    await store.writeStated({ price_level: 'low', shoe_size: 42 } as object);
    expect(await store.readStated()).toEqual({});
  });

  it('makes no database where there is nothing to mute', async () => {
    const store = openStore();
    await store.setMuted(['item:a'], false);
    await store.setMuted([], true);
    expect(await store.readMuted()).toEqual([]);
    expect(await databaseNames()).toEqual([]);
  });

  it('refuses a newer database and does not touch it', async () => {
    (await openRaw(99, (database) => database.createObjectStore('theirs'))).close();
    await expect(openStore().readAll()).rejects.toMatchObject({ code: 'storage/newer-version' });
    const database = await openRaw(99);
    expect([...database.objectStoreNames]).toEqual(['theirs']);
    database.close();
  });

  it('keeps the old data where an upgrade fails half-way', async () => {
    const store = openStore();
    await store.append([shopEvent(1)]);
    await store.close();
    const newer = new IdbStore('shelfwise', {
      ...SHORT,
      upgrades: [
        ...DATABASE_OPTIONS.upgrades,
        (database) => {
          database.deleteObjectStore('events');
          throw new Error('half-way');
        },
      ],
    });
    stores.push(newer);
    await expect(newer.readAll()).rejects.toMatchObject({ code: /^storage\// });
    expect(await openStore().readAll()).toEqual([shopEvent(1)]);
  });

  it('skips rows that are not events and deletes them', async () => {
    const store = openStore();
    await store.append([shopEvent(1)]);
    for (const value of [
      null,
      7,
      {},
      { name: 'view_item' },
      { ...shopEvent(2), name: 'hack' },
      { ...shopEvent(2), items: [{}] },
    ]) {
      await addRaw(value);
    }
    await store.append([shopEvent(3)]);
    expect(await store.readAll()).toEqual([shopEvent(1), shopEvent(3)]);
    expect(await countRaw()).toBe(2);
  });

  it('takes rows of versions before reports, and marks that are none, for events that feed no report', async () => {
    const store = openStore();
    await store.append([{ ...shopEvent(1), eligible: true }]);
    await addRaw(shopEvent(2));
    await addRaw({ ...shopEvent(3), eligible: 'yes' });
    expect((await store.readSince(0)).map(({ eligible }) => eligible)).toEqual([true, false, false]);
  });

  it('keeps the mark in all parts of an event that is too large for one value', async () => {
    const store = openStore();
    const items = Array.from({ length: 200 }, (_, k) => ({ item_id: `${String(k)}-${'x'.repeat(190)}` }));
    await store.append([{ ...shopEvent(1), items, eligible: true }]);
    const rows = await store.readSince(0);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.every(({ eligible }) => eligible)).toBe(true);
  });

  it.each(['InvalidStateError', 'UnknownError'])('opens again after %s', async (name) => {
    const store = openStore();
    await store.append([shopEvent(1)]);
    failFirst(IDBDatabase.prototype, 'transaction', name, 2);
    await store.append([shopEvent(2)]);
    expect(await store.readAll()).toEqual([shopEvent(1), shopEvent(2)]);
  });

  it('gives up after three tries', async () => {
    const store = openStore();
    let calls = 0;
    patch(IDBFactory.prototype, 'open', () => {
      calls++;
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    });
    await expect(store.readAll()).rejects.toMatchObject({ code: 'storage/unavailable' });
    expect(calls).toBe(3);
  });

  it('is unavailable where the browser forbids IndexedDB or has none', async () => {
    patch(IDBFactory.prototype, 'open', () => {
      throw new DOMException('', 'SecurityError');
    });
    await expect(openStore().append([shopEvent(1)])).rejects.toMatchObject({ code: 'storage/unavailable' });
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true, writable: true });
    await expect(openStore().append([shopEvent(1)])).rejects.toMatchObject({ code: 'storage/unavailable' });
  });

  it('makes room by letting the oldest quarter go, and writes the batch once', async () => {
    const store = openStore();
    await store.append(Array.from({ length: 8 }, (_, time) => shopEvent(1, time)));
    failFirst(IDBObjectStore.prototype, 'add', 'QuotaExceededError');
    await store.append([shopEvent(2, 8), shopEvent(3, 9)]);
    expect((await store.readAll()).map(({ time }) => (time / 1000) % 100)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('says so where there is no room at all', async () => {
    const store = openStore();
    failFirst(IDBObjectStore.prototype, 'add', 'QuotaExceededError', 100);
    await expect(store.append([shopEvent(1)])).rejects.toMatchObject({ code: 'storage/quota' });
    expect(await store.readAll()).toEqual([]);
  });

  it('leaves out a value the browser cannot write, and only that one', async () => {
    const store = openStore();
    patch(IDBObjectStore.prototype, 'add', (original, value) => {
      if ((value as ShopEvent).name === 'refund') throw new DOMException('Failed to write blobs', 'DataError');
      return original(value);
    });
    await store.append([shopEvent(1), shopEvent(2, 1), shopEvent(9, 2, 'refund'), shopEvent(3, 3)]);
    expect(await store.readAll()).toEqual([shopEvent(1), shopEvent(2, 1), shopEvent(3, 3)]);
  });

  it('deletes a value the browser cannot read, and only that one', async () => {
    const store = openStore();
    await store.append([shopEvent(1), shopEvent(2, 1), shopEvent(3, 2)]);
    const lost = (): never => {
      throw new DOMException('Data lost due to missing file', 'NotReadableError');
    };
    patch(IDBObjectStore.prototype, 'getAll', lost);
    patch(IDBObjectStore.prototype, 'get', (original, key) => (key === 2 ? lost() : original(key)));
    expect(await store.readAll()).toEqual([shopEvent(1), shopEvent(3, 2)]);
    expect(await countRaw()).toBe(2);
  });

  it('splits an event that is too large for one value', async () => {
    const store = openStore();
    const items = Array.from({ length: 200 }, (_, k) => ({
      item_id: `${String(k)}-${'x'.repeat(190)}`,
      item_list_id: 'y'.repeat(200),
    }));
    await store.append([{ ...shopEvent(1), items }]);
    const parts = await store.readAll();
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap((part) => part.items)).toEqual(items);
    for (const part of parts) expect(JSON.stringify(part).length * 2).toBeLessThanOrEqual(60_000);
  });

  it('steps aside at once for another tab’s deletion, and starts anew with the next event', async () => {
    const store = openStore();
    await store.append([shopEvent(1)]);
    await openStore().clear();
    expect(await databaseNames()).toEqual([]);
    await store.append([shopEvent(2)]);
    expect(await store.readAll()).toEqual([shopEvent(2)]);
  });

  it('does not write again what another tab’s deletion overtook', async () => {
    const store = openStore();
    await store.append([shopEvent(1)]);
    failFirst(IDBDatabase.prototype, 'transaction', 'InvalidStateError');
    const writing = store.append([shopEvent(2)]);
    await store.clear();
    await writing;
    expect(await databaseNames()).toEqual([]);
  });

  it('empties the database even where a tab that sleeps keeps it open', async () => {
    const store = openStore();
    await store.append([shopEvent(1)]);
    const sleeping = await openRaw(VERSION);
    await store.clear();
    sleeping.close();
    expect(await openStore().readAll()).toEqual([]);
  });
});
