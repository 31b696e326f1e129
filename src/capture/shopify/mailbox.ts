import { SLOT_COUNT, SLOT_PREFIX } from './pixel-record.js';

/** No record of the pixel is longer. */
const MAX_CHARACTERS = 50_000;

/**
 * The half of the bridge on the storefront: what the pixel has left in local storage, taken out of it. Called with consent to
 * storage only. Anybody on the page may have written there.
 * @returns texts, in the order of their slots.
 */
export function takeMail(): string[] {
  const mail: string[] = [];
  for (let slot = 0; slot < SLOT_COUNT; slot++) {
    const text = localStorage.getItem(`${SLOT_PREFIX}${slot}`);
    if (text === null) continue;
    localStorage.removeItem(`${SLOT_PREFIX}${slot}`);
    if (text.length <= MAX_CHARACTERS) mail.push(text);
  }
  return mail;
}
