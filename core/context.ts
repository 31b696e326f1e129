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

/** What logs, trackers and user agents say; the first that fits counts. */
const DEVICE_WORDS: readonly (readonly [Device, RegExp])[] = [
  ['tablet', /tablet|ipad|kindle/],
  ['mobile', /mobile|phone|android|\bios\b|^app$/],
  ['desktop', /desktop|laptop|computer|\bpc\b|\bweb|windows|\bmac|linux/],
];

/** Paid before free: "google / cpc" is an ad. Mail before search: mail.google.com is mail. */
const REFERRER_WORDS: readonly (readonly [Referrer, RegExp])[] = [
  ['unknown', /^\W*(?:unknown|not set|not provided|n\/a)\W*$/],
  ['direct', /^\W*(?:direct|none|direct\W+none)\W*$/],
  ['email', /mail|newsletter/],
  ['ad', /\bads?\b|adwords|googleads|doubleclick|\bcp[acm]\b|\bppc\b|\bpaid|display|banner|retarget|sponsor/],
  [
    'social',
    /social|facebook|instagram|pinterest|tiktok|twitter|youtube|linkedin|reddit|snapchat|whatsapp|\bfb\b|\big\b|^(?:x|x\.com|t\.co)$/,
  ],
  ['search', /search|organic|google|bing|yahoo|duckduckgo|ecosia|baidu|yandex|qwant|\bseo\b/],
];

/** Any word for a device, or a whole user agent: its code in DEVICES, 0 where it says nothing. */
export function toDeviceCode(word: string): number {
  const text = word.toLowerCase();
  const found = DEVICE_WORDS.find(([, words]) => words.test(text));
  return found === undefined ? 0 : DEVICES.indexOf(found[0]);
}

/** Any word or address a visit comes from: its code in REFERRERS. Of an address only the host is looked at. */
export function toReferrerCode(word: string): number {
  const text = word
    .trim()
    .toLowerCase()
    .replace(/^[a-z-]+:\/\/([^/?#]*).*$/, '$1');
  if (text === '') return 0;
  const found = REFERRER_WORDS.find(([, words]) => words.test(text));
  return REFERRERS.indexOf(found?.[0] ?? 'other');
}

/** Countries are compared without case: "de" and "DE" are one. */
export function toCountryKey(word: string): string {
  return word.trim().slice(0, MAX_COUNTRY_LENGTH).toUpperCase();
}

/**
 * Reads a visit's circumstances as a page or a line of histories tells them: `{ hour, weekday, device, referrer, category,
 * country }`, words as in a log. Unknown fields are ignored, what cannot be read is left out.
 */
export function parseVisitContext(value: unknown): VisitContext {
  if (typeof value !== 'object' || value === null) return {};
  const raw = value as Record<string, unknown>;
  const hour = toWhole(raw['hour'], 24);
  const weekday = toWhole(raw['weekday'], 7);
  const device = DEVICES[toDeviceCode(toWord(raw['device']) ?? '')]!;
  const referrer = REFERRERS[toReferrerCode(toWord(raw['referrer']) ?? '')]!;
  const category = toWord(raw['category']);
  const country = toWord(raw['country']);
  return {
    ...(hour === undefined ? {} : { hour }),
    ...(weekday === undefined ? {} : { weekday }),
    ...(device === 'unknown' ? {} : { device }),
    ...(referrer === 'unknown' ? {} : { referrer }),
    ...(category === undefined ? {} : { category }),
    ...(country === undefined ? {} : { country }),
  };
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
