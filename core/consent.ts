/**
 * What a shopper has allowed. `personalization: false` is off; true alone is session only (memory); with `storage`
 * events are kept in IndexedDB; with `aggregates` privatised reports may be made too.
 */
export interface Consent {
  readonly personalization: boolean;
  readonly storage: boolean;
  readonly aggregates: boolean;
}

/** off: static lists. session: memory only, no storage call at all. local: IndexedDB. aggregates: local and reports. */
export type ConsentMode = 'off' | 'session' | 'local' | 'aggregates';

/** Lowest first. */
export const CONSENT_MODES: readonly ConsentMode[] = ['off', 'session', 'local', 'aggregates'];

/** What one signal or tab takes back holds for all: the lower of two modes counts. */
export function isLower(mode: ConsentMode, than: ConsentMode): boolean {
  return CONSENT_MODES.indexOf(mode) < CONSENT_MODES.indexOf(than);
}

export function toConsentMode(consent: Consent): ConsentMode {
  if (!consent.personalization) return 'off';
  if (!consent.storage) return 'session';
  return consent.aggregates ? 'aggregates' : 'local';
}

/** May anything be stored on the device? */
export function allowsStorage(mode: ConsentMode): boolean {
  return mode === 'local' || mode === 'aggregates';
}
