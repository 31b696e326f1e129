import { describe, expect, it } from 'vitest';
import { parseReport } from '../../../core/privacy/report.js';
import { IdbStore } from '../../../worker/store/idb-store.js';
import { databaseNames, patchMethod } from '../fresh-indexeddb.js';
import { openTab } from '../open-tab.js';
import { itemId, shopEvent } from '../shop-events.js';
import { eligible, readState, stored, useDevices } from './device-bench.js';
import { DAY, HOUR, START } from './made-ledgers.js';

const device = useDevices();

describe('a device with consent to aggregates', () => {
  it('sends a report after the wait and a delay, and tells of it', async () => {
    const tab = await device.open('aggregates');
    await tab.api.track([eligible(0), eligible(4, 1)]);
    await device.passWait();
    expect(device.arrived).toEqual([]);
    expect(await tab.api.status()).toMatchObject({ sentBytes: 0, lastError: null });
    await device.clock.pass(DAY + HOUR);
    expect(device.arrived).toHaveLength(1);
    expect(device.arrived[0]).toHaveLength(256);
    expect(parseReport(device.arrived[0]!)).toMatchObject({ model: 5, arm: 0 });
    expect(await tab.api.status()).toMatchObject({ sentBytes: 256, lastError: null });
    expect(await tab.api.ledger()).toMatchObject({
      reports: [{ bytes: device.arrived[0], outcome: 'sent', epsilon: 4 }],
    });
    await device.clock.pass(4 * DAY);
    expect(device.arrived).toHaveLength(1);
  });

  it('opens nothing of the ledger before that, and has no ledger without an address', async () => {
    const opened: unknown[] = [];
    const { restore } = patchMethod(IDBFactory.prototype, 'open', (original, ...args) => {
      opened.push(args[0]);
      return original(...args);
    });
    const tab = await device.open('session');
    await tab.api.track([shopEvent(0)]);
    expect(opened).toEqual([]);
    await tab.api.setMode('local');
    await tab.api.track([shopEvent(1)]);
    await tab.api.ledger();
    await device.clock.pass(30 * DAY);
    expect(new Set(opened)).toEqual(new Set(['shelfwise']));
    const plain = await openTab();
    await plain.api.open({ modelUrl: device.site.url, shop: 'default', mode: 'aggregates' });
    await device.clock.pass(DAY);
    await plain.close();
    expect(new Set(opened)).toEqual(new Set(['shelfwise']));
    await tab.api.setMode('aggregates');
    await expect.poll(databaseNames).toContain('shelfwise-ledger');
    restore();
  });

  it('marks what is tracked under consent, and nothing else', async () => {
    const tab = await device.open('local');
    await tab.api.track([eligible(0)]);
    await tab.api.setMode('aggregates');
    await tab.api.track([shopEvent(1, 1)]); // tracked before the page had consent, delivered after
    await tab.api.track([eligible(2, 2)]);
    device.hasGpc = true;
    await tab.api.track([eligible(3, 3)]);
    device.hasGpc = false;
    await tab.api.setGuestMode(true);
    await tab.api.track([eligible(4, 4), { ...eligible(5, 5), guest: true }]);
    await tab.api.setGuestMode(false);
    await tab.api.track([eligible([6, 7], 6)]);
    await tab.api.forget({ itemId: itemId(6) });
    const rows = await stored();
    expect(rows.map(({ event }) => event.items.map(({ item_id }) => item_id))).toEqual(
      [0, 1, 2, 3, 4, 7].map((k) => [itemId(k)]),
    );
    expect(rows.map((row) => row.eligible)).toEqual([false, false, true, false, false, true]);
    for (const event of (await tab.api.profile()).events)
      expect(Object.keys(event).sort()).toEqual(['items', 'name', 'time']);
  });

  it('does not feed a report with what memory carried back to a disk that was emptied', async () => {
    const tab = await device.open('aggregates');
    await tab.api.track([eligible(0)]);
    await new IdbStore('shelfwise').clear();
    await tab.api.setMode('session');
    await tab.api.setMode('aggregates');
    expect((await stored()).map((row) => row.eligible)).toEqual([false]);
  });

  it('notes which rows were shown, by the placement’s scenario or the row’s own', async () => {
    const tab = await device.open('aggregates');
    await expect.poll(readState).toBeDefined();
    const ask = (scenario?: string) => tab.api.recommend({ kind: 'user', count: 3, ...(scenario && { scenario }) });
    await ask();
    await ask('best_sellers');
    await ask('our-own-row');
    await tab.api.recommend({ kind: 'item', itemId: itemId(0), count: 3 });
    await tab.api.recommend({
      kind: 'user',
      count: 3,
      exclude: Array.from({ length: 40 }, (_, k) => itemId(k)),
      scenario: 'trending',
    });
    const rendered = async () => [...(await readState())!.shops.get('default')!.rendered].sort();
    await expect.poll(rendered).toEqual(['bestsellers', 'for-you', 'similar']);
  });

  it('makes one report from two tabs and two shops of one origin', async () => {
    await device.open('aggregates');
    await device.open('aggregates');
    const toys = await device.open('aggregates', { shop: 'toys' });
    await device.open('aggregates', { shop: 'ledger' });
    await device.passWait();
    await device.clock.pass(DAY + HOUR);
    expect(device.arrived).toHaveLength(1);
    const { shops } = (await readState())!;
    expect([...shops.keys()].sort()).toEqual(['default', 'ledger', 'toys']);
    expect((await toys.api.ledger()).reports).toHaveLength(1);
  });

  it('has a report sent by the pages of its own shop alone: another shop may have another server', async () => {
    const lamps = await device.open('aggregates', { shop: 'lamps' });
    await device.passWait();
    await device.close(lamps);
    const toys = await device.open('aggregates', { shop: 'toys' });
    await device.clock.pass(2 * DAY);
    expect(device.arrived).toEqual([]);
    expect((await toys.api.ledger()).reports).toMatchObject([{ outcome: 'waiting' }]);
    await device.open('aggregates', { shop: 'lamps' });
    await device.clock.pass(HOUR);
    expect(device.arrived).toHaveLength(1);
  });

  it('keeps the events of a shop called "ledger" apart from the ledger', async () => {
    const tab = await device.open('aggregates', { shop: 'ledger' });
    await tab.api.track([eligible(0)]);
    await expect.poll(readState).toBeDefined();
    expect((await databaseNames()).sort()).toEqual(['shelfwise--ledger', 'shelfwise-ledger']);
    expect(await stored('shelfwise--ledger')).toHaveLength(1);
  });

  it('has the bytes of a tab that crashed after making them sent by a later one', async () => {
    const before = await device.open('aggregates');
    await device.passWait();
    const { text } = (await readState())!.outbox!.row;
    await device.close(before);
    await device.open('aggregates');
    await device.clock.pass(DAY + HOUR);
    expect(device.arrived).toEqual([text]);
  });

  it('goes on where site data are cleared meanwhile: a fresh ledger that waits, and nothing sent', async () => {
    const tab = await device.open('aggregates');
    await device.passWait();
    for (const name of ['shelfwise', 'shelfwise-ledger']) {
      await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
    }
    await device.clock.pass(6 * DAY);
    expect(device.arrived).toEqual([]);
    expect((await readState())!.createdAt).toBeGreaterThan(START + 7 * DAY);
    expect(await tab.api.status()).toMatchObject({ lastError: null });
  });

  it('makes none, and says why, where the ledger cannot be kept; lists and events go on', async () => {
    const { restore } = patchMethod(IDBFactory.prototype, 'open', (original, ...args) => {
      if (args[0] === 'shelfwise-ledger') throw new DOMException('', 'SecurityError');
      return original(...args);
    });
    const tab = await device.open('aggregates');
    await tab.api.track([eligible(0)]);
    await device.clock.pass(30 * DAY);
    expect(device.arrived).toEqual([]);
    expect(await tab.api.status()).toMatchObject({ storage: 'disk', lastError: { code: 'storage/unavailable' } });
    expect((await tab.api.recommend({ kind: 'user', count: 3 })).recomms).toHaveLength(3);
    restore();
  });

  it('makes none where events are in memory alone', async () => {
    const { restore } = patchMethod(IDBFactory.prototype, 'open', (original, ...args) => {
      if (args[0] === 'shelfwise') throw new DOMException('', 'SecurityError');
      return original(...args);
    });
    const tab = await device.open('aggregates');
    await device.clock.pass(30 * DAY);
    expect(await tab.api.status()).toMatchObject({ storage: 'memory' });
    expect(await databaseNames()).not.toContain('shelfwise-ledger');
    restore();
  });
});
