import { pageGlobal, UNDECIDED, type SignalFactory } from './consent-signal.js';

/** Of `window.Shopify`, what is read here. */
interface Shopify {
  readonly loadFeatures?: unknown;
  readonly customerPrivacy?: {
    preferencesProcessingAllowed(): unknown;
    analyticsProcessingAllowed(): unknown;
  };
}

/** So long after its start a page may take to load the API before it counts as having none. */
const LOAD_LIMIT_MS = 3000;

/**
 * Shopify's Customer Privacy API: preferences grant storage, analytics aggregates. It answers `false` both for a refusal
 * and before the choice; either way nothing is stored and personalization stays in the page's memory (`session`): only the
 * own word switches it off. This code never loads the API itself, since that is a request.
 * Source: shopify.dev, "Customer Privacy API".
 */
export const createShopifySignal: SignalFactory = (onChange) => () => {
  const shopify = pageGlobal('Shopify') as Shopify | undefined | null;
  const privacy = shopify?.customerPrivacy;
  if (!privacy) return shopify?.loadFeatures && performance.now() < LOAD_LIMIT_MS ? UNDECIDED : {};
  document.addEventListener('visitorConsentCollected', onChange); // the same listener again changes nothing
  return {
    storage: privacy.preferencesProcessingAllowed() === true,
    aggregates: privacy.analyticsProcessingAllowed() === true,
  };
};
