import { REPORT_PERIOD_MS } from '../../core/privacy/questions.js';
import { describeQuestion } from '../../core/privacy/question-words.js';
import type { LedgerEntry, ReportLedger } from '../../core/protocol.js';
import { nextPossible, type LedgerRow, type LedgerState } from './ledger.js';

/** The ledger as the shopper sees it. @param state undefined: no further report is going to be made as things stand. */
export function toReportLedger(rows: readonly LedgerRow[], state: LedgerState | undefined, now: number): ReportLedger {
  const spent = (since: number): number =>
    rows.reduce((sum, { epsilon, madeAt }) => (madeAt > since ? sum + epsilon : sum), 0);
  return {
    reports: rows.map(toEntry),
    next: state === undefined ? null : toIso(nextPossible(state)),
    spent: { week: spent(now - REPORT_PERIOD_MS), all: spent(-Infinity) },
  };
}

function toEntry({ question, parameter, text, epsilon, madeAt, sentAt, outcome }: LedgerRow): LedgerEntry {
  return {
    question: describeQuestion({ question, parameter }),
    bytes: text,
    epsilon,
    madeAt: toIso(madeAt),
    sentAt: sentAt === null ? null : toIso(sentAt),
    outcome,
  };
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}
