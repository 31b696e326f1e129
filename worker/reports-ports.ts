import { hasGpc } from './has-gpc.js';
import { IdbLedger } from './report/idb-ledger.js';
import type { ReportPorts } from './report/report-ports.js';
import { sendReport } from './report/sender.js';
import { LEDGER_NAME } from './shop-name.js';

/** What reports are made of and sent with in a browser. */
export function createReportPorts(): ReportPorts {
  return {
    openLedger: () => new IdbLedger(LEDGER_NAME),
    now: () => Date.now(),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    after(delayMs, task) {
      const timer = setTimeout(() => void task(), delayMs);
      return () => clearTimeout(timer);
    },
    hasGpc,
    sendReport,
  };
}
