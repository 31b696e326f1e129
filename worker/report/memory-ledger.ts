import type { LedgerStore } from './ledger-store.js';
import type { LedgerRow, LedgerState, LedgerStep } from './ledger.js';

/** A ledger for as long as it is referenced: for simulations, and for tests that share it between tabs. */
export class MemoryLedger implements LedgerStore {
  #state: LedgerState | undefined;
  readonly #rows = new Map<string, LedgerRow>();

  read(): Promise<LedgerState | undefined> {
    return Promise.resolve(this.#state);
  }

  rows(): Promise<LedgerRow[]> {
    return Promise.resolve([...this.#rows.values()]);
  }

  update(step: (state: LedgerState | undefined) => LedgerStep | undefined, mayCreate = false): Promise<boolean> {
    const written = this.#state === undefined && !mayCreate ? undefined : step(this.#state);
    if (written === undefined) return Promise.resolve(false);
    this.#state = written.state;
    if (written.row !== undefined) this.#rows.set(written.row.id, written.row);
    return Promise.resolve(true);
  }

  clear(): Promise<void> {
    this.#state = undefined;
    this.#rows.clear();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
