import { CONSENT_MODES, toConsentMode, type Consent, type ConsentMode } from '../../core/consent.js';
import type { Verdict } from './consent-signal.js';

const MODES: readonly string[] = CONSENT_MODES;
const CONSENTS: readonly Consent[] = CONSENT_MODES.map((_mode, rank) =>
  Object.freeze({ personalization: rank > 0, storage: rank > 1, aggregates: rank > 2 }),
);

/** What a mode grants, the same object each time; undefined for a text that is no mode. */
export function toConsent(mode: ConsentMode): Consent;
export function toConsent(mode: string | undefined): Consent | undefined;
export function toConsent(mode = ''): Consent | undefined {
  return CONSENTS[MODES.indexOf(mode)];
}

/**
 * The minimum over all that was said. Whatever one signal denies is denied; storage and aggregates also need one that
 * grants them, so that a page on which nobody has spoken stays in `session`.
 */
export function toEffectiveMode(verdicts: readonly Verdict[]): ConsentMode {
  const says = (name: keyof Consent, value: boolean): boolean => verdicts.some((verdict) => verdict[name] === value);
  const isGranted = (name: keyof Consent): boolean => says(name, true) && !says(name, false);
  return toConsentMode({
    personalization: !says('personalization', false),
    storage: isGranted('storage'),
    aggregates: isGranted('aggregates'),
  });
}
