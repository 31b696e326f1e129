import { beforeEach, describe, expect, it } from 'vitest';
import type { ShopEvent } from '../../../core/events/shop-event.js';
import { RecommenderError } from '../../../core/errors.js';
import { DeviceStore } from '../../../worker/store/open-store.js';
import { IdbStore } from '../../../worker/store/idb-store.js';
import type { Store } from '../../../worker/store/store.js';
import { databaseNames, installFreshIndexedDb } from '../fresh-indexeddb.js';
import { itemId, shopEvent } from '../shop-events.js';

const openDisk = (): Store => new IdbStore('shelfwise', { openMs: 200, blockedMs: 50 });

/** A disk that fails from its `after`-th append on. */
function failingDisk(after: number): Store {
  const disk = openDisk();
  let appends = 0;
  return new Proxy(disk, {
    get(target, name) {
      if (name === 'append' && appends++ >= after) {
        return () => Promise.reject(new RecommenderError('storage/quota', 'expected room'));
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

async function readDisk(): Promise<ShopEvent[]> {
  const disk = openDisk();
  const events = await disk.readAll();
  await disk.close();
  return events;
}

beforeEach(() => void installFreshIndexedDb());

describe('DeviceStore', () => {
  it('remembers nothing while off', async () => {
    const store = new DeviceStore(openDisk, Date.now);
    await store.append([shopEvent(1)]);
    expect(store.events).toEqual([]);
    expect(store.place).toBe('none');
  });

  it('keeps a session in memory and opens no disk', async () => {
    const store = new DeviceStore(() => {
      throw new Error('the disk was opened');
    }, Date.now);
    await store.setMode('session');
    await store.append([shopEvent(1)]);
    await store.deleteItems(new Set([itemId(2)]));
    await store.reload();
    expect(store.events).toEqual([shopEvent(1)]);
    expect(store.place).toBe('memory');
    await store.setMode('off');
    await store.close();
  });

  it('erases what an earlier visit left on disk, in a session too', async () => {
    const before = new DeviceStore(openDisk, Date.now);
    await before.setMode('local');
    await before.append([shopEvent(1)]);
    await before.close();
    const store = new DeviceStore(openDisk, Date.now);
    await store.setMode('session');
    await store.append([shopEvent(2)]);
    await store.forget();
    expect(store.events).toEqual([]);
    expect(store.place).toBe('memory');
    expect(await readDisk()).toEqual([]);
    await store.close();
  });

  it('keeps what the shopper says in memory alone, and on disk from when that is allowed until it is not', async () => {
    const readStated = async (): Promise<unknown> => {
      const disk = openDisk();
      const stated = await disk.readStated();
      await disk.close();
      return stated;
    };
    const store = new DeviceStore(openDisk, Date.now);
    await store.setStated({ price_level: 'low' });
    expect(store.stated).toEqual({});
    await store.setMode('session');
    await store.setStated({ price_level: 'low' });
    expect(await databaseNames()).toEqual([]);
    await store.setMode('local');
    expect(await readStated()).toEqual({ price_level: 'low' });
    const said = store.setStated({ price_level: 'high' });
    await Promise.all([store.reload(), said]);
    expect(store.stated).toEqual({ price_level: 'high' });
    expect(await readStated()).toEqual({ price_level: 'high' });
    await store.setMode('session');
    expect(await databaseNames()).toEqual([]);
    expect(store.stated).toEqual({ price_level: 'high' });
    await store.setMode('off');
    expect(store.stated).toEqual({});
    await store.close();
  });

  it('takes up what was said in an earlier visit, unless this one has said something else', async () => {
    const before = openDisk();
    await before.writeStated({ price_level: 'low' });
    await before.close();
    const store = new DeviceStore(openDisk, Date.now);
    await store.setMode('local');
    expect(store.stated).toEqual({ price_level: 'low' });
    await store.close();
    const other = new DeviceStore(openDisk, Date.now);
    await other.setMode('session');
    await other.setStated({ price_level: 'high' });
    await other.setMode('local');
    expect(other.stated).toEqual({ price_level: 'high' });
    const erased = other.forget();
    await Promise.all([other.reload(), erased]);
    expect(other.stated).toEqual({});
    expect(await databaseNames()).toEqual([]);
    await other.close();
  });

  it('knows an event at once and has it on disk when append settles', async () => {
    const store = new DeviceStore(openDisk, Date.now);
    await store.setMode('local');
    const written = store.append([shopEvent(1)]);
    expect(store.events).toEqual([shopEvent(1)]);
    await written;
    expect(await readDisk()).toEqual([shopEvent(1)]);
    await store.close();
  });

  it('writes events that come while one transaction runs in the next, each once', async () => {
    const store = new DeviceStore(openDisk, Date.now);
    await store.setMode('local');
    const events = Array.from({ length: 50 }, (_, time) => shopEvent(time % 7, time));
    await Promise.all(events.map((event) => store.append([event])));
    expect(await readDisk()).toEqual(events);
    expect(store.events).toEqual(events);
    await store.close();
  });

  it('moves a session to disk when storage is allowed, behind what was there', async () => {
    const before = openDisk();
    await before.append([shopEvent(1)]);
    await before.close();
    const store = new DeviceStore(openDisk, Date.now);
    await store.setMode('session');
    await store.append([shopEvent(2)]);
    const moved = store.setMode('local');
    const meanwhile = store.append([shopEvent(3)]);
    await Promise.all([moved, meanwhile]);
    expect(store.events).toEqual([shopEvent(1), shopEvent(2), shopEvent(3)]);
    expect(await readDisk()).toEqual([shopEvent(1), shopEvent(2), shopEvent(3)]);
    expect(store.place).toBe('disk');
    await store.close();
  });

  it('deletes the database when storage is withdrawn, and goes on in memory', async () => {
    const store = new DeviceStore(openDisk, Date.now);
    await store.setMode('aggregates');
    await store.append([shopEvent(1)]);
    const writing = store.append([shopEvent(2)]);
    await store.setMode('session');
    await writing;
    expect(await databaseNames()).toEqual([]);
    expect(store.events).toEqual([shopEvent(1), shopEvent(2)]);
    expect(store.place).toBe('memory');
    await store.append([shopEvent(3)]);
    expect(await databaseNames()).toEqual([]);
  });

  it('forgets memory and disk when turned off', async () => {
    const store = new DeviceStore(openDisk, Date.now);
    await store.setMode('local');
    await store.append([shopEvent(1)]);
    const off = store.setMode('off');
    expect(store.events).toEqual([]);
    await off;
    expect(await databaseNames()).toEqual([]);
  });

  it('ends where the last of several changes of mode leads', async () => {
    const store = new DeviceStore(openDisk, Date.now);
    await Promise.all([
      store.setMode('local'),
      store.append([shopEvent(1)]),
      store.setMode('session'),
      store.setMode('local'),
    ]);
    expect(store.place).toBe('disk');
    expect(await readDisk()).toEqual([shopEvent(1)]);
    await Promise.all([store.setMode('session'), store.setMode('local'), store.setMode('off')]);
    expect(store.place).toBe('none');
    expect(await databaseNames()).toEqual([]);
  });

  it('forgets events even while they are being written, and the next one starts a new database', async () => {
    const store = new DeviceStore(openDisk, Date.now);
    await store.setMode('local');
    const writing = store.append([shopEvent(1)]);
    const forgotten = store.forget();
    expect(store.events).toEqual([]);
    await Promise.all([writing, forgotten]);
    expect(await databaseNames()).toEqual([]);
    expect(store.place).toBe('disk');
    await store.append([shopEvent(2)]);
    expect(await readDisk()).toEqual([shopEvent(2)]);
    await store.close();
  });

  it('takes an item out while its event is being written', async () => {
    const store = new DeviceStore(openDisk, Date.now);
    await store.setMode('local');
    const writing = store.append([shopEvent([1, 2])]);
    const deleted = store.deleteItems(new Set([itemId(1)]));
    expect(store.events).toEqual([shopEvent(2)]);
    await Promise.all([writing, deleted]);
    expect(await readDisk()).toEqual([shopEvent(2)]);
    expect(store.events).toEqual([shopEvent(2)]);
    await store.close();
  });

  it('goes on in memory with all events where the disk fails, says why, and can return', async () => {
    let disks = 0;
    const store = new DeviceStore(() => (disks++ === 0 ? failingDisk(2) : openDisk()), Date.now);
    await store.setMode('local');
    await store.append([shopEvent(1)]);
    await store.append([shopEvent(2)]);
    await store.append([shopEvent(3)]);
    expect(store.place).toBe('memory');
    expect(store.lastError).toMatchObject({ code: 'storage/quota' });
    expect(store.events).toEqual([shopEvent(1), shopEvent(2), shopEvent(3)]);
    await store.setMode('local');
    expect(store.place).toBe('disk');
    expect(store.lastError).toBeUndefined();
    expect(await readDisk()).toEqual(store.events);
    expect(store.events).toHaveLength(3);
    await store.close();
  });

  it('stays in memory where the disk cannot be opened', async () => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true, writable: true });
    const store = new DeviceStore(openDisk, Date.now);
    await store.setMode('local');
    await store.append([shopEvent(1)]);
    expect(store.place).toBe('memory');
    expect(store.lastError).toMatchObject({ code: 'storage/unavailable' });
    expect(store.events).toEqual([shopEvent(1)]);
  });

  it('takes in what another tab wrote', async () => {
    const [here, there] = [new DeviceStore(openDisk, Date.now), new DeviceStore(openDisk, Date.now)];
    await Promise.all([here.setMode('local'), there.setMode('local')]);
    await Promise.all([here.append([shopEvent(1)]), there.append([shopEvent(2)])]);
    await here.reload();
    expect([...here.events].map((event) => event.items[0]!.item_id).sort()).toEqual([itemId(1), itemId(2)]);
    await Promise.all([here.close(), there.close()]);
  });
});
