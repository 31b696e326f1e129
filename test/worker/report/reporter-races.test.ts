import { describe, expect, it } from 'vitest';
import { Delivery } from '../../../worker/report/delivery.js';
import type { LedgerStore } from '../../../worker/report/ledger-store.js';
import { MemoryLedger } from '../../../worker/report/memory-ledger.js';
import type { ReportPorts } from '../../../worker/report/report-ports.js';
import type { Reporter } from '../../../worker/report/reporter.js';
import { seededBytes } from '../../helpers/seeded-bytes.js';
import { DAY, HOUR } from './made-ledgers.js';
import { createBench, made, outcomes, SENDING, settle } from './reporter-bench.js';

/** A ledger beside which something happens at the very moment a call has answered, or that fails. */
function watched(): LedgerStore & { after: Partial<Record<'read' | 'update', () => unknown>>; fails: boolean } {
  const ledger = new MemoryLedger();
  const then = async <T>(name: 'read' | 'update', answer: Promise<T>): Promise<T> => {
    const value = await answer;
    await wrapped.after[name]?.();
    return value;
  };
  const wrapped = {
    after: {} as Partial<Record<'read' | 'update', () => unknown>>,
    fails: false,
    read: () => then('read', ledger.read()),
    rows: () => ledger.rows(),
    update: (...args: Parameters<LedgerStore['update']>) =>
      wrapped.fails ? Promise.reject(new Error('lost')) : then('update', ledger.update(...args)),
    clear: () => ledger.clear(),
    close: () => ledger.close(),
  };
  return wrapped;
}

/** A tab in which a report waits and is due. */
async function openWaiting(
  ledger: LedgerStore,
): Promise<{ bench: ReturnType<typeof createBench>; reporter: Reporter }> {
  const bench = createBench({ ledger });
  const reporter = await bench.openDue();
  await bench.clock.pass(HOUR);
  expect(await outcomes(bench)).toEqual(['waiting']);
  return { bench, reporter };
}

describe('consent that ends', () => {
  it.each(['read', 'update'] as const)('while a report is claimed keeps it from being sent: after %s', async (when) => {
    const ledger = watched();
    const { bench, reporter } = await openWaiting(ledger);
    bench.clock.jump(DAY);
    let isDone = false;
    ledger.after[when] = () => {
      if (!isDone) void reporter.setMode('local', false);
      isDone = true;
    };
    await bench.clock.pass(HOUR);
    await settle();
    expect(isDone).toBe(true);
    expect(bench.sent).toEqual([]);
    expect(await outcomes(bench)).toEqual(['withdrawn']);
  });

  it('while a report is on its way ends the request', async () => {
    const bench = createBench();
    let signal: AbortSignal | undefined;
    const sendReport = (request: { signal: AbortSignal }) => {
      signal = request.signal;
      void reporter.setMode('aggregates', true);
      return Promise.resolve({ kind: 'later' } as const);
    };
    const reporter = bench.open({}, { sendReport });
    await reporter.setMode('aggregates', false);
    await settle();
    await bench.clock.pass((await bench.ledger.read())!.waitUntil - bench.clock.now() + SENDING);
    expect(signal!.aborted).toBe(true);
    expect(await outcomes(bench)).toEqual(['withdrawn']);
  });

  it('while a report is made keeps it from being added', async () => {
    const bench = createBench();
    const reporter = bench.open({
      readSince: async (key) => {
        if (key > 0 || (await bench.ledger.read()) !== undefined) await reporter.setMode('local', false);
        return bench.events.readSince(key);
      },
    });
    await reporter.setMode('aggregates', false);
    await settle();
    await bench.clock.pass(20 * DAY);
    expect(await made(bench)).toBe(0);
  });

  it('as Global Privacy Control while a report is made keeps it from being added', async () => {
    const bench = createBench();
    let reads = 0;
    const reporter = bench.open({
      readSince: (key) => {
        bench.hasGpc = reads++ > 0;
        return bench.events.readSince(key);
      },
    });
    await reporter.setMode('aggregates', false);
    await settle();
    await bench.clock.pass(20 * DAY);
    expect(reads).toBe(2);
    expect(await made(bench)).toBe(0);
  });

  it('while the disk fails is told to the ledger before anything else once it is given again', async () => {
    const ledger = watched();
    const { bench, reporter } = await openWaiting(ledger);
    ledger.fails = true;
    await reporter.setMode('local', false);
    expect(reporter.lastError).toMatchObject({ code: 'internal/unexpected' });
    ledger.fails = false;
    await reporter.setMode('aggregates', false);
    await settle();
    expect(await outcomes(bench)).toEqual(['withdrawn']);
    await bench.clock.pass(2 * DAY);
    expect(bench.sent).toEqual([]);
  });
});

describe('erasing', () => {
  it('while the ledger is being created leaves none', async () => {
    const bench = createBench();
    const reporter = bench.open();
    await reporter.setMode('aggregates', false);
    await reporter.forget();
    await settle();
    expect(await bench.ledger.read()).toBeUndefined();
  });
});

describe('two tabs at one moment', () => {
  it('make one report', async () => {
    const bench = createBench();
    const tabs = [await bench.openDue(), await bench.openDue(), await bench.openDue()];
    bench.clock.jump(DAY);
    await Promise.all(tabs.map((tab) => tab.consider()));
    expect(await made(bench)).toBe(1);
  });

  it('send it once: what both have read as due, one claims', async () => {
    const bench = createBench();
    await bench.openDue();
    await bench.clock.pass(HOUR);
    const sent: string[] = [];
    const ports: ReportPorts = {
      openLedger: () => bench.ledger,
      now: () => bench.clock.now() + DAY,
      after: () => () => undefined,
      randomBytes: seededBytes(3),
      hasGpc: () => false,
      sendReport: ({ id }) => (sent.push(id), Promise.resolve({ kind: 'later' })),
    };
    const deliveries = [1, 2, 3].map(
      () => new Delivery({ shop: 'default', reportsUrl: 'https://shop.example/v1/reports' }, bench.ledger, ports),
    );
    await Promise.all(deliveries.map((delivery) => delivery.attempt(() => true)));
    expect(sent).toHaveLength(1);
    expect((await bench.ledger.read())!.outbox).toMatchObject({ attempts: 1 });
  });
});
