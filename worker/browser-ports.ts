import { createArtifactCache } from './artifact-cache.js';
import { LOADER_LIMITS } from './artifact-loader.js';
import type { DevicePorts } from './device.js';
import { hasGpc } from './has-gpc.js';
import { LEDGER_NAME } from './shop-name.js';
import { DATABASE_OPTIONS, deleteDatabase, hasDatabase } from './store/database.js';
import { IdbStore } from './store/idb-store.js';

const RETRY = { retryFirstMs: 60_000, retryMaxMs: 3_600_000 };

/** What a device is made of in a browser's worker. */
export function createBrowserPorts(): DevicePorts {
  return {
    openDisk: (name) => new IdbStore(name),
    openCache: createArtifactCache,
    hasLedger: () => hasDatabase(LEDGER_NAME),
    deleteLedger: () => deleteDatabase(LEDGER_NAME, DATABASE_OPTIONS),
    now: () => Date.now(),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    limits: { ...LOADER_LIMITS, ...RETRY },
    hasGpc,
  };
}
