import { createArtifactCache } from './artifact-cache.js';
import { LOADER_LIMITS } from './artifact-loader.js';
import type { DevicePorts } from './device.js';
import { IdbLedger } from './report/idb-ledger.js';
import { sendReport } from './report/sender.js';
import { IdbStore } from './store/idb-store.js';

const RETRY = { retryFirstMs: 60_000, retryMaxMs: 3_600_000 };

/** What a device is made of in a browser's worker. */
export function createBrowserPorts(): DevicePorts {
  return {
    openDisk: (name) => new IdbStore(name),
    openCache: createArtifactCache,
    // One for the origin, whatever the shop: its name takes none.
    openLedger: () => new IdbLedger('shelfwise-ledger'),
    now: () => Date.now(),
    limits: { ...LOADER_LIMITS, ...RETRY },
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    after(delayMs, task) {
      const timer = setTimeout(() => void task(), delayMs);
      return () => clearTimeout(timer);
    },
    hasGpc: () => Boolean((navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl),
    sendReport,
  };
}
