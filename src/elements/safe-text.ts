/** Longer titles end in an ellipsis. */
const MAX_CHARACTERS = 160;

/** Control characters, and those that reorder or hide text. Joiners stay: Persian, Hindi and emoji need them. */
const DECEPTIVE = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;

/** A catalog's text as it may be shown: no tricks, no more than 160 characters. Only ever used as `textContent`. */
export function toSafeText(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = String(value)
    .slice(0, 4 * MAX_CHARACTERS)
    .replace(DECEPTIVE, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(text);
  return characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…` : text;
}

/** An absolute address with a scheme that only ever navigates or loads, or undefined. */
export function toSafeUrl(value: unknown, base: string): string | undefined {
  if (typeof value !== 'string' || value === '' || value.length > 2000) return undefined;
  try {
    const url = new URL(value, base);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}
