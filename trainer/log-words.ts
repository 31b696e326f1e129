import {
  DEVICES,
  parseVisitContext,
  REFERRERS,
  type Device,
  type Referrer,
  type VisitContext,
} from '../core/context.js';

const MAX_WORD_LENGTH = 300;

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

/** A visit's circumstances as a line of histories tells them: like `parseVisitContext`, with the words of a log. */
export function parseLogContext(value: unknown): VisitContext {
  if (typeof value !== 'object' || value === null) return {};
  const raw = value as Record<string, unknown>;
  const device = DEVICES[toDeviceCode(toWord(raw['device']))];
  const referrer = REFERRERS[toReferrerCode(toWord(raw['referrer']))];
  return parseVisitContext({ ...raw, device, referrer });
}

function toWord(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MAX_WORD_LENGTH) : '';
}
