import type { SignalFactory } from './consent-signal.js';

/**
 * Global Privacy Control, the browser's own setting: no aggregates; what stays on the device stays allowed.
 * Source: W3C, "Global Privacy Control".
 */
export const createGpcSignal: SignalFactory = () => () =>
  (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl ? { aggregates: false } : {};
