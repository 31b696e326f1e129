import type { Consent } from '../../core/consent.js';
import type { ProfileView, ReportLedger } from '../../core/protocol.js';
import type { Recommender, RecommenderStatus } from '../api.js';
import type { PanelWords } from './words.js';

/** All that the panel shows. */
export interface PanelFacts {
  readonly status: RecommenderStatus;
  readonly consent: Consent;
  readonly profile: ProfileView;
  readonly ledger: ReportLedger;
}

/** What each section works with. */
export interface PanelContext {
  readonly recommender: Recommender;
  readonly words: PanelWords;
  /** Says what was done, to those who see the page and those who hear it. */
  readonly say: (text: string) => void;
  /** Does one thing and says what came of it; `notNow` where it could not be done. @returns whether it was. */
  readonly act: (task: () => Promise<boolean>, done: string) => Promise<boolean>;
  /** A moment as the page's language writes it: the day, with the time where `withTime`. */
  readonly formatTime: (time: number | string, withTime?: boolean) => string;
}

/** A part of the panel. */
export interface PanelSection {
  readonly element: HTMLElement;
  show(facts: PanelFacts): void;
}

/** Calls `draw` only where what it draws has changed: an unchanged list keeps what is open and selected in it. */
export function whenChanged<Value>(draw: (value: Value) => void): (value: Value) => void {
  let shown: string | undefined;
  return (value) => {
    const now = JSON.stringify(value);
    if (now === shown) return;
    shown = now;
    draw(value);
  };
}
