import { describe, expect, it } from 'vitest';
import { closingOf, epochOf } from '../../../core/privacy/epoch.js';
import { PLACEMENTS } from '../../../core/privacy/questions.js';
import { parseReport } from '../../../core/privacy/report.js';
import { shopEvent } from '../shop-events.js';
import { DAY, HOUR, WEEK } from './made-ledgers.js';
import { createBench, made, only, outcomes, SENDING, settle, TRUTHFUL } from './reporter-bench.js';

describe('what waits to be sent', () => {
  it('is sent again as it is after failures, ever more rarely, at most daily', async () => {
    const bench = createBench();
    const times: number[] = [];
    const reporter = bench.open(
      {},
      {
        sendReport: (request) => {
          times.push(bench.clock.now());
          bench.sent.push(request);
          return Promise.resolve({ kind: 'later' });
        },
      },
    );
    await reporter.setMode('aggregates', false);
    await settle();
    await bench.clock.pass((await bench.ledger.read())!.waitUntil - bench.clock.now() + HOUR);
    const row = (await bench.ledger.rows())[0]!;
    await bench.clock.pass(closingOf(epochOf(row.madeAt)) - bench.clock.now() - HOUR);
    expect(new Set(bench.sent.map(({ text }) => text))).toEqual(new Set([row.text]));
    const gaps = times.slice(1).map((time, k) => time - times[k]!);
    gaps.slice(0, 8).forEach((gap, k) => {
      expect(gap).toBeGreaterThanOrEqual(30_000 * 2 ** k);
      expect(gap).toBeLessThanOrEqual(60_000 * 2 ** k);
    });
    expect(Math.max(...gaps)).toBeLessThanOrEqual(DAY);
    expect(gaps.slice(12).every((gap) => gap >= DAY / 2)).toBe(true);
    expect(await made(bench)).toBe(1);
    await bench.clock.pass(2 * HOUR);
    expect((await outcomes(bench))[0]).toBe('expired');
    expect(bench.sent.filter(({ id }) => id === row.id)).toHaveLength(times.length);
  });

  it('waits as long as the server asks, a day at most', async () => {
    const bench = createBench();
    bench.answer = { kind: 'later', afterMs: 5 * HOUR };
    await bench.openDue();
    await bench.clock.pass(HOUR);
    await bench.clock.pass((await bench.ledger.read())!.outbox!.sendAt - bench.clock.now() + HOUR);
    expect(bench.sent).toHaveLength(1);
    expect((await bench.ledger.read())!.outbox!.notBefore).toBeGreaterThanOrEqual(bench.clock.now() + 4 * HOUR - 1);
    bench.answer = { kind: 'later', afterMs: 30 * DAY };
    await bench.clock.pass(5 * HOUR);
    expect(bench.sent).toHaveLength(2);
    bench.answer = { kind: 'accepted' };
    await bench.clock.pass(DAY);
    expect(bench.sent).toHaveLength(3);
    expect(await outcomes(bench)).toEqual(['sent']);
  });

  it('is dropped where the server refuses it, without a second one in its place', async () => {
    const bench = createBench();
    bench.answer = { kind: 'refused' };
    const reporter = await bench.openDue();
    await bench.clock.pass(SENDING);
    expect(await outcomes(bench)).toEqual(['refused']);
    await bench.clock.pass(4 * DAY);
    expect(await made(bench)).toBe(1);
    expect(await reporter.ledger()).toMatchObject({ spent: { week: 4, all: 4 } });
    expect(reporter.sentBytes).toBe(0);
  });

  it('is sent by one of ten tabs', async () => {
    const bench = createBench();
    const tabs = await Promise.all(Array.from({ length: 10 }, () => bench.openDue()));
    await bench.clock.pass(2 * SENDING);
    expect(await made(bench)).toBe(1);
    expect(bench.sent).toHaveLength(1);
    for (const tab of tabs) await tab.close();
    expect(bench.clock.waiting).toBe(0);
  });

  it('goes unsent when consent is withdrawn, and the budget does not come back', async () => {
    const bench = createBench();
    const reporter = await bench.openDue();
    await bench.clock.pass(HOUR);
    await reporter.setMode('local', false);
    expect(await outcomes(bench)).toEqual(['withdrawn']);
    await reporter.setMode('aggregates', false);
    await bench.clock.pass(6 * DAY);
    expect(bench.sent).toEqual([]);
    expect(await made(bench)).toBe(1);
    await bench.clock.pass(2 * DAY);
    expect(await made(bench)).toBe(2);
  });

  it('goes unsent in guest mode and under GPC', async () => {
    const bench = createBench();
    const reporter = await bench.openDue();
    await bench.clock.pass(HOUR);
    await reporter.setMode('aggregates', true);
    expect(await outcomes(bench)).toEqual(['withdrawn']);
    await reporter.setMode('aggregates', false);
    await bench.clock.pass(WEEK);
    await bench.clock.pass(HOUR);
    bench.hasGpc = true;
    await bench.clock.pass(2 * DAY);
    expect(await outcomes(bench)).toEqual(['withdrawn', 'withdrawn']);
    expect(bench.sent).toEqual([]);
  });

  it('goes unsent where a later visit finds that consent is gone', async () => {
    const bench = createBench();
    const before = await bench.openDue();
    await bench.clock.pass(HOUR);
    await before.close();
    await bench.open().setMode('local', false);
    expect(await outcomes(bench)).toEqual(['waiting']);
    await bench.clock.pass(HOUR);
    expect(await outcomes(bench)).toEqual(['withdrawn']);
    expect(bench.clock.waiting).toBe(0);
  });

  it('does not count events from before a withdrawal after consent is given again', async () => {
    const bench = createBench({ policy: only('category'), budget: TRUTHFUL });
    const reporter = await bench.openDue();
    await bench.track(shopEvent(0));
    await reporter.setMode('local', false);
    await reporter.setMode('aggregates', false);
    await bench.clock.pass(HOUR + SENDING);
    expect(parseReport(bench.sent[0]!.text).answer).toBe(0);
  });
});

