import type { RandomBytes } from '../../core/privacy/random-bytes.js';
import type { LedgerStore } from './ledger-store.js';
import type { sendReport } from './sender.js';

/** The outer world of reports. */
export interface ReportPorts {
  /** Touches nothing before the ledger's first call. */
  openLedger(): LedgerStore;
  /** The clock, epoch milliseconds. */
  now(): number;
  /** Of the quality that privacy rests on. */
  readonly randomBytes: RandomBytes;
  /** Runs a task once, later. @returns a function that calls it off. */
  after(delayMs: number, task: () => Promise<void>): () => void;
  /** Whether the browser shows Global Privacy Control. */
  hasGpc(): boolean;
  readonly sendReport: typeof sendReport;
}
