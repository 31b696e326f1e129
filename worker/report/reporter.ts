import { allowsStorage, type ConsentMode } from '../../core/consent.js';
import { type RecommenderError, toRecommenderError } from '../../core/errors.js';
import { toHex } from '../../core/hex.js';
import { epochOf } from '../../core/privacy/epoch.js';
import type { EvidenceSource, ModelPolicy } from '../../core/privacy/evidence.js';
import { makeReport } from '../../core/privacy/make-report.js';
import {
  createMechanisms,
  drawQuestion,
  EPSILON,
  SEND_DELAY_MS,
  type Draw,
  type Mechanisms,
} from '../../core/privacy/questions.js';
import { drawInteger } from '../../core/privacy/random-bytes.js';
import { encodeReport } from '../../core/privacy/report.js';
import type { ReportAddress, ReportLedger } from '../../core/protocol.js';
import type { Scenario } from '../../core/scenarios.js';
import { Delivery } from './delivery.js';
import type { LedgerStore } from './ledger-store.js';
import { toReportLedger } from './ledger-view.js';
import {
  addReport,
  createLedger,
  nextPossible,
  noteRendered,
  withdraw,
  withNext,
  withShop,
  type LedgerState,
  type LedgerStep,
  type MadeReport,
} from './ledger.js';
import type { ReportPorts } from './report-ports.js';
import { FIRST_LOOK_MS, LOOK_EVERY_MS } from './report-times.js';

/** What reports are made of, for one shop. */
export interface ReporterHost extends ReportAddress {
  readonly source: EvidenceSource;
}

/** What one report may cost. The default is compiled in; simulations and tests alone set another. */
export interface ReportBudget {
  readonly epsilon: number;
  readonly mechanisms: Mechanisms;
}

/**
 * Makes the reports of one shop and has them sent, by the clock and never by what the shopper does. Whether it may is asked
 * anew at every step, and settled inside the ledger's transactions. Whatever fails only means that there is no report.
 */
export class Reporter {
  readonly #host: ReporterHost;
  readonly #ports: ReportPorts;
  readonly #budget: ReportBudget;
  readonly #ledger: LedgerStore;
  readonly #delivery: Delivery;
  #mode: ConsentMode = 'off';
  #isGuest = false;
  #isClosed = false;
  /** The shopper has erased everything: nothing of it comes back before the next opening. */
  #isErased = false;
  /** Consent ended and the ledger does not know it yet. */
  #isOwing = false;
  #callOff: (() => void) | undefined;
  #prepared: Promise<void> = Promise.resolve();
  /** Scenarios that this tab has noted, since it last looked at the ledger. */
  #noted = new Set<Scenario>();
  #sentBytes = 0;
  #lastError: RecommenderError | undefined;

  constructor(
    host: ReporterHost,
    ports: ReportPorts,
    budget: ReportBudget = { epsilon: EPSILON, mechanisms: createMechanisms() },
  ) {
    this.#host = host;
    this.#ports = ports;
    this.#budget = budget;
    this.#ledger = ports.openLedger();
    this.#delivery = new Delivery(host, this.#ledger, ports);
  }

  /** Of reports that the server acknowledged, as far as the ledger was looked at. */
  get sentBytes(): number {
    return this.#sentBytes;
  }

  /** Why the ledger could not be used when it was last needed. */
  get lastError(): RecommenderError | undefined {
    return this.#lastError;
  }

  /** Whether what is tracked now may feed a report. */
  get isAllowed(): boolean {
    return this.#mode === 'aggregates' && !this.#isGuest && !this.#ports.hasGpc();
  }

