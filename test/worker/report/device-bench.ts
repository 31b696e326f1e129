import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect } from 'vitest';
import type { ConsentMode } from '../../../core/consent.js';
import { parseReport } from '../../../core/privacy/report.js';
import type { OpenOptions, TrackedShopEvent } from '../../../core/protocol.js';
import { IdbLedger } from '../../../worker/report/idb-ledger.js';
import type { LedgerState } from '../../../worker/report/ledger.js';
import { IdbStore } from '../../../worker/store/idb-store.js';
import type { KeyedEvent } from '../../../worker/store/store.js';
import { serveFolder, type ServedFolders } from '../../helpers/serve-folder.js';
import { seededBytes } from '../../helpers/seeded-bytes.js';
import { createVirtualClock, type VirtualClock } from '../../helpers/virtual-clock.js';
import { installFreshCaches } from '../fresh-caches.js';
import { installFreshIndexedDb } from '../fresh-indexeddb.js';
import { startModelSite, type ModelSite } from '../model-site.js';
import { openTab, type Tab, type TabOptions } from '../open-tab.js';
import { shopEvent } from '../shop-events.js';
import { HOUR, START } from './made-ledgers.js';

/** A browser with an empty disk, a shop with a model, and a server that acknowledges reports: fresh for each test. */
/** What else a tab is opened with. */
export interface OpenGiven {
  readonly startReports?: TabOptions['startReports'];
  readonly seed?: number;
}

export interface DeviceBench {
  readonly clock: VirtualClock;
  readonly site: ModelSite;
  /** Reports that arrived, byte by byte. */
  readonly arrived: string[];
  hasGpc: boolean;
  /**
   * A tab of a shop; its clock is the test's. The reports' worker is there, where it is wanted and can start.
   * @param seed of its randomness; default 1.
   */
  open(mode: ConsentMode, options?: Partial<OpenOptions>, given?: OpenGiven): Promise<Tab>;
  close(tab: Tab): Promise<void>;
  /** Lets the fresh ledger's wait pass, and an hour more: the report is made. */
  passWait(): Promise<void>;
}

export function useDevices(): DeviceBench {
  let site: ModelSite;
  let server: ServedFolders;
  let clock: VirtualClock;
  let arrived: string[] = [];
  const tabs = new Set<Tab>();
  const accept = (request: IncomingMessage, response: ServerResponse): boolean => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      arrived.push(body);
      const accepted = createHash('sha256').update(parseReport(body).id).digest('hex').slice(0, 16);
      response.end(JSON.stringify({ accepted }));
    });
    return true;
  };
  beforeEach(async () => {
    installFreshIndexedDb();
    installFreshCaches();
    site = await startModelSite({ sequence: 5 });
    server = await serveFolder({}, { handle: accept });
    clock = createVirtualClock(START);
    arrived = [];
    bench.hasGpc = false;
  });
  afterEach(async () => {
    for (const tab of tabs) await tab.close();
    tabs.clear();
    await Promise.all([site.close(), server.close()]);
  });
  const bench: DeviceBench = {
    get clock() {
      return clock;
    },
    get site() {
      return site;
    },
    get arrived() {
      return arrived;
    },
    hasGpc: false,
    async open(mode, options = {}, { startReports, seed = 1 } = {}) {
      const tab = await openTab({
        ...(startReports && { startReports }),
        now: () => clock.now(),
        after: (delayMs, task) => clock.after(delayMs, task),
        hasGpc: () => bench.hasGpc,
        randomBytes: seededBytes(seed),
      });
      tabs.add(tab);
      const reportsUrl = `${server.origin}/v1/reports`;
      await tab.api.open({ modelUrl: site.url, shop: 'default', mode, reportsUrl, ...options });
      await tab.api.recommend({ kind: 'user', count: 1 });
      if (startReports === undefined) await tab.reportsReady();
      return tab;
    },
    async close(tab) {
      tabs.delete(tab);
      await tab.close();
    },
    async passWait() {
      await expect.poll(readState).toBeDefined();
      const { waitUntil } = (await readState())!;
      await clock.pass(waitUntil - clock.now() + HOUR);
    },
  };
  return bench;
}

/** An event as a page with consent to aggregates hands it over. */
export function eligible(...at: Parameters<typeof shopEvent>): TrackedShopEvent {
  return { ...shopEvent(...at), eligible: true };
}

/** What is on disk of a shop. */
export async function stored(name = 'shelfwise'): Promise<KeyedEvent[]> {
  const store = new IdbStore(name);
  const rows = await store.readSince(0);
  await store.close();
  return rows;
}

export function readState(): Promise<LedgerState | undefined> {
  return withLedger((ledger) => ledger.read());
}

/** What became of each report. */
export function outcomes(): Promise<string[]> {
  return withLedger(async (ledger) => (await ledger.rows()).map(({ outcome }) => outcome));
}

async function withLedger<T>(look: (ledger: IdbLedger) => Promise<T>): Promise<T> {
  const ledger = new IdbLedger('shelfwise-ledger');
  const found = await look(ledger);
  await ledger.close();
  return found;
}
