/** Kinds of device a visit comes from. Codes are positions; 0: unknown. */
export const DEVICES = ['unknown', 'mobile', 'tablet', 'desktop'] as const;
export type Device = (typeof DEVICES)[number];

/** Classes of where a visit comes from, never an address. Codes are positions; 0: unknown. */
export const REFERRERS = ['unknown', 'direct', 'search', 'social', 'email', 'ad', 'other'] as const;
export type Referrer = (typeof REFERRERS)[number];

/** The circumstances of one visit, as far as they are known. Nothing here identifies anybody or leaves the device. */
export interface VisitContext {
  /** Hour 0-23 by the clock the shop's log is written in; UTC where the log does not say. */
  readonly hour?: number;
  /** Weekday by the same clock, 0 Sunday - 6 Saturday. */
  readonly weekday?: number;
  readonly device?: Device;
  readonly referrer?: Referrer;
  /** The category page the shopper is on, in the shop's words. */
  readonly category?: string;
  /** ISO 3166 code or name in the shop's words, told by the shop: never looked up. */
  readonly country?: string;
}

const MAX_WORD_LENGTH = 300;
const MAX_COUNTRY_LENGTH = 60;

/** Countries are compared without case: "de" and "DE" are one. */
export function toCountryKey(word: string): string {
  return word.trim().slice(0, MAX_COUNTRY_LENGTH).toUpperCase();
}

/**
 * Reads a visit's circumstances as a page tells them: `{ hour, weekday, device, referrer, category, country }`. Unknown
 * fields are ignored, what cannot be read is left out. A log's own words: trainer/log-words.ts.
 */
export function parseVisitContext(value: unknown): VisitContext {
  const raw = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const told = {
    hour: toWhole(raw['hour'], 24),
    weekday: toWhole(raw['weekday'], 7),
    device: toOneOf(DEVICES, raw['device']),
    referrer: toOneOf(REFERRERS, raw['referrer']),
    category: toWord(raw['category']),
    country: toWord(raw['country']),
  };
  return Object.fromEntries(Object.entries(told).filter(([, known]) => known !== undefined));
}

/** Hour and weekday of a moment in UTC, the clock that logs are read in. */
export function contextAt(epochSeconds: number): Required<Pick<VisitContext, 'hour' | 'weekday'>> {
  const days = Math.floor(epochSeconds / 86_400);
  // 1970-01-01 was a Thursday.
  const weekday = (((days + 4) % 7) + 7) % 7;
  return { hour: Math.floor((epochSeconds - days * 86_400) / 3600), weekday };
}

function toWhole(value: unknown, below: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < below ? value : undefined;
}

function toWord(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, MAX_WORD_LENGTH) : undefined;
}

/** The first word of a list means that nothing is known. */
function toOneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  const word = toWord(value)?.trim().toLowerCase();
  return words.find((known, code) => code > 0 && known === word);
}
