import { drawInteger } from '../../core/privacy/random-bytes.js';
import type { ReportAddress } from '../../core/protocol.js';
import type { LedgerStore } from './ledger-store.js';
import { claim, isExpired, postpone, settle, type LedgerRow, type LedgerState, type LedgerStep } from './ledger.js';
import type { ReportPorts } from './report-ports.js';
import { RETRY_MOST_MS, retryDelayMs, SEND_LIMIT_MS } from './report-times.js';
import type { SendOutcome } from './sender.js';

const SPREAD_STEPS = 1024;

/**
 * Has the report that waits sent: claimed in the ledger first, so that of several tabs one sends it, and always the stored
 * bytes. What no server takes any more is dropped.
 */
export class Delivery {
  readonly #address: ReportAddress;
  readonly #ledger: LedgerStore;
  readonly #ports: ReportPorts;
  #inFlight: AbortController | undefined;

  constructor(address: ReportAddress, ledger: LedgerStore, ports: ReportPorts) {
    this.#address = address;
    this.#ledger = ledger;
    this.#ports = ports;
  }

  /** @param mayGoOn asked at every step. @throws RecommenderError `storage/…`. */
  async attempt(mayGoOn: () => boolean): Promise<void> {
    const outbox = (await this.#ledger.read())?.outbox;
    const now = this.#ports.now();
    if (!outbox) return;
    const { shop, row, attempts, notBefore } = outbox;
    if (isExpired(outbox, now)) {
      await this.#ledger.update((state) => settle(state, row.id, 'expired'));
      return;
    }
    if (now < notBefore || shop !== this.#address.shop) return;
    const spread = drawInteger(this.#ports.randomBytes, SPREAD_STEPS) / SPREAD_STEPS;
    const retryAt = now + retryDelayMs(attempts, spread);
    const isClaimed = await this.#ledger.update((state) =>
      mayGoOn() ? claim(state, row.id, { now, retryAt }) : undefined,
    );
    if (!isClaimed || !mayGoOn()) return;
    const outcome = await this.#send(row);
    if (mayGoOn()) await this.#ledger.update((state) => conclude(state, row.id, outcome, this.#ports.now()));
  }

  /** Ends an attempt under way. */
  abort(): void {
    this.#inFlight?.abort();
  }

  async #send({ id, text }: LedgerRow): Promise<SendOutcome> {
    const ports = this.#ports;
    const inFlight = new AbortController();
    this.#inFlight = inFlight;
    const callOff = ports.after(SEND_LIMIT_MS, () => {
      inFlight.abort();
      return Promise.resolve();
    });
    const outcome = await ports.sendReport({
      url: this.#address.reportsUrl!,
      id,
      text,
      signal: inFlight.signal,
      now: ports.now(),
    });
    callOff();
    return outcome;
  }
}

function conclude(
  state: LedgerState | undefined,
  id: string,
  outcome: SendOutcome,
  now: number,
): LedgerStep | undefined {
  switch (outcome.kind) {
    case 'accepted':
      return settle(state, id, { sentAt: now });
    case 'refused':
      return settle(state, id, 'refused');
    case 'later':
      return outcome.afterMs === undefined
        ? undefined
        : postpone(state, id, now + Math.min(outcome.afterMs, RETRY_MOST_MS));
  }
}
