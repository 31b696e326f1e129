import { describe, expect, it } from 'vitest';
import { parseReport } from '../../../core/privacy/report.js';
import type { TestWindow } from './sdk-page.js';
import {
  acknowledge,
  ALL,
  databasesOf,
  DAY,
  HOUR,
  ledgerOf,
  LONGEST_DELAY,
  LONGEST_WAIT,
  setConsent,
  START,
  track,
  useReports,
  type TabOptions,
} from './reports-page.js';

const reports = useReports();

/** Time enough for a fresh ledger's wait and for a report to be made and sent, and none for a second one. */
const UNTIL_SENT = { pass: LONGEST_WAIT + LONGEST_DELAY } as const;

describe('a report', () => {
  it('leaves after consent, a wait and a delay, as one request that says nothing but its 256 bytes', async () => {
    const page = await reports.open();
    await page.context().addCookies([{ name: 'shopper', value: 'known', url: reports.shopOrigin }]);
    await setConsent(page, ALL);
    await track(page, 'item-000', 'item-004', 'item-008');
    const { next } = await ledgerOf(page);
    const waits = Date.parse(next!) - START;
    expect(waits).toBeGreaterThanOrEqual(7 * DAY);
    expect(waits).toBeLessThan(14 * DAY);
    await reports.pass(page, { pass: waits - 1 });
    expect(await ledgerOf(page)).toMatchObject({ reports: [] });
    await reports.pass(page, { pass: HOUR + 1 });
    expect(await ledgerOf(page)).toMatchObject({ reports: [{ outcome: 'waiting', sentAt: null }] });
    await reports.pass(page, { pass: LONGEST_DELAY });

    expect(reports.arrived).toHaveLength(1);
    const [{ method, url, headers, body }] = reports.arrived as [(typeof reports.arrived)[0]];
    expect({ method, url }).toEqual({ method: 'POST', url: '/v1/reports' });
    expect(body).toHaveLength(256);
    expect(parseReport(body)).toMatchObject({ model: 5, arm: 0 });
    expect(headers).toMatchObject({
      'content-type': 'text/plain',
      'content-length': '256',
      origin: reports.shopOrigin,
    });
    // What every browser of its kind sends with any such request, and no header more.
    const usual =
      /^(host|connection|content-length|content-type|accept|accept-encoding|accept-language|user-agent|origin|cache-control|pragma|priority|sec-ch-ua|sec-ch-ua-mobile|sec-ch-ua-platform|sec-fetch-site|sec-fetch-mode|sec-fetch-dest|sec-fetch-storage-access)$/;
    expect(Object.keys(headers).filter((name) => !usual.test(name))).toEqual([]);
    expect(await ledgerOf(page)).toMatchObject({
      reports: [{ outcome: 'sent', bytes: body }],
      spent: { week: 4, all: 4 },
    });
    const { sentBytes } = await page.evaluate(() => (window as unknown as TestWindow).recommender.status());
    expect(sentBytes).toBe(256);
  });

  it('comes once in seven days, from two tabs at once, whatever the clock is set to', async () => {
    const page = await reports.open({ options: { consent: ALL } });
    const other = await reports.open({ seed: 2, options: { consent: ALL } });
    await track(page, 'item-000');
    await track(other, 'item-001');
    await expect.poll(async () => (await ledgerOf(other)).next).not.toBeNull();
    await reports.pass(page, { pass: LONGEST_WAIT }, 2);
    await reports.pass(other, { pass: LONGEST_DELAY }, 2);
    const made = (await ledgerOf(page)).reports.length;
    expect(made).toBeGreaterThan(0);
    const times = (await ledgerOf(page)).reports.map(({ madeAt }) => Date.parse(madeAt));
    times.slice(1).forEach((time, k) => expect(time - times[k]!).toBeGreaterThanOrEqual(7 * DAY));
    const next = Date.parse((await ledgerOf(page)).next!);
    await reports.pass(page, { jump: -365 * DAY, pass: 10 * DAY }, 2);
    expect((await ledgerOf(page)).reports).toHaveLength(made);
    await reports.pass(page, { jump: 2 * 365 * DAY, pass: 2 * HOUR }, 2);
    await reports.pass(page, { jump: -365 * DAY, pass: 20 * DAY }, 2);
    expect((await ledgerOf(page)).reports).toHaveLength(made + 1);
    expect(Date.parse((await ledgerOf(page)).next!)).toBeGreaterThan(next + 300 * DAY);
    expect(new Set(reports.arrived.map(({ body }) => body)).size).toBe(reports.arrived.length);
    expect(reports.arrived.length).toBeLessThanOrEqual(made + 1);
  });

  it('is sent again, byte by byte, where the answer was lost, another page answered, or the browser went away meanwhile', async () => {
    const answers = [
      (response: Parameters<typeof acknowledge>[0]) => void response.destroy(),
      (response: Parameters<typeof acknowledge>[0]) => void response.end('<html>Welcome to our Wi-Fi'),
    ];
    reports.answer((response, report) => (answers.shift() ?? acknowledge)(response, report));
    const page = await reports.open({ options: { consent: ALL } });
    await track(page, 'item-000');
    await reports.pass(page, { pass: LONGEST_WAIT + HOUR });
    while (reports.arrived.length === 0) await reports.pass(page, { pass: HOUR });
    const now = START + LONGEST_WAIT + 2 * DAY;
    await page.close();
    const later = await reports.open({ start: now, options: { consent: ALL } });
    await reports.pass(later, { pass: 4 * HOUR });
    expect(reports.arrived).toHaveLength(3);
    expect(new Set(reports.arrived.map(({ body }) => body)).size).toBe(1);
    expect(await ledgerOf(later)).toMatchObject({ reports: [{ outcome: 'sent' }] });
  });

  it('is dropped where the server refuses it, and waits where the server is busy', async () => {
    const page = await reports.open({ options: { consent: ALL } });
    await track(page, 'item-000');
    reports.answer((response) => {
      const headers = {
        'retry-after': '7200',
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'Retry-After',
      };
      response.writeHead(503, headers).end();
    });
    await reports.pass(page, { pass: Date.parse((await ledgerOf(page)).next!) - START });
    while (reports.arrived.length === 0) await reports.pass(page, { pass: HOUR });
    await reports.pass(page, { pass: HOUR });
    expect(reports.arrived).toHaveLength(1);
    reports.answer((response) => void response.writeHead(400, { 'access-control-allow-origin': '*' }).end());
    await reports.pass(page, { pass: 3 * HOUR });
    expect(reports.arrived).toHaveLength(2);
    await reports.pass(page, { pass: 2 * DAY });
    expect(reports.arrived).toHaveLength(2);
    expect(await ledgerOf(page)).toMatchObject({ reports: [{ outcome: 'refused' }], spent: { all: 4 } });
  });
});

