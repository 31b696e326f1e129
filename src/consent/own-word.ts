import { UNDECIDED, type Verdict } from './consent-signal.js';

/**
 * The own word, of the shop or of the shopper's panel, given through the option `consent` or `setConsent`: one signal among
 * the others, and the only one that can switch personalization off. A new word comes on top of the former; only a boolean
 * says something. Who grants anything thereby says all that is granted: a permission never named is denied then. Who only
 * denies leaves the rest to the other signals, and who has said nothing leaves everything to them.
 */
export function mergeWord(before: Verdict, input: unknown): Verdict {
  const given = Object.entries(input ?? {}).filter(([, value]) => typeof value === 'boolean');
  const isGrant = given.some(([, value]) => value === true);
  return { ...(isGrant && UNDECIDED), ...before, ...(Object.fromEntries(given) as Verdict) };
}
