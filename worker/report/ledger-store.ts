import type { LedgerRow, LedgerState, LedgerStep } from './ledger.js';

/**
 * Where the ledger is kept. Every promise settles when the change is committed, durably where it is a disk; rejections are
 * `RecommenderError` with a `storage/…` code. Nothing is touched before the first call, and reading leaves no trace.
 */
export interface LedgerStore {
  /** Undefined where there is none, or none that can be read. */
  read(): Promise<LedgerState | undefined>;
  /** Every report ever made, oldest first. */
  rows(): Promise<LedgerRow[]>;
  /**
   * One transaction: `step` is given the state as it is in it, and what it returns is written, all or nothing; undefined
   * writes nothing. It may be called again where a connection is lost, with the state as it is then.
   * @param mayCreate default false: where there is no ledger, nothing happens.
   * @returns whether something was written.
   */
  update(step: (state: LedgerState | undefined) => LedgerStep | undefined, mayCreate?: boolean): Promise<boolean>;
  /** Deletes everything, down to the database itself. */
  clear(): Promise<void>;
  close(): Promise<void>;
}