describe('erasing', () => {
  it('deletes the ledger, and nothing of it comes back before the next opening', async () => {
    const bench = createBench();
    const reporter = await bench.openDue();
    await bench.clock.pass(HOUR);
    await reporter.forget();
    reporter.noteRendered('cart');
    await bench.clock.pass(30 * DAY);
    expect(await bench.ledger.read()).toBeUndefined();
    expect(bench.sent).toEqual([]);
    expect(await reporter.ledger()).toEqual({ reports: [], next: null, spent: { week: 0, all: 0 } });
    await bench.open().setMode('aggregates', false);
    await settle();
    expect((await bench.ledger.read())!.waitUntil).toBeGreaterThanOrEqual(bench.clock.now() + WEEK);
  });

  it.each(['off', 'session'] as const)('happens when storage is withdrawn: %s', async (mode) => {
    const bench = createBench();
    const reporter = await bench.openDue();
    await bench.clock.pass(SENDING);
    expect(reporter.sentBytes).toBe(256);
    await reporter.setMode(mode, false);
    expect(await bench.ledger.read()).toBeUndefined();
    expect(await bench.ledger.rows()).toEqual([]);
    expect(reporter.sentBytes).toBe(0);
    expect(bench.clock.waiting).toBe(0);
  });

  it('is no concern of a session that finds an old ledger', async () => {
    const bench = createBench();
    const before = await bench.openDue();
    await before.close();
    await bench.open().setMode('session', false);
    expect(await bench.ledger.read()).toBeDefined();
  });
});

describe('the shopper’s view', () => {
  it('shows every report byte by byte, what it asked, what it spent, and when the next may be', async () => {
    const bench = createBench({ policy: only('placement') });
    const reporter = bench.open();
    expect(await reporter.ledger()).toMatchObject({ reports: [], next: null });
    await reporter.setMode('aggregates', false);
    await settle();
    const { waitUntil } = (await bench.ledger.read())!;
    expect(await reporter.ledger()).toEqual({
      reports: [],
      next: new Date(waitUntil).toISOString(),
      spent: { week: 0, all: 0 },
    });
    await bench.clock.pass(waitUntil - bench.clock.now() + HOUR + SENDING);
    const row = (await bench.ledger.rows())[0]!;
    const view = await reporter.ledger();
    expect(view).toEqual({
      reports: [
        {
          question: expect.stringContaining(PLACEMENTS[row.parameter]!) as string,
          bytes: bench.sent[0]!.text,
          epsilon: 4,
          madeAt: new Date(row.madeAt).toISOString(),
          sentAt: new Date(row.sentAt!).toISOString(),
          outcome: 'sent',
        },
      ],
      next: new Date(row.madeAt + WEEK).toISOString(),
      spent: { week: 4, all: 4 },
    });
    expect(reporter.sentBytes).toBe(256);
    await bench.clock.pass(2 * WEEK);
    expect((await reporter.ledger()).spent).toEqual({ week: 4, all: 12 });
    await reporter.setMode('local', false);
    expect(await reporter.ledger()).toMatchObject({ next: null, spent: { all: 12 } });
  });
});
