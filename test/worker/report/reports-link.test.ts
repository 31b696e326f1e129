import { describe, expect, it } from 'vitest';
import { RecommenderError } from '../../../core/errors.js';
import { databaseNames } from '../fresh-indexeddb.js';
import { eligible, outcomes, readState, useDevices } from './device-bench.js';
import { DAY, HOUR } from './made-ledgers.js';

const device = useDevices();
const LEDGER = 'shelfwise-ledger';

const refuse = (): Promise<never> => Promise.reject(new RecommenderError('worker/refused', 'the worker did not load'));

/** A start that comes when told to. */
function held(): { readonly start: () => Promise<void>; readonly letGo: () => void } {
  let letGo = (): void => undefined;
  const waits = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { start: () => waits, letGo: () => letGo() };
}

/** A visit that leaves a report waiting, and the time it is due in behind it. */
async function leaveWaiting(): Promise<void> {
  const tab = await device.open('aggregates');
  await device.passWait();
  await device.close(tab);
  expect(await outcomes()).toEqual(['waiting']);
}

describe('the reports’ worker', () => {
  it('is not asked for without consent to reports, an address, or a ledger of an earlier time', async () => {
    for (const mode of ['off', 'session', 'local'] as const) {
      const tab = await device.open(mode);
      expect(await tab.api.ledger()).toEqual({ reports: [], next: null, spent: { week: 0, all: 0 } });
      expect(tab.reportsStarts, mode).toBe(0);
    }
    const guest = await device.open('aggregates', { guest: true });
    device.hasGpc = true;
    const signalled = await device.open('aggregates');
    for (const tab of [guest, signalled]) {
      await tab.api.ledger();
      expect(tab.reportsStarts).toBe(0);
    }
    expect(await databaseNames()).not.toContain(LEDGER);
  });

  it('is asked for once where reports are allowed, from the first moment or later', async () => {
    const tab = await device.open('aggregates');
    await Promise.all([tab.api.ledger(), tab.api.ledger(), tab.api.status()]);
    expect(tab.reportsStarts).toBe(1);
    const later = await device.open('local');
    await later.api.setMode('aggregates');
    await expect.poll(() => later.reportsStarts).toBe(1);
  });

  it('is asked for by a visit without consent that finds a ledger, and then withdraws what waits', async () => {
    await leaveWaiting();
    const tab = await device.open('local');
    await expect.poll(() => tab.reportsStarts).toBe(1);
    await tab.reportsReady();
    await device.clock.pass(HOUR);
    expect(await outcomes()).toEqual(['withdrawn']);
    expect(device.arrived).toEqual([]);
  });

  it('learns of rows that were shown before it was there', async () => {
    const { start, letGo } = held();
    const tab = await device.open('aggregates', {}, { startReports: start });
    await tab.api.recommend({ kind: 'user', count: 3, scenario: 'trending' });
    letGo();
    const rendered = async () => [...((await readState())?.shops.get('default')?.rendered ?? [])].sort();
    await expect.poll(rendered).toEqual(['for-you', 'trending']);
  });
});

describe('where the reports’ worker cannot start', () => {
  it('there are no reports, and the status says why; lists go on', async () => {
    const tab = await device.open('aggregates', {}, { startReports: refuse });
    await tab.api.track([eligible(0)]);
    await expect.poll(async () => (await tab.api.status()).lastError).toMatchObject({ code: 'worker/refused' });
    await expect(tab.api.ledger()).rejects.toMatchObject({ code: 'worker/refused' });
    await device.clock.pass(30 * DAY);
    expect(device.arrived).toEqual([]);
    expect(await databaseNames()).not.toContain(LEDGER);
    expect((await tab.api.recommend({ kind: 'user', count: 3 })).recomms).toHaveLength(3);
  });

  it.each(['session', 'off'] as const)('withdrawal of storage deletes the ledger all the same: %s', async (mode) => {
    await leaveWaiting();
    const tab = await device.open('aggregates', {}, { startReports: refuse });
    await tab.api.setMode(mode);
    expect(await databaseNames()).not.toContain(LEDGER);
  });

  it.each(['aggregates', 'local', 'session'] as const)('erasing deletes the ledger all the same: %s', async (mode) => {
    await leaveWaiting();
    const tab = await device.open(mode, {}, { startReports: refuse });
    await tab.api.forget('all');
    expect(await databaseNames()).not.toContain(LEDGER);
    expect(await tab.api.ledger()).toMatchObject({ reports: [], next: null });
  });

  it('withdrawal of reports deletes the ledger: what waits must not be sent by a later visit', async () => {
    await leaveWaiting();
    const tab = await device.open('aggregates', {}, { startReports: refuse });
    await tab.api.setMode('local');
    await expect.poll(databaseNames).not.toContain(LEDGER);
  });
});

describe('consent that ends before the reports’ worker is there', () => {
  it('is told to it first: what waits is withdrawn, nothing is sent', async () => {
    await leaveWaiting();
    const { start, letGo } = held();
    const tab = await device.open('aggregates', {}, { startReports: start });
    await tab.api.setMode('local');
    letGo();
    await expect.poll(outcomes).toEqual(['withdrawn']);
    await device.clock.pass(3 * DAY);
    expect(device.arrived).toEqual([]);
  });

  it('counts also where it is given again before', async () => {
    await leaveWaiting();
    const { start, letGo } = held();
    const tab = await device.open('aggregates', {}, { startReports: start });
    await tab.api.setMode('local');
    await tab.api.setMode('aggregates');
    letGo();
    await expect.poll(outcomes).toEqual(['withdrawn']);
  });

  it('by erasing leaves no ledger once it is there', async () => {
    const { start, letGo } = held();
    const tab = await device.open('aggregates', {}, { startReports: start });
    await tab.api.forget('all');
    letGo();
    await tab.reportsReady();
    await device.clock.pass(30 * DAY);
    expect(await databaseNames()).not.toContain(LEDGER);
    expect(device.arrived).toEqual([]);
  });
});
