import { createArtifactCache } from '../../worker/artifact-cache.js';
import type { DevicePorts } from '../../worker/device.js';
import { IdbLedger } from '../../worker/report/idb-ledger.js';
import { sendReport } from '../../worker/report/sender.js';
import { IdbStore } from '../../worker/store/idb-store.js';
import { seededBytes } from '../helpers/seeded-bytes.js';

const SHORT = { openMs: 3000, blockedMs: 100 };

/** What a device is made of in a test: short limits, and nothing that happens by itself later. */
export function testPorts(ports: Partial<DevicePorts> = {}): DevicePorts {
  return {
    openDisk: (name) => new IdbStore(name, SHORT),
    openCache: createArtifactCache,
    openLedger: () => new IdbLedger('shelfwise-ledger', SHORT),
    now: () => Date.now(),
    limits: { stallMs: 300, totalMs: 1000, retryFirstMs: 3_600_000, retryMaxMs: 3_600_000 },
    randomBytes: seededBytes(1),
    after: () => () => undefined,
    hasGpc: () => false,
    sendReport,
    ...ports,
  };
}
