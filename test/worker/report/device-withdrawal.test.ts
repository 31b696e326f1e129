import { describe, expect, it } from 'vitest';
import type { TrackedShopEvent } from '../../../core/protocol.js';
import { databaseNames } from '../fresh-indexeddb.js';
import type { Tab } from '../open-tab.js';
import { itemId, shopEvent } from '../shop-events.js';
import { eligible, outcomes, readState, stored, useDevices } from './device-bench.js';
import { DAY, START } from './made-ledgers.js';

const device = useDevices();

describe('withdrawal', () => {
  it('of aggregates leaves the report of all tabs unsent and the ledger where it is', async () => {
    const [here, there] = [await device.open('aggregates'), await device.open('aggregates')];
    await device.passWait();
    await here.api.setMode('local');
    expect(await outcomes()).toEqual(['withdrawn']);
    await expect.poll(async () => (await there.api.status()).mode).toBe('local');
    await device.clock.pass(3 * DAY);
    expect(device.arrived).toEqual([]);
    expect((await readState())!.lastMadeAt).toBeGreaterThan(START);
  });

  it.each(['session', 'off'] as const)('of storage deletes the ledger: %s', async (mode) => {
    const [here, there] = [await device.open('aggregates'), await device.open('aggregates')];
    await device.passWait();
    await here.api.setMode(mode);
    await expect.poll(async () => (await there.api.status()).mode).toBe(mode);
    await expect.poll(databaseNames).toEqual([]);
    await device.clock.pass(30 * DAY);
    expect(await databaseNames()).toEqual([]);
    expect(device.arrived).toEqual([]);
  });

  it('by erasing everything deletes the ledger in all tabs, and it stays gone', async () => {
    const [here, there] = [await device.open('aggregates'), await device.open('aggregates')];
    await there.api.track([eligible(0)]);
    await device.passWait();
    await here.api.forget('all');
    await expect.poll(() => there.notices).toContain('forgotten');
    await expect.poll(databaseNames).toEqual([]);
    await device.clock.pass(30 * DAY);
    expect(await databaseNames()).toEqual([]);
    expect(await here.api.ledger()).toMatchObject({ reports: [], next: null });
    expect(device.arrived).toEqual([]);
  });

  it('by erasing while the ledger is being made leaves no database', async () => {
    const tab = await device.open('session');
    const allowed = tab.api.setMode('aggregates');
    await Promise.all([allowed, tab.api.forget('all')]);
    await device.clock.pass(DAY);
    await tab.api.ledger();
    expect(await databaseNames()).toEqual([]);
  });

  it('by erasing in a session deletes the ledger of an earlier visit', async () => {
    const before = await device.open('aggregates');
    await expect.poll(readState).toBeDefined();
    await device.close(before);
    const tab = await device.open('session');
    expect(await databaseNames()).toContain('shelfwise-ledger');
    await tab.api.forget('all');
    expect(await databaseNames()).toEqual([]);
  });
});

describe('guest mode', () => {
  const guest = (...at: Parameters<typeof shopEvent>): TrackedShopEvent => ({ ...eligible(...at), guest: true });
  const ids = async (tab: Tab): Promise<string[]> =>
    (await tab.api.recommend({ kind: 'user', count: 5 })).recomms.map(({ id }) => id);

  it('adapts lists to the guest on top of what is known, stores nothing, and forgets it when it ends', async () => {
    const tab = await device.open('local');
    await tab.api.track([shopEvent(0), shopEvent(4, 1)]);
    const before = await ids(tab);
    await tab.api.setGuestMode(true);
    expect(await ids(tab)).toEqual(before);
    await tab.api.track([guest(1, 2), guest(5, 3), guest(9, 4)]);
    const { recommId, recomms } = await tab.api.recommend({ kind: 'user', count: 5 });
    expect(recomms.map(({ id }) => id)).not.toEqual(before);
    expect((await tab.api.profile()).events).toHaveLength(5);
    expect(await tab.api.status()).toMatchObject({ events: 5 });
    expect(await stored()).toHaveLength(2);
    await tab.api.forget({ itemId: itemId(9) });
    expect((await tab.api.profile()).events).toHaveLength(4);
    await tab.api.setGuestMode(false);
    expect(await ids(tab)).toEqual(before);
    expect((await tab.api.profile()).events).toEqual([shopEvent(0), shopEvent(4, 1)]);
    await expect(tab.api.explain(recommId, recomms[0]!.id)).rejects.toMatchObject({
      code: 'request/unknown-recommendation',
    });
    expect(await stored()).toHaveLength(2);
  });

  it('drops a guest’s events that arrive after it ended', async () => {
    const tab = await device.open('local');
    await tab.api.setGuestMode(true);
    await tab.api.setGuestMode(false);
    await tab.api.track([guest(1)]);
    expect((await tab.api.profile()).events).toEqual([]);
    expect(await stored()).toEqual([]);
  });

  it('holds from the first moment where a worker opens in it', async () => {
    const tab = await device.open('aggregates', { guest: true });
    await tab.api.track([guest(1)]);
    await device.clock.pass(30 * DAY);
    expect(await databaseNames()).toEqual(['shelfwise']); // that guest mode is on, and no ledger
    expect(await stored()).toEqual([]);
    expect((await tab.api.profile()).events).toHaveLength(1);
    await tab.api.forget('all');
    expect((await tab.api.profile()).events).toEqual([]);
    await tab.api.track([guest(2)]);
    expect((await tab.api.profile()).events).toHaveLength(1);
    await tab.api.setMode('off');
    expect((await tab.api.profile()).events).toEqual([]);
  });

  it('makes no report and leaves the one that waits unsent', async () => {
    const tab = await device.open('aggregates');
    await device.passWait();
    await tab.api.setGuestMode(true);
    expect(await outcomes()).toEqual(['withdrawn']);
    await device.clock.pass(30 * DAY);
    expect(await outcomes()).toEqual(['withdrawn']);
    expect(device.arrived).toEqual([]);
  });
});
