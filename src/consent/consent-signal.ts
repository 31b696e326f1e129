import type { Consent } from '../../core/consent.js';

/** What a signal says of each permission: `true` granted, `false` denied, left out: nothing. A signal that is not there: `{}`. */
export type Verdict = { readonly [Name in keyof Consent]?: boolean | undefined };

/** What a signal says that is on the page and has not made up its mind: no more than `session`. */
export const UNDECIDED: Verdict = { storage: false, aggregates: false };

/**
 * One source of consent on the page: what it says now. Each call looks for the source where it was not there yet, and from
 * then on it is listened to. May throw whatever the page's own code throws; that counts as undecided.
 */
export type ConsentSignal = () => Verdict;

/**
 * @param onChange called whenever the signal may say something else; also while it is asked, and after anybody listens.
 * @param isStoring whether something is stored on this page already, under the consent there was.
 */
export type SignalFactory = (onChange: () => void, isStoring: () => boolean) => ConsentSignal;

/** A global of the page, made by whoever else runs there: of any type, and reading it may throw. */
export function pageGlobal(name: string): unknown {
  return (globalThis as unknown as Record<string, unknown>)[name];
}
