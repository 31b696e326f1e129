import { describe, expect, it } from 'vitest';
import { closingOf, epochOf } from '../../../core/privacy/epoch.js';
import {
  addReport,
  claim,
  isExpired,
  nextPossible,
  noteRendered,
  postpone,
  settle,
  withdraw,
  withNext,
  withShop,
  type LedgerState,
  type MadeReport,
} from '../../../worker/report/ledger.js';
import { retryDelayMs } from '../../../worker/report/report-times.js';
import { DAY, dueLedger, HOUR, madeRow, START, WEEK } from './made-ledgers.js';

const made: MadeReport = { serial: 0, shop: 'default', cut: 7, row: madeRow(1), sendAt: START + HOUR, next: null };
const { id } = made.row;
const waiting = (): LedgerState => addReport(dueLedger(), made)!.state;

describe('a report is added', () => {
  it('where the ledger is as it was when the report was begun', () => {
    expect(addReport(dueLedger(), made)).toBeDefined();
  });

  it.each<[string, LedgerState | undefined]>([
    ['there is no ledger', undefined],
    ['another report was made meanwhile', { ...dueLedger(), serial: 1 }],
    ['the shop is not known any more', { ...dueLedger(), shops: new Map() }],
    ['another report waits', { ...waiting(), serial: 0, lastMadeAt: null }],
    ['the fresh ledger’s wait is not over', { ...dueLedger(), waitUntil: START + 1 }],
    ['seven days have not passed', { ...dueLedger(), lastMadeAt: START - WEEK + 1 }],
    ['the last report is of a later time than this one', { ...dueLedger(), lastMadeAt: START + 400 * DAY }],
  ])('not where %s', (_why, state) => {
    expect(addReport(state, made)).toBeUndefined();
  });

  it('exactly seven days after the last', () => {
    expect(addReport({ ...dueLedger(), lastMadeAt: START - WEEK }, made)).toBeDefined();
  });

  it('never with a cut before the one that stands', () => {
    const state = { ...dueLedger(), shops: new Map([['default', { cut: 9, rendered: [] } as const]]) };
    expect(addReport(state, made)!.state.shops.get('default')!.cut).toBe(9);
  });
});

describe('the next report', () => {
  it('is possible when both waits are over, whichever is longer', () => {
    const state = { ...dueLedger(), waitUntil: START + 9 * DAY };
    expect(nextPossible(state)).toBe(START + 9 * DAY);
    expect(nextPossible({ ...state, lastMadeAt: START })).toBe(START + 9 * DAY);
    expect(nextPossible({ ...state, lastMadeAt: START + 3 * DAY })).toBe(START + 10 * DAY);
  });

  it('keeps the question that was drawn', () => {
    const drawn = dueLedger();
    expect(withNext(drawn, { question: 'item', parameter: 9 })).toBe(drawn);
    const open = { ...drawn, next: null };
    expect(withNext(open, { question: 'item', parameter: 9 }).next).toEqual({ question: 'item', parameter: 9 });
  });
});

describe('a shop', () => {
  it('is put in the ledger once', () => {
    const state = dueLedger();
    expect(withShop(state, 'default', 99)).toBe(state);
    expect(withShop(state, 'toys', 99).shops.get('toys')).toEqual({ cut: 99, rendered: [] });
  });

  it('notes a row once, and none for a shop that is not there', () => {
    const { state } = noteRendered(dueLedger(), 'default', 'cart')!;
    expect(noteRendered(state, 'default', 'cart')).toBeUndefined();
    expect(noteRendered(state, 'toys', 'cart')).toBeUndefined();
    expect(noteRendered(undefined, 'default', 'cart')).toBeUndefined();
  });
});

describe('a report that waits', () => {
  const times = { now: START + HOUR, retryAt: START + 2 * HOUR };

  it('is claimed when it is due, by one', () => {
    expect(claim(waiting(), id, { ...times, now: START + HOUR - 1 })).toBeUndefined();
    const { state } = claim(waiting(), id, times)!;
    expect(state.outbox).toMatchObject({ attempts: 1, notBefore: START + 2 * HOUR });
    expect(claim(state, id, times)).toBeUndefined();
    expect(claim(waiting(), 'another', times)).toBeUndefined();
    expect(claim(undefined, id, times)).toBeUndefined();
  });

  it('is put off to a later time, never to an earlier one', () => {
    const { state } = postpone(waiting(), id, START + 3 * HOUR)!;
    expect(state.outbox!.notBefore).toBe(START + 3 * HOUR);
    expect(postpone(state, id, START)!.state.outbox!.notBefore).toBe(START + 3 * HOUR);
    expect(postpone(state, 'another', START + 9 * HOUR)).toBeUndefined();
  });

  it('ends once', () => {
    const sent = settle(waiting(), id, { sentAt: START + 5 })!;
    expect(sent.row).toMatchObject({ outcome: 'sent', sentAt: START + 5, text: made.row.text });
    expect(sent.state).toMatchObject({ outbox: null, sentBytes: 256 });
    expect(settle(sent.state, id, 'refused')).toBeUndefined();
    expect(settle(waiting(), 'another', 'refused')).toBeUndefined();
    const refused = settle(waiting(), id, 'refused')!;
    expect(refused.row).toMatchObject({ outcome: 'refused', sentAt: null });
    expect(refused.state).toMatchObject({ sentBytes: 0, lastMadeAt: START });
  });

  it('expires when its epoch is closed', () => {
    const outbox = waiting().outbox!;
    const closing = closingOf(epochOf(START));
    expect(isExpired(outbox, closing - 1)).toBe(false);
    expect(isExpired(outbox, closing)).toBe(true);
  });

  it('is withdrawn with the shop whose consent ended, and a report begun before can not be added', () => {
    const { state, row } = withdraw(waiting(), 'default')!;
    expect(row).toMatchObject({ outcome: 'withdrawn', sentAt: null });
    expect(state).toMatchObject({ outbox: null, lastMadeAt: START, serial: 2 });
    expect(state.shops.size).toBe(0);
    expect(addReport(withShop(state, 'default', 0), { ...made, serial: 1 })).toBeUndefined();
    expect(withdraw(waiting(), undefined)!.state.shops.size).toBe(1);
    expect(withdraw(state, 'default')).toBeUndefined();
    expect(withdraw(undefined, 'default')).toBeUndefined();
  });
});

describe('the wait after an attempt', () => {
  it('doubles from a minute to a day, half of it by chance', () => {
    expect([0, 1, 2, 3].map((attempts) => retryDelayMs(attempts, 0))).toEqual([30_000, 60_000, 120_000, 240_000]);
    expect(retryDelayMs(0, 0.999)).toBeLessThanOrEqual(60_000);
    expect([11, 20, 1e6].map((attempts) => retryDelayMs(attempts, 0))).toEqual([DAY / 2, DAY / 2, DAY / 2]);
    expect(retryDelayMs(1e6, 0.999)).toBeLessThanOrEqual(DAY);
  });
});
