import type { Arm, Manifest } from '../../core/artifact/manifest.js';
import type { ShopEvent } from '../../core/events/shop-event.js';
import { answerTruly } from '../../core/privacy/make-report.js';
import type { CategoryDomain } from '../../core/privacy/category-domain.js';
import type { RandomBytes } from '../../core/privacy/random-bytes.js';
import type { Engine } from '../../engine/engine.js';
import { gatherEvidence } from '../../engine/report/gather-evidence.js';
import { ArmKeeper, type ArmCache } from '../../worker/arm-keeper.js';
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

/** One of the models that devices may have. */
export interface SimulatedModel {
  readonly engine: Engine;
  readonly categories: CategoryDomain;
}

/** What all simulated devices share. */
export interface SimulatedShop {
  /** By arm: one, or two where the manifest names an experiment. */
  readonly models: readonly [SimulatedModel, (SimulatedModel | undefined)?];
  readonly manifest: Pick<Manifest, 'sequence' | 'reports' | 'experiment'>;
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
  const cache = createArmCache();
  let told = 0;
  for (const { start, events } of visits) {
    await clock.passUntil(start);
    let read: readonly KeyedEvent[] = [];
    const readSince = async (key: number): Promise<readonly KeyedEvent[]> => (read = await store.readSince(key));
    const { experiment } = shop.manifest;
    const arm =
      experiment === undefined ? 0 : await new ArmKeeper(cache, MODEL_URL, randomBytes).armOf(experiment.name);
    const reporter = openPage({ clock, ledger, readSince, randomBytes, send, arm }, shop);
    await reporter.setMode('aggregates', false);
    for (const event of events) {
      await clock.passUntil(event.time);
      await store.append([{ ...event, eligible: true }]);
    }
    await clock.passUntil(clock.now() + LINGER_MS);
    const rows = await ledger.rows();
    if (rows.length > told) tellTruth(rows.at(-1)!, read, { shop, randomBytes, arm });
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
  readonly arm: Arm;
}

/** The device's Cache Storage, as far as an arm needs it. */
function createArmCache(): ArmCache {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    read: (url) => Promise.resolve(files.get(url.href)),
    write(written) {
      for (const [url, bytes] of written) files.set(url, bytes);
      return Promise.resolve(true);
    },
  };
}

/** Only a place in the cache: nothing is fetched from it. */
const MODEL_URL = new URL('https://shop.example/model/latest.json');

function openPage({ clock, ledger, readSince, randomBytes, send, arm }: Page, shop: SimulatedShop): Reporter {
  const { manifest, reportsUrl } = shop;
  const { engine } = modelOf(shop, arm);
  const source = createReportSource({ model: () => ({ manifest, arm, engine }), readSince });
  const host = { shop: 'default', reportsUrl, source };
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
  { shop, randomBytes, arm }: Pick<Page, 'randomBytes' | 'arm'> & { readonly shop: SimulatedShop },
): void {
  const { engine, categories } = modelOf(shop, arm);
  const events = read.map(({ event }) => event).sort((a, b) => a.time - b.time);
  const evidence = gatherEvidence(row, engine, events);
  const answer = answerTruly(row, { evidence, rendered: new Set() }, randomBytes);
  shop.truth.add(row, answer, { arm, categories });
}

function modelOf({ models: [a, b = a] }: SimulatedShop, arm: Arm): SimulatedModel {
  return arm === 0 ? a : b;
}
