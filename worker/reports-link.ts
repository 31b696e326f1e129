import { fromBoundary, REPORTS_METHODS, SOURCE_METHODS } from '../core/boundary.js';
import { allowsStorage, type ConsentMode } from '../core/consent.js';
import type { RecommenderError } from '../core/errors.js';
import { fromErrorRecord, toErrorRecord, type ErrorRecord } from '../core/errors.js';
import {
  NO_LEDGER,
  PROTOCOL_VERSION,
  type ReportAddress,
  type ReportLedger,
  type ReportsApi,
  type ReportsStatus,
} from '../core/protocol.js';
import type { Scenario } from '../core/scenarios.js';
import { callPort } from './call-port.js';
import { withDeadline } from './deadline.js';
import { exposeMethods } from './expose.js';
import { greet } from './greet.js';
import { createReportSource, type SourceHost } from './report/report-source.js';

/** So long the reports' worker may take to be there, and to answer: together less than a page waits for a call. */
const START_MS = 7000;
const ANSWER_MS = 2500;

const NOTHING_SENT: ReportsStatus = { sentBytes: 0, lastError: null };

export interface ReportsHost extends ReportAddress, SourceHost {
  /** The page is to start the reports' worker and to connect it. */
  onWanted(): void;
}

/** All that the main worker itself does with the ledger: it neither reads nor writes it. */
export interface LedgerPorts {
  /** Whether there may be a ledger, found out without opening it. */
  hasLedger(): Promise<boolean>;
  /** @throws RecommenderError `storage/…` where the disk does not confirm. */
  deleteLedger(): Promise<void>;
  /** Whether the browser shows Global Privacy Control. */
  hasGpc(): boolean;
}

/** Whoever waits for the reports' worker. */
interface Waiting {
  readonly promise: Promise<ReportsApi>;
  readonly resolve: (remote: ReportsApi) => void;
  readonly reject: (error: RecommenderError) => void;
}

/**
 * The main worker's end of reports: it knows what is allowed, gives the evidence while it is, and has the worker that makes
 * reports started when there is something for it to do. Without that worker there are none; what has to be gone is deleted
 * from here.
 */
export class ReportsLink {
  readonly #host: ReportsHost;
  readonly #ports: LedgerPorts;
  #mode: ConsentMode = 'off';
  #isGuest = false;
  #isClosed = false;
  /** The shopper has erased everything: nothing of it comes back before the next opening. */
  #isErased = false;
  /** Consent ended and there was no worker to tell. */
  #isOwing = false;
  /** Rows shown before there was one. */
  readonly #noted = new Set<Scenario>();
  #remote: ReportsApi | undefined;
  #waiting: Waiting | undefined;
  #hangUp: (() => void) | undefined;
  #status = NOTHING_SENT;

  constructor(host: ReportsHost, ports: LedgerPorts) {
    this.#host = host;
    this.#ports = ports;
  }

  /** Whether what is tracked now may feed a report. */
  get isAllowed(): boolean {
    return this.#mode === 'aggregates' && !this.#isGuest && !this.#ports.hasGpc();
  }

