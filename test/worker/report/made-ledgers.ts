import { encodeReport } from '../../../core/privacy/report.js';
import { createLedger, withNext, withShop, type LedgerRow, type LedgerState } from '../../../worker/report/ledger.js';
import { seededBytes } from '../../helpers/seeded-bytes.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
/** 2026-11-29, a Sunday in the middle of an epoch. */
export const START = Date.UTC(2026, 10, 29);

/** A fresh ledger that knows a shop, with its next question drawn. */
export function freshLedger(shop = 'default'): LedgerState {
  const state = withShop(createLedger(START, seededBytes(7)), shop, 0);
  return withNext(state, { question: 'placement', parameter: 3 });
}

/** A ledger whose wait is over. */
export function dueLedger(shop = 'default'): LedgerState {
  return { ...freshLedger(shop), waitUntil: START };
}

/** A made report of a number. */
export function madeRow(number: number, madeAt = START): LedgerRow {
  const id = number.toString(16).padStart(32, '0');
  const draw = { question: 'placement', parameter: 3 } as const;
  const text = encodeReport({ id, epoch: 2900, ...draw, model: 5, arm: 0, answer: 2 });
  return { ...draw, id, text, epsilon: 4, madeAt, sentAt: null, outcome: 'waiting' };
}
