import type { Arm, Manifest } from '../../core/artifact/manifest.js';
import { allowsStorage, type ConsentMode } from '../../core/consent.js';
import { fromErrorRecord, toErrorRecord, type RecommenderError } from '../../core/errors.js';
import { toHex } from '../../core/hex.js';
import { createCategoryDomain } from '../../core/privacy/category-domain.js';
import { epochOf } from '../../core/privacy/epoch.js';
import {
  createMechanisms,
  DEFAULT_WEIGHTS,
  drawQuestion,
  EPSILON,
  SEND_DELAY_MS,
  type Draw,
  type Mechanisms,
} from '../../core/privacy/questions.js';
import { drawInteger } from '../../core/privacy/random-bytes.js';
import { encodeReport } from '../../core/privacy/report.js';
import type { ReportLedger } from '../../core/protocol.js';
import type { Scenario } from '../../core/scenarios.js';
import type { Engine } from '../../engine/engine.js';
import { makeReport } from '../../engine/report/make-report.js';
import type { KeyedEvent } from '../store/store.js';
import { Delivery, type ReportAddress } from './delivery.js';
import { toEligibleEvents } from './eligible-events.js';
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
  readonly sensitiveCategories?: readonly string[] | undefined;
  /** The model in force, and which of an experiment's two it is. */
  model():
    | { readonly manifest: Pick<Manifest, 'sequence' | 'reports'>; readonly arm: Arm; readonly engine: Engine }
    | undefined;
  /** As the event store's: undefined where events are in memory alone. */
  readSince(key: number): Promise<readonly KeyedEvent[] | undefined>;
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
   */
  async setMode(mode: ConsentMode, isGuest: boolean): Promise<void> {
    const before = this.#mode;
    const wasActive = this.#isActive;
    this.#mode = mode;
    this.#isGuest = isGuest;
    this.#isErased = false;
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
    const { shop } = this.#host;
    if (this.#isOwing) await this.#withdraw();
    const state = await this.#read();
    const isKnown = state?.shops.has(shop) === true;
    if (isKnown && state.next !== null) return state;
    const events = isKnown ? [] : await this.#host.readSince(0);
    if (events === undefined || !this.#isActive) return undefined;
    const lastKey = events.at(-1)?.key ?? 0;
    const [fresh, next] = [createLedger(this.#ports.now(), this.#ports.randomBytes), this.#drawNext()];
    await this.#ledger.update(
      (current) => (this.#isActive ? { state: withNext(withShop(current ?? fresh, shop, lastKey), next) } : undefined),
      true,
    );
    return this.#read();
  }

  /** By the policy of the model in force now; null where there is none yet, or where it asks nothing. */
  #drawNext(): Draw | null {
    const model = this.#host.model();
    return (model && drawQuestion(model.manifest.reports ?? DEFAULT_WEIGHTS, this.#ports.randomBytes)) ?? null;
  }

  /** Everything the ledger will hold of a report, or undefined where it cannot be made now. */
  async #make({ serial, shops, next }: LedgerState, now: number): Promise<MadeReport | undefined> {
    const { shop, sensitiveCategories = [] } = this.#host;
    const { randomBytes } = this.#ports;
    const { epsilon, mechanisms } = this.#budget;
    const record = shops.get(shop);
    const model = this.#host.model();
    if (record === undefined || model === undefined || next === null) return undefined;
    const rows = await this.#host.readSince(record.cut);
    if (rows === undefined) return undefined;
    const { arm, engine, manifest } = model;
    const id = toHex(randomBytes(16));
    const report = makeReport(
      { id, epoch: epochOf(now), model: manifest.sequence, arm, ...next },
      {
        events: toEligibleEvents(rows, engine.model, sensitiveCategories),
        rendered: new Set(record.rendered),
        engine,
        categories: createCategoryDomain(engine.model.ids, engine.model.items),
      },
      mechanisms,
      randomBytes,
    );
    return {
      serial,
      shop,
      cut: rows.at(-1)?.key ?? record.cut,
      row: { ...next, id, text: encodeReport(report), epsilon, madeAt: now, sentAt: null, outcome: 'waiting' },
      sendAt: now + drawInteger(randomBytes, SEND_DELAY_MS),
      next: this.#drawNext(),
    };
  }

  async #guard(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.#lastError = undefined;
    } catch (error) {
      this.#lastError = fromErrorRecord(toErrorRecord(error));
    }
  }
}
