import type { Manifest } from '../../core/artifact/manifest.js';
import type { ShopEvent } from '../../core/events/shop-event.js';
import { answerTruly } from '../../core/privacy/make-report.js';
import type { RandomBytes } from '../../core/privacy/random-bytes.js';
import type { Engine } from '../../engine/engine.js';
import { gatherEvidence } from '../../engine/report/gather-evidence.js';
import { MemoryLedger } from '../../worker/report/memory-ledger.js';
import type { LedgerRow } from '../../worker/report/ledger.js';
import { createReportSource } from '../../worker/report/report-source.js';
import { Reporter, type ReportBudget } from '../../worker/report/reporter.js';
import { sendReport } from '../../worker/report/sender.js';
import { MemoryStore } from '../../worker/store/memory-store.js';
import type { KeyedEvent } from '../../worker/store/store.js';
import { createPageClock, type PageClock } from './page-clock.js';
import type { Truth } from './truth.js';

/** A time that a shopper has the shop's page open. */
export interface Visit {
  /** Epoch milliseconds. */
  readonly start: number;
  /** Oldest first; none: only had a look. */
  readonly events: readonly ShopEvent[];
}

/** What all simulated devices share. */
export interface SimulatedShop {
  readonly engine: Engine;
  readonly manifest: Pick<Manifest, 'sequence' | 'reports'>;
  readonly reportsUrl: string;
  readonly budget: ReportBudget;
  readonly truth: Truth;
  /** Told before anything is sent: the server lives at the device's time. */
  onTime(now: number): void;
}

/** A page stays open so long after its last event. */
const LINGER_MS = 90_000;

/**
 * One shopper's browser through all visits, with the reporter and sender that ship. Consent to reports is given at the first.
 * @param send default: the sender that ships.
 * @returns what the ledger holds at the end.
 */
export async function liveDevice(
  visits: readonly Visit[],
  shop: SimulatedShop,
  randomBytes: RandomBytes,
  send: typeof sendReport = sendReport,
): Promise<LedgerRow[]> {
  const clock = createPageClock();
  const ledger = new MemoryLedger();
  const store = new MemoryStore();
  let told = 0;
  for (const { start, events } of visits) {
    await clock.passUntil(start);
    let read: readonly KeyedEvent[] = [];
    const readSince = async (key: number): Promise<readonly KeyedEvent[]> => (read = await store.readSince(key));
    const reporter = openPage({ clock, ledger, readSince, randomBytes, send }, shop);
    await reporter.setMode('aggregates', false);
    for (const event of events) {
      await clock.passUntil(event.time);
      await store.append([{ ...event, eligible: true }]);
    }
    await clock.passUntil(clock.now() + LINGER_MS);
    const rows = await ledger.rows();
    if (rows.length > told) tellTruth(rows.at(-1)!, read, { shop, randomBytes });
    told = rows.length;
    await reporter.close();
    clock.leave();
  }
  return ledger.rows();
}

interface Page {
  readonly clock: PageClock;
  readonly ledger: MemoryLedger;
  readonly readSince: (key: number) => Promise<readonly KeyedEvent[]>;
  readonly randomBytes: RandomBytes;
  readonly send: typeof sendReport;
}

function openPage({ clock, ledger, readSince, randomBytes, send }: Page, shop: SimulatedShop): Reporter {
  const source = createReportSource({ model: () => shop, readSince });
  const host = { shop: 'default', reportsUrl: shop.reportsUrl, source };
  const ports = {
    openLedger: () => ledger,
    now: () => clock.now(),
    randomBytes,
    after: (delayMs: number, task: () => Promise<void>) => clock.after(delayMs, task),
    hasGpc: () => false,
    sendReport: (request: Parameters<typeof sendReport>[0]) => {
      shop.onTime(clock.now());
      return send(request);
    },
  };
  return new Reporter(host, ports, shop.budget);
}

/** The answer that the report just made hides: of the same events, drawn anew where it is drawn. */
function tellTruth(
  row: LedgerRow,
  read: readonly KeyedEvent[],
  { shop, randomBytes }: { readonly shop: SimulatedShop; readonly randomBytes: RandomBytes },
): void {
  const events = read.map(({ event }) => event).sort((a, b) => a.time - b.time);
  const evidence = gatherEvidence(row, shop.engine, events);
  shop.truth.add(row, answerTruly(row, { evidence, rendered: new Set() }, randomBytes));
}
