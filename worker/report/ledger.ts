import { closingOf, epochOf } from '../../core/privacy/epoch.js';
import { FRESH_WAIT_MS, REPORT_PERIOD_MS, type Draw } from '../../core/privacy/questions.js';
import { drawInteger, type RandomBytes } from '../../core/privacy/random-bytes.js';
import type { ReportOutcome } from '../../core/protocol.js';
import type { Scenario } from '../../core/scenarios.js';

/** One report as the ledger keeps it for ever. Times are epoch milliseconds by the local clock. */
export interface LedgerRow extends Draw {
  readonly id: string;
  /** Exactly what travels. */
  readonly text: string;
  readonly epsilon: number;
  readonly madeAt: number;
  readonly sentAt: number | null;
  readonly outcome: ReportOutcome;
}

/** The one report that may wait to be sent. */
export interface Outbox {
  /** Whose server it is for: only this shop's pages send it. */
  readonly shop: string;
  readonly row: LedgerRow;
  readonly sendAt: number;
  readonly attempts: number;
  /** No attempt before: the next one's time, and meanwhile the claim of the tab that makes this one. */
  readonly notBefore: number;
}

/** What the ledger knows of one shop. */
export interface ShopRecord {
  /** The highest key of an event that a report has consumed, or that was there before the ledger knew the shop. */
  readonly cut: number;
  /** Rows answered with a list since the cut. */
  readonly rendered: readonly Scenario[];
}

/** All that decides whether a report may be made: one for an origin, whatever its shops. */
export interface LedgerState {
  /** Grows with every report and every withdrawal: one that was begun under a number is not made under another. */
  readonly serial: number;
  readonly createdAt: number;
  readonly waitUntil: number;
  readonly lastMadeAt: number | null;
  /** What the next report is about, drawn before anything it comes from; null before a model's policy is known. */
  readonly next: Draw | null;
  readonly shops: ReadonlyMap<string, ShopRecord>;
  readonly outbox: Outbox | null;
  /** Of acknowledged reports. */
  readonly sentBytes: number;
}

/** What one transaction writes. */
export interface LedgerStep {
  readonly state: LedgerState;
  readonly row?: LedgerRow;
}

/** A ledger that knows of no report waits one to two periods: to erase it buys no second report. */
export function createLedger(now: number, random: RandomBytes): LedgerState {
  return {
    serial: 0,
    createdAt: now,
    waitUntil: now + FRESH_WAIT_MS.least + drawInteger(random, FRESH_WAIT_MS.most - FRESH_WAIT_MS.least),
    lastMadeAt: null,
    next: null,
    shops: new Map(),
    outbox: null,
    sentBytes: 0,
  };
}

/** @param lastKey of the events there are: none of them feeds a report. */
export function withShop(state: LedgerState, shop: string, lastKey: number): LedgerState {
  return state.shops.has(shop) ? state : putShop(state, shop, { cut: lastKey, rendered: [] });
}

/** A question that was drawn once stays. */
export function withNext(state: LedgerState, next: Draw | null): LedgerState {
  return state.next === null ? { ...state, next } : state;
}

export function noteRendered(state: LedgerState | undefined, shop: string, scenario: Scenario): LedgerStep | undefined {
  const record = state?.shops.get(shop);
  if (state === undefined || record === undefined || record.rendered.includes(scenario)) return undefined;
  return { state: putShop(state, shop, { ...record, rendered: [...record.rendered, scenario] }) };
}

/** The earliest time of the next report. A clock that went back waits until it is there again. */
export function nextPossible({ waitUntil, lastMadeAt }: LedgerState): number {
  return Math.max(waitUntil, lastMadeAt === null ? 0 : lastMadeAt + REPORT_PERIOD_MS);
}

export interface MadeReport {
  /** Of the state it was made from. */
  readonly serial: number;
  readonly shop: string;
  /** The highest key of the events there were, consumed or not. */
  readonly cut: number;
  readonly row: LedgerRow;
  readonly sendAt: number;
  readonly next: Draw | null;
}

/** Debit, bytes, cut and the next question at once; undefined where another tab was faster or the time has not come. */
export function addReport(state: LedgerState | undefined, made: MadeReport): LedgerStep | undefined {
  const { serial, shop, cut, row, sendAt, next } = made;
  const record = state?.shops.get(shop);
  if (state?.serial !== serial || record === undefined) return undefined;
  if (state.outbox !== null || row.madeAt < nextPossible(state)) return undefined;
  return {
    row,
    state: {
      ...putShop(state, shop, { ...record, cut: Math.max(record.cut, cut), rendered: [] }),
      serial: serial + 1,
      lastMadeAt: row.madeAt,
      next,
      outbox: { shop, row, sendAt, attempts: 0, notBefore: sendAt },
    },
  };
}

/** Its epoch is closed: no server takes it any more. */
export function isExpired({ row }: Outbox, now: number): boolean {
  return now >= closingOf(epochOf(row.madeAt));
}

/** Takes the waiting report for one attempt; undefined where it is not due. @param times `retryAt`: when another may follow. */
export function claim(
  state: LedgerState | undefined,
  id: string,
  { now, retryAt }: { readonly now: number; readonly retryAt: number },
): LedgerStep | undefined {
  const outbox = state?.outbox;
  if (state === undefined || outbox?.row.id !== id || now < outbox.notBefore) return undefined;
  return { state: { ...state, outbox: { ...outbox, attempts: outbox.attempts + 1, notBefore: retryAt } } };
}

/** Never to an earlier time than the one that stands. */
export function postpone(state: LedgerState | undefined, id: string, notBefore: number): LedgerStep | undefined {
  const outbox = state?.outbox;
  if (state === undefined || outbox?.row.id !== id) return undefined;
  return { state: { ...state, outbox: { ...outbox, notBefore: Math.max(outbox.notBefore, notBefore) } } };
}

/** Ends the wait of a report; undefined where it waits no more. */
export function settle(
  state: LedgerState | undefined,
  id: string,
  outcome: Exclude<ReportOutcome, 'waiting' | 'sent'> | { readonly sentAt: number },
): LedgerStep | undefined {
  const row = state?.outbox?.row;
  if (state === undefined || row?.id !== id) return undefined;
  const isSent = typeof outcome === 'object';
  return {
    row: { ...row, ...(isSent ? { outcome: 'sent', sentAt: outcome.sentAt } : { outcome }) },
    state: { ...state, outbox: null, sentBytes: state.sentBytes + (isSent ? row.text.length : 0) },
  };
}

/** What waits goes unsent. @param shop whose consent ended: what was tracked under it feeds no report under a later one. */
export function withdraw(state: LedgerState | undefined, shop: string | undefined): LedgerStep | undefined {
  if (state === undefined || (state.outbox === null && !(shop !== undefined && state.shops.has(shop))))
    return undefined;
  const shops = new Map([...state.shops].filter(([name]) => name !== shop));
  const settled = settle(state, state.outbox?.row.id ?? '', 'withdrawn');
  return { ...settled, state: { ...(settled?.state ?? state), shops, serial: state.serial + 1 } };
}

function putShop(state: LedgerState, shop: string, record: ShopRecord): LedgerState {
  return { ...state, shops: new Map([...state.shops, [shop, record]]) };
}
