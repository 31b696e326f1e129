import type { Verdict } from './consent-signal.js';
import { createIabSignal } from './iab-signal.js';

/** Of the platform's event, what is read here. */
interface GppEvent {
  readonly pingData: {
    readonly signalStatus: unknown;
    /** By section, such as `usnat`. Depending on the consent tool a section is one object or a list of its segments. */
    readonly parsedSections?: Readonly<Record<string, object>>;
  };
}

/**
 * The fields that opt out (1) of sale, sharing or targeted advertising, and the GPC segment's (true). The national US
 * section and the states' call them alike, no other section has them.
 */
const OPT_OUT = /(OptOut|Gpc)$/;

/**
 * IAB Tech Lab's Global Privacy Platform 1.1. An opt-out in a US section denies aggregates. It never grants anything and
 * never denies storage.
 * Source: IAB Tech Lab, "Global Privacy Platform CMP API" and "US National Privacy Section".
 */
export const createGppSignal = createIabSignal('__gpp', [], toVerdict);

function toVerdict(data: unknown): Verdict | undefined {
  const { signalStatus, parsedSections } = (data as GppEvent).pingData;
  // It is loading, or the shopper is choosing: what was decided before holds. Without sections nothing is decided.
  if (signalStatus !== 'ready' || parsedSections === undefined) return undefined;
  const fields: [string, unknown][] = Object.values(parsedSections).flat().flatMap(Object.entries);
  const isOptOut = fields.some(([name, value]) => OPT_OUT.test(name) && Number(value) === 1);
  return isOptOut ? { aggregates: false } : {};
}
