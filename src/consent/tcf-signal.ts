import type { Verdict } from './consent-signal.js';
import { createIabSignal } from './iab-signal.js';

/** Of the framework's TCData, what is read here. */
interface TcData {
  readonly eventStatus: unknown;
  readonly gdprApplies: unknown;
  readonly purpose: { readonly consents: Readonly<Record<number, unknown>> };
}

/**
 * IAB Europe's Transparency and Consent Framework 2.2. Consent to the purposes 1 (store on the device), 5 and 6 (profiles
 * for content, and their use) together grants storage, to 8 and 10 (measure content, develop services) aggregates. Only
 * consent counts, no legitimate interest. Where the GDPR does not apply it says nothing: it neither restricts nor grants.
 * Source: IAB Europe, "CMP API v2", command addEventListener.
 */
export const createTcfSignal = createIabSignal('__tcfapi', [2], toVerdict);

function toVerdict(data: unknown): Verdict | undefined {
  const { eventStatus, gdprApplies, purpose } = data as TcData;
  if (gdprApplies === false) return {};
  if (eventStatus === 'cmpuishown') return undefined; // the shopper is choosing: what was decided before holds
  const isGranted = (...purposes: readonly number[]): boolean => purposes.every((id) => purpose.consents[id] === true);
  return { storage: isGranted(1, 5, 6), aggregates: isGranted(8, 10) };
}