  /**
   * Takes up a mode. Out of reports: what waits goes unsent, the ledger stays, so that no budget comes back. Out of storage:
   * the ledger is deleted. Never rejects.
   * @param isWithdrawal default false; true: consent to reports has ended since the ledger was last told, whatever holds now.
   */
  async setMode(mode: ConsentMode, isGuest: boolean, isWithdrawal = false): Promise<void> {
    const before = this.#mode;
    const wasActive = this.#isActive || isWithdrawal;
    this.#mode = mode;
    this.#isGuest = isGuest;
    this.#isErased = false;
    this.#isOwing ||= isWithdrawal;
    if (this.#isActive) this.#prepared = this.#guard(() => this.#prepare());
    else await this.#guard(() => this.#leave(wasActive, allowsStorage(before)));
    if (allowsStorage(mode)) this.#start();
  }

  /** A row of this scenario was answered with a list. */
  noteRendered(scenario: Scenario): void {
    if (!this.#isActive || this.#noted.has(scenario)) return;
    this.#noted.add(scenario);
    const note = (state: LedgerState | undefined): LedgerStep | undefined =>
      this.#isActive ? noteRendered(state, this.#host.shop, scenario) : undefined;
    this.#prepared.then(() => this.#ledger.update(note)).catch(() => undefined);
  }

  /** Makes a report if one is due. @throws RecommenderError `storage/…`. */
  async consider(): Promise<void> {
    if (!this.#isActive) return;
    this.#noted.clear();
    const state = await this.#prepare();
    const now = this.#ports.now();
    if (state === undefined || state.outbox !== null || now < nextPossible(state)) return;
    const made = await this.#make(state, now);
    if (made !== undefined)
      await this.#ledger.update((current) => (this.#isActive ? addReport(current, made) : undefined));
  }

  /** Every report there was. @throws RecommenderError `storage/…`. */
  async ledger(): Promise<ReportLedger> {
    await this.#prepared;
    const now = this.#ports.now();
    if (!allowsStorage(this.#mode)) return toReportLedger([], undefined, now);
    const [state, rows] = [await this.#read(), await this.#ledger.rows()];
    return toReportLedger(rows, this.#isActive ? state : undefined, now);
  }

  /** Deletes the ledger. @throws RecommenderError `storage/…` where the disk does not confirm; not in a mode without storage. */
  async forget(): Promise<void> {
    this.#isErased = true;
    this.#stop();
    this.#sentBytes = 0;
    const deleted = this.#ledger.clear();
    await (allowsStorage(this.#mode) ? deleted : deleted.catch(() => undefined));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#callOff?.();
    await this.#ledger.close();
  }

  get #isActive(): boolean {
    return this.isAllowed && this.#host.reportsUrl !== undefined && !this.#isErased && !this.#isClosed;
  }

  async #leave(wasActive: boolean, hadStorage: boolean): Promise<void> {
    this.#stop();
    this.#isOwing ||= wasActive;
    if (allowsStorage(this.#mode)) {
      if (wasActive) await this.#withdraw();
    } else if (hadStorage) {
      this.#sentBytes = 0;
      await this.#ledger.clear();
    }
  }

  async #withdraw(): Promise<void> {
    const shop = this.#isGuest ? undefined : this.#host.shop;
    await this.#ledger.update((state) => withdraw(state, shop));
    this.#isOwing = false;
  }

  #start(): void {
    const span = FIRST_LOOK_MS.most - FIRST_LOOK_MS.least;
    this.#lookIn(FIRST_LOOK_MS.least + drawInteger(this.#ports.randomBytes, span));
  }

  #stop(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#noted.clear();
    this.#delivery.abort();
  }

  /** Where none is planned yet. */
  #lookIn(delayMs: number): void {
    if (!this.#isClosed) this.#callOff ??= this.#ports.after(delayMs, () => this.#look());
  }

  async #look(): Promise<void> {
    this.#callOff = undefined;
    const mayGoOn = (): boolean => this.#isActive;
    let delayMs = LOOK_EVERY_MS;
    await this.#guard(async () => {
      if (!mayGoOn()) return this.#withdraw();
      await this.#delivery.attempt(mayGoOn);
      await this.consider();
      const outbox = mayGoOn() ? (await this.#read())?.outbox : undefined;
      if (outbox?.shop === this.#host.shop) delayMs = Math.min(delayMs, outbox.notBefore - this.#ports.now());
    });
    if (mayGoOn()) this.#lookIn(Math.max(0, delayMs));
  }

  async #read(): Promise<LedgerState | undefined> {
    const state = await this.#ledger.read();
    this.#sentBytes = state?.sentBytes ?? 0;
    return state;
  }

  /**
   * The ledger with this shop in it and the next question drawn, as far as that can be known; undefined where there can be
   * none. What was tracked before the ledger knew of the shop feeds no report: an earlier ledger may have consumed it.
   */
  async #prepare(): Promise<LedgerState | undefined> {
    const { shop, source } = this.#host;
    if (this.#isOwing) await this.#withdraw();
    const state = await this.#read();
    const isKnown = state?.shops.has(shop) === true;
    if (isKnown && state.next !== null) return state;
    const lastKey = isKnown ? 0 : await source.lastKey();
    const policy = await source.policy();
    if (lastKey === undefined || !this.#isActive) return undefined;
    const [fresh, next] = [createLedger(this.#ports.now(), this.#ports.randomBytes), this.#drawNext(policy)];
    await this.#ledger.update(
      (current) => (this.#isActive ? { state: withNext(withShop(current ?? fresh, shop, lastKey), next) } : undefined),
      true,
    );
    return this.#read();
  }

  /** By the policy of the model in force now; null where there is none yet, or where it asks nothing. */
  #drawNext(policy: ModelPolicy | undefined): Draw | null {
    return (policy && drawQuestion(policy.weights, this.#ports.randomBytes)) ?? null;
  }

  /** Everything the ledger will hold of a report, or undefined where it cannot be made now. */
  async #make({ serial, shops, next }: LedgerState, now: number): Promise<MadeReport | undefined> {
    const { shop, source } = this.#host;
    const { randomBytes } = this.#ports;
    const { epsilon, mechanisms } = this.#budget;
    const record = shops.get(shop);
    if (record === undefined || next === null) return undefined;
    const found = await source.find(next, record.cut);
    if (found === undefined) return undefined;
    const { policy, cut, evidence } = found;
    const id = toHex(randomBytes(16));
    const report = makeReport(
      { id, epoch: epochOf(now), model: policy.sequence, arm: policy.arm, ...next },
      { evidence, rendered: new Set(record.rendered) },
      mechanisms,
      randomBytes,
    );
    return {
      serial,
      shop,
      cut,
      row: { ...next, id, text: encodeReport(report), epsilon, madeAt: now, sentAt: null, outcome: 'waiting' },
      sendAt: now + drawInteger(randomBytes, SEND_DELAY_MS),
      next: this.#drawNext(policy),
    };
  }

  async #guard(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.#lastError = undefined;
    } catch (error) {
      this.#lastError = toRecommenderError(error);
    }
  }
}