describe('no report', () => {
  it('is made before consent to aggregates, nor of what was tracked before', async () => {
    const page = await reports.open({ options: { consent: { ...ALL, aggregates: false } } });
    await track(page, 'item-000');
    await reports.pass(page, UNTIL_SENT);
    expect(reports.arrived).toEqual([]);
    expect(await databasesOf(page)).toEqual(['shelfwise']);
    await setConsent(page, { aggregates: true });
    await track(page, 'item-001');
    expect(await page.evaluate(readMarks)).toEqual([false, true]);
  });

  it.each([
    ['the page', { prepare: (page) => page.addInitScript(showGpc) }],
    ['the worker', { gpc: true }],
  ] satisfies [string, TabOptions][])('is made under Global Privacy Control, as %s sees it', async (_who, options) => {
    const page = await reports.open({ ...options, options: { consent: ALL } });
    await track(page, 'item-000');
    await reports.pass(page, UNTIL_SENT);
    expect(reports.arrived).toEqual([]);
    expect(await databasesOf(page)).toEqual(['shelfwise']);
    expect(await page.evaluate(readMarks)).toEqual([false]);
  });

  it('is made in guest mode, and nothing the guest did is kept', async () => {
    const page = await reports.open({ options: { consent: ALL } });
    await page.evaluate(() => (window as unknown as TestWindow).recommender.setGuestMode(true));
    await track(page, 'item-000');
    await reports.pass(page, UNTIL_SENT);
    expect(reports.arrived).toEqual([]);
    const events = await page.evaluate(async () => {
      const { recommender } = window as unknown as TestWindow;
      await recommender.setGuestMode(false);
      return (await recommender.profile()).events;
    });
    expect(events).toEqual([]);
  });

  it('leaves once consent is withdrawn, in any tab', async () => {
    const page = await reports.open({ options: { consent: ALL } });
    const other = await reports.open({ seed: 2, options: { consent: ALL } });
    await track(page, 'item-000');
    const { next } = await ledgerOf(page);
    await reports.pass(page, { pass: Date.parse(next!) - START + HOUR }, 2);
    await setConsent(other, { aggregates: false });
    await expect
      .poll(async () => (await ledgerOf(page)).reports.map(({ outcome }) => outcome), { timeout: 1000 })
      .toEqual(['withdrawn']);
    await reports.pass(page, { pass: 2 * LONGEST_DELAY }, 2);
    expect(reports.arrived).toEqual([]);
  });

  it('is bought by erasing, or by clearing site data, within the wait', async () => {
    const page = await reports.open({ options: { consent: ALL } });
    await track(page, 'item-000');
    await reports.pass(page, { pass: 6 * DAY });
    await page.evaluate(() => (window as unknown as TestWindow).recommender.forget());
    expect(await databasesOf(page)).toEqual([]);
    await page.close();
    const second = await reports.open({ start: START + 6 * DAY, seed: 3, options: { consent: ALL } });
    await track(second, 'item-001');
    await reports.pass(second, { pass: 6 * DAY });
    const devtools = await second.context().newCDPSession(second);
    await devtools.send('Storage.clearDataForOrigin', { origin: reports.shopOrigin, storageTypes: 'all' });
    await reports.pass(second, { pass: 6 * DAY });
    expect(reports.arrived).toEqual([]);
    expect(Date.parse((await ledgerOf(second)).next!)).toBeGreaterThan(START + 19 * DAY);
    await reports.pass(second, { pass: LONGEST_WAIT + LONGEST_DELAY });
    expect(reports.arrived).not.toEqual([]);
  });
});

function showGpc(): void {
  Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
}

/** Whether each stored event may feed a report, in order. */
function readMarks(): Promise<boolean[]> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('shelfwise');
    opening.onsuccess = () => {
      const database = opening.result;
      const all = database.transaction('events').objectStore('events').getAll();
      all.onsuccess = () => {
        database.close();
        resolve((all.result as { eligible?: true }[]).map(({ eligible }) => eligible === true));
      };
    };
  });
}
