import { IDBObjectStore as FDBObjectStore, IDBDatabase as FDBDatabase } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IdbLedger, LEDGER_OPTIONS } from '../../../worker/report/idb-ledger.js';
import { addReport } from '../../../worker/report/ledger.js';
import { databaseNames, installFreshIndexedDb, patchMethod } from '../fresh-indexeddb.js';
import { dueLedger, freshLedger, madeRow, START } from './made-ledgers.js';

const NAME = 'shelfwise-ledger';
const restores: (() => void)[] = [];
const ledgers: IdbLedger[] = [];

function openLedger(options: ConstructorParameters<typeof IdbLedger>[1] = {}): IdbLedger {
  const ledger = new IdbLedger(NAME, { openMs: 300, blockedMs: 50, ...options });
  ledgers.push(ledger);
  return ledger;
}

function patch(...args: Parameters<typeof patchMethod>): void {
  restores.push(patchMethod(...args).restore);
}

function openRaw(version: number, upgrade?: (database: IDBDatabase) => void): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, version);
  request.onupgradeneeded = () => upgrade?.(request.result);
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(request.error?.name));
  });
}

async function putRaw(store: 'state' | 'reports', key: number | string, value: unknown): Promise<void> {
  const database = await openRaw(1);
  await new Promise<void>((resolve) => {
    const transaction = database.transaction(store, 'readwrite');
    transaction.objectStore(store).put(value, key);
    transaction.oncomplete = () => resolve();
  });
  database.close();
}

const made = {
  serial: 0,
  shop: 'default',
  cut: 3,
  row: madeRow(1),
  sendAt: START,
  next: null,
};

beforeEach(() => void installFreshIndexedDb());
afterEach(async () => {
  for (const restore of restores.splice(0)) restore();
  for (const ledger of ledgers.splice(0)) await ledger.close();
});