  /** Takes up a mode; out of storage the ledger is deleted. Never rejects. */
  async setMode(mode: ConsentMode, isGuest: boolean): Promise<void> {
    const hadStorage = allowsStorage(this.#mode);
    const wasActive = this.#isActive;
    this.#mode = mode;
    this.#isGuest = isGuest;
    this.#isErased = false;
    if (!this.#isActive) this.#noted.clear();
    this.#isOwing ||= wasActive && !this.#isActive;
    const isTold = await this.#tell();
    if (!allowsStorage(mode)) {
      if (hadStorage && !isTold) await this.#erase();
    } else if (!isTold) void this.#begin();
  }

  /** A row of this scenario was answered with a list. */
  noteRendered(scenario: Scenario): void {
    if (!this.#isActive) return;
    if (this.#remote === undefined) this.#noted.add(scenario);
    else this.#remote.noteRendered(scenario).catch(() => undefined);
  }

  /** @throws RecommenderError `worker/…` where there is no worker to ask, `storage/…`. */
  async ledger(): Promise<ReportLedger> {
    if (!allowsStorage(this.#mode) || this.#isErased) return NO_LEDGER;
    if (!this.#isActive && !(await this.#ports.hasLedger())) return NO_LEDGER;
    return inTime((await this.#connected()).ledger());
  }

  /** Deletes the ledger. @throws RecommenderError `storage/…` where the disk does not confirm; not in a mode without storage. */
  async forget(): Promise<void> {
    this.#isErased = true;
    this.#isOwing = false;
    this.#noted.clear();
    this.#status = NOTHING_SENT;
    const told = this.#remote && inTime(this.#remote.forget());
    const isDone = await told?.then(
      () => true,
      () => false,
    );
    if (isDone === true) return;
    const deleted = this.#ports.deleteLedger();
    await (allowsStorage(this.#mode) ? deleted : deleted.catch(() => undefined));
  }

  async status(): Promise<ReportsStatus> {
    try {
      if (this.#remote !== undefined) this.#status = await inTime(this.#remote.status());
    } catch (error) {
      this.#fail(error);
    }
    return this.#status;
  }

  /** Takes up the reports' worker, or why there is none. Never rejects. */
  async connect(end: MessagePort | ErrorRecord): Promise<void> {
    this.#disconnect();
    try {
      if (!(end instanceof MessagePort)) throw fromErrorRecord(end);
      const remote = await this.#open(end);
      this.#remote = remote;
      if (!(await this.#tell())) return;
      for (const scenario of this.#noted) this.noteRendered(scenario);
      this.#noted.clear();
      this.#waiting?.resolve(remote);
    } catch (error) {
      this.#fail(error);
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#disconnect();
  }

  get #isActive(): boolean {
    return this.isAllowed && this.#host.reportsUrl !== undefined && !this.#isErased && !this.#isClosed;
  }

  /** Tells the worker what holds now. @returns false where there is none, or none that hears. */
  async #tell(): Promise<boolean> {
    const remote = this.#remote;
    if (remote === undefined || this.#isErased) return remote !== undefined;
    try {
      await inTime(remote.setMode(this.#mode, this.#isGuest, this.#isOwing));
      this.#isOwing = false;
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  /** There is something to do where reports are allowed, or are no longer and a ledger tells of an earlier time. */
  async #begin(): Promise<void> {
    try {
      if (this.#host.reportsUrl === undefined) return;
      if (this.#isActive || (await this.#ports.hasLedger())) await this.#connected();
    } catch {
      // The status says why. What was withdrawn must not be sent by a later visit.
      if (this.#isOwing && allowsStorage(this.#mode) && !this.#isClosed) await this.#erase();
    }
  }

  async #erase(): Promise<void> {
    this.#isOwing = false;
    this.#status = NOTHING_SENT;
    try {
      await this.#ports.deleteLedger();
    } catch (error) {
      this.#status = { sentBytes: 0, lastError: toErrorRecord(error) };
    }
  }

  async #connected(): Promise<ReportsApi> {
    if (this.#remote !== undefined) return this.#remote;
    if (this.#waiting === undefined) {
      this.#waiting = createWaiting();
      this.#host.onWanted();
    }
    try {
      return await withDeadline(this.#waiting.promise, START_MS, 'worker/timeout');
    } finally {
      this.#waiting = undefined;
    }
  }

  /** @throws RecommenderError `worker/…` where the other end does not greet. */
  async #open(end: MessagePort): Promise<ReportsApi> {
    const { port1, port2 } = new MessageChannel();
    const remote = fromBoundary<ReportsApi>(callPort(end, REPORTS_METHODS), REPORTS_METHODS);
    this.#hangUp = () => {
      remote.close().catch(() => undefined);
      end.close();
      port1.close();
    };
    const source = createReportSource({
      ...this.#host,
      // Asked anew each time: a worker that has not heard of a withdrawal yet learns nothing more.
      readSince: async (key) => (this.#isActive ? this.#host.readSince(key) : undefined),
    });
    exposeMethods({ hello: () => Promise.resolve(PROTOCOL_VERSION), ...source }, SOURCE_METHODS, port1);
    await greet(remote, ANSWER_MS);
    const { shop, reportsUrl } = this.#host;
    await inTime(remote.open({ shop, reportsUrl }, port2));
    return remote;
  }

  #fail(cause: unknown): void {
    const lastError = toErrorRecord(cause);
    this.#status = { ...this.#status, lastError };
    this.#disconnect();
    this.#waiting?.reject(fromErrorRecord(lastError));
  }

  #disconnect(): void {
    this.#remote = undefined;
    this.#hangUp?.();
    this.#hangUp = undefined;
  }
}

function inTime<T>(answer: Promise<T>): Promise<T> {
  return withDeadline(answer, ANSWER_MS, 'worker/timeout');
}

function createWaiting(): Waiting {
  let settle: Omit<Waiting, 'promise'> | undefined;
  const promise = new Promise<ReportsApi>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle! };
}
