import { createArtifactCache } from '../../worker/artifact-cache.js';
import type { DevicePorts } from '../../worker/device.js';
import { IdbLedger } from '../../worker/report/idb-ledger.js';
import type { ReportPorts } from '../../worker/report/report-ports.js';
import { sendReport } from '../../worker/report/sender.js';
import { LEDGER_NAME } from '../../worker/shop-name.js';
import { deleteDatabase, hasDatabase } from '../../worker/store/database.js';
import { IdbStore } from '../../worker/store/idb-store.js';
import { seededBytes } from '../helpers/seeded-bytes.js';

const SHORT = { openMs: 3000, blockedMs: 100 };

/** What the main worker and the reports' worker of a tab are made of. */
export type TabPorts = DevicePorts & ReportPorts;

/** What a device is made of in a test: short limits, and nothing that happens by itself later. */
export function testPorts(ports: Partial<TabPorts> = {}): TabPorts {
  return {
    openDisk: (name) => new IdbStore(name, SHORT),
    openCache: createArtifactCache,
    hasLedger: () => hasDatabase(LEDGER_NAME),
    deleteLedger: () => deleteDatabase(LEDGER_NAME, SHORT),
    openLedger: () => new IdbLedger(LEDGER_NAME, SHORT),
    now: () => Date.now(),
    limits: { stallMs: 300, totalMs: 1000, retryFirstMs: 3_600_000, retryMaxMs: 3_600_000 },
    randomBytes: seededBytes(1),
    after: () => () => undefined,
    hasGpc: () => false,
    sendReport,
    ...ports,
  };
}
