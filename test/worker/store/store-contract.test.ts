import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVENT_NAMES } from '../../../core/events/event-names.js';
import type { ShopEvent } from '../../../core/events/shop-event.js';
import { IdbStore } from '../../../worker/store/idb-store.js';
import { MemoryStore } from '../../../worker/store/memory-store.js';
import { MAX_EVENTS, type Store } from '../../../worker/store/store.js';
import { installFreshIndexedDb } from '../fresh-indexeddb.js';
import { itemId, shopEvent } from '../shop-events.js';

const anyEvent: fc.Arbitrary<ShopEvent> = fc.record(
  {
    name: fc.constantFrom(...EVENT_NAMES),
    time: fc.integer({ min: 0, max: 2e12 }),
    items: fc.array(
      fc.record(
        {
          item_id: fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('__proto__', 'constructor', 'toString')),
          quantity: fc.integer(),
          price: fc.double({ noNaN: true, noDefaultInfinity: true }),
          item_list_id: fc.string(),
          index: fc.integer(),
        },
        { requiredKeys: ['item_id'], noNullPrototype: true },
      ),
      { maxLength: 3 },
    ),
    rating: fc.integer({ min: 1, max: 5 }),
    searchTerm: fc.string(),
  },
  { requiredKeys: ['name', 'time', 'items'], noNullPrototype: true },
);

describe.each([
  ['MemoryStore', (): Store => new MemoryStore()],
  ['IdbStore', (): Store => new IdbStore('shelfwise')],
])('every store: %s', (_name, createStore) => {
  let store: Store;
  beforeEach(() => {
    installFreshIndexedDb();
    store = createStore();
  });
  afterEach(() => store.close());

  it('starts empty', async () => {
    expect(await store.readAll()).toEqual([]);
  });

  it('gives back any events in the order they were appended', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anyEvent, { maxLength: 4 }), { maxLength: 4 }), async (batches) => {
        const fresh = createStore();
        await fresh.clear();
        for (const batch of batches) await fresh.append(batch);
        expect(await fresh.readAll()).toEqual(batches.flat());
        await fresh.close();
      }),
      { numRuns: 40 },
    );
  });

  it('takes an item out of every event and drops events left empty', async () => {
    await store.append([shopEvent(1), shopEvent([1, 2], 1, 'purchase'), shopEvent(3, 2)]);
    await store.deleteItems(new Set([itemId(1)]));
    expect(await store.readAll()).toEqual([shopEvent(2, 1, 'purchase'), shopEvent(3, 2)]);
  });

  it('keeps muted keys until they are taken off or everything is cleared', async () => {
    await store.setMuted(['item:a', 'category:__proto__'], true);
    await store.setMuted(['item:a', 'item:b'], true);
    expect((await store.readMuted()).sort()).toEqual(['category:__proto__', 'item:a', 'item:b']);
    await store.setMuted(['item:a', 'item:never'], false);
    expect((await store.readMuted()).sort()).toEqual(['category:__proto__', 'item:b']);
    expect(await store.readAll()).toEqual([]);
    await store.clear();
    expect(await store.readMuted()).toEqual([]);
  });

  it('is empty after clear, and can be used again', async () => {
    await store.append([shopEvent(1)]);
    await store.clear();
    expect(await store.readAll()).toEqual([]);
    await store.append([shopEvent(2)]);
    expect(await store.readAll()).toEqual([shopEvent(2)]);
  });

  it('knows which events may feed a report, and tells nobody but reports', async () => {
    await store.append([{ ...shopEvent(1), eligible: true }, shopEvent(2, 1)]);
    await store.append([{ ...shopEvent([3, 4], 2), eligible: true }]);
    expect(await store.readAll()).toEqual([shopEvent(1), shopEvent(2, 1), shopEvent([3, 4], 2)]);
    await store.deleteItems(new Set([itemId(3)]));
    const rows = await store.readSince(0);
    expect(rows.map(({ event, eligible }) => ({ event, eligible }))).toEqual([
      { event: shopEvent(1), eligible: true },
      { event: shopEvent(2, 1), eligible: false },
      { event: shopEvent(4, 2), eligible: true },
    ]);
  });

  it('gives what came after an event, by keys that never come again', async () => {
    expect(await store.readSince(0)).toEqual([]);
    await store.append([shopEvent(1), shopEvent(2, 1)]);
    const [first, second] = (await store.readSince(0)).map(({ key }) => key) as [number, number];
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);
    expect((await store.readSince(first)).map(({ event }) => event)).toEqual([shopEvent(2, 1)]);
    expect(await store.readSince(second)).toEqual([]);
    await store.deleteItems(new Set([itemId(2)]));
    await store.append([shopEvent(3, 2)]);
    const [third] = (await store.readSince(second)).map(({ key }) => key);
    expect(third).toBeGreaterThan(second);
  });

  it('keeps what the shopper said, the latest word alone, until all is cleared', async () => {
    expect(await store.readStated()).toEqual({});
    await store.writeStated({ favourite_brands: ['Oak'] });
    await store.writeStated({ price_level: 'low' });
    await store.append([shopEvent(1)]);
    await store.deleteItems(new Set([itemId(1)]));
    expect(await store.readStated()).toEqual({ price_level: 'low' });
    await store.clear();
    expect(await store.readStated()).toEqual({});
  });

  it('does not hand out its own array', async () => {
    await store.append([shopEvent(1)]);
    (await store.readAll()).pop();
    expect(await store.readAll()).toHaveLength(1);
  });

  it('lets the oldest quarter go beyond its limit', async () => {
    const flood = Array.from({ length: MAX_EVENTS }, (_, time) => shopEvent(1, time));
    await store.append(flood);
    expect(await store.readAll()).toHaveLength(MAX_EVENTS);
    await store.append([shopEvent(2, MAX_EVENTS)]);
    const kept = await store.readAll();
    expect(kept.length).toBeLessThanOrEqual(MAX_EVENTS * 0.75 + 1);
    expect(kept.at(-1)).toEqual(shopEvent(2, MAX_EVENTS));
    expect(kept[0]!.time).toBeGreaterThan(flood[0]!.time);
  });
});