describe('IdbLedger', () => {
  it('opens no database to find out that there is none', async () => {
    const opened: unknown[] = [];
    patch(IDBFactory.prototype, 'open', (original, ...args) => (opened.push(args[0]), original(...args)));
    const ledger = openLedger();
    await ledger.read();
    await ledger.rows();
    await ledger.update(() => ({ state: freshLedger() }));
    expect(opened).toEqual([]);
    expect(await databaseNames()).toEqual([]);
  });

  it('leaves no trace of reading in a browser that cannot list its databases', async () => {
    const databases = Object.getOwnPropertyDescriptor(IDBFactory.prototype, 'databases')!;
    restores.push(() => void Object.defineProperty(IDBFactory.prototype, 'databases', databases));
    Reflect.deleteProperty(IDBFactory.prototype, 'databases');
    const ledger = openLedger();
    expect(await ledger.read()).toBeUndefined();
    expect(await ledger.update(() => ({ state: freshLedger() }))).toBe(false);
    Object.defineProperty(IDBFactory.prototype, 'databases', databases);
    expect(await databaseNames()).toEqual([]);
  });

  it('writes strictly', async () => {
    const durabilities: unknown[] = [];
    patch(FDBDatabase.prototype, 'transaction', (original, ...args) => {
      if (args[1] === 'readwrite') durabilities.push((args[2] as IDBTransactionOptions).durability);
      return original(...args);
    });
    const ledger = openLedger();
    await ledger.update(() => ({ state: dueLedger() }), true);
    await ledger.update((state) => addReport(state, made));
    await ledger.clear();
    expect(durabilities).toEqual(['strict', 'strict', 'strict']);
  });

  it('keeps reports for the next visit', async () => {
    const first = openLedger();
    await first.update(() => ({ state: dueLedger() }), true);
    await first.update((state) => addReport(state, made));
    await first.close();
    expect((await openLedger().read())?.outbox?.row).toEqual(madeRow(1));
  });

  it('writes all of a report or nothing: where its row cannot be put, neither debit nor cut is there', async () => {
    const ledger = openLedger();
    await ledger.update(() => ({ state: dueLedger() }), true);
    patch(FDBObjectStore.prototype, 'put', (original, ...args) => {
      if (typeof args[1] === 'string') throw new DOMException('', 'QuotaExceededError');
      return original(...args);
    });
    await expect(ledger.update((state) => addReport(state, made))).rejects.toMatchObject({ code: 'storage/quota' });
    expect(await ledger.read()).toEqual(dueLedger());
    expect(await ledger.rows()).toEqual([]);
  });

  it('tries again on a new connection where the old one is lost, with the state as it is then', async () => {
    const ledger = openLedger();
    await ledger.update(() => ({ state: dueLedger() }), true);
    let left = 1;
    patch(FDBDatabase.prototype, 'transaction', (original, ...args) => {
      if (left-- > 0) throw new DOMException('', 'UnknownError');
      return original(...args);
    });
    expect(await ledger.update((state) => addReport(state, made))).toBe(true);
    expect((await ledger.read())?.serial).toBe(1);
  });

  it('writes nothing into a database that is deleted meanwhile, and does not bring it back', async () => {
    const [here, there] = [openLedger(), openLedger()];
    await here.update(() => ({ state: dueLedger() }), true);
    await here.read();
    await there.clear();
    expect(await here.update((state) => addReport(state, made))).toBe(false);
    expect(await databaseNames()).toEqual([]);
  });

  it('counts what it cannot read as erased, and skips rows that are none of its own', async () => {
    const ledger = openLedger();
    await ledger.update(() => ({ state: dueLedger() }), true);
    await ledger.update((state) => addReport(state, made));
    await putRaw('reports', 'x', { id: 7 });
    expect(await ledger.rows()).toEqual([madeRow(1)]);
    for (const broken of [
      null,
      'text',
      {},
      { ...dueLedger(), shops: {} },
      { ...dueLedger(), serial: -1 },
      { ...dueLedger(), lastMadeAt: 'yesterday' },
      { ...dueLedger(), next: { question: 'item', parameter: 256 } },
      { ...dueLedger(), next: { question: 'everything', parameter: 0 } },
      { ...dueLedger(), outbox: { row: { ...madeRow(1), outcome: 'lost' }, sendAt: 1, attempts: 0, notBefore: 1 } },
      { ...dueLedger(), shops: new Map([['default', { cut: NaN, rendered: [] }]]) },
    ]) {
      await putRaw('state', 0, broken);
      expect(await ledger.read(), JSON.stringify(broken)).toBeUndefined();
      expect(await ledger.update((state) => addReport(state, made))).toBe(false);
    }
  });

  it('reads what an earlier release wrote, which kept an arm with each shop', async () => {
    const ledger = openLedger();
    await ledger.update(() => ({ state: dueLedger() }), true);
    await putRaw('state', 0, { ...dueLedger(), shops: new Map([['default', { cut: 0, rendered: [], arm: 1 }]]) });
    expect(await ledger.read()).toEqual(dueLedger());
  });

  it('refuses a newer database and does not touch it', async () => {
    (await openRaw(99, (database) => database.createObjectStore('theirs'))).close();
    const ledger = openLedger();
    await expect(ledger.read()).rejects.toMatchObject({ code: 'storage/newer-version' });
    await expect(ledger.update(() => ({ state: freshLedger() }), true)).rejects.toMatchObject({
      code: 'storage/newer-version',
    });
    const database = await openRaw(99);
    expect([...database.objectStoreNames]).toEqual(['theirs']);
    database.close();
  });

  it('reads the ledger of version 1 after an upgrade, and keeps it where an upgrade fails', async () => {
    const old = openLedger();
    await old.update(() => ({ state: dueLedger() }), true);
    await old.close();
    const failing = openLedger({
      upgrades: [
        ...LEDGER_OPTIONS.upgrades,
        () => {
          throw new Error('half-way');
        },
      ],
    });
    await expect(failing.read()).rejects.toMatchObject({ code: 'storage/unavailable' });
    const next = openLedger({
      upgrades: [...LEDGER_OPTIONS.upgrades, (database) => void database.createObjectStore('more' as never)],
    });
    expect(await next.read()).toEqual(dueLedger());
  });

  it('says that there is no storage where there is none', async () => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true, writable: true });
    await expect(openLedger().read()).rejects.toMatchObject({ code: 'storage/unavailable' });
    await expect(openLedger().update(() => ({ state: freshLedger() }), true)).rejects.toMatchObject({
      code: 'storage/unavailable',
    });
  });
});
