const NAME = 'shelfwise-profile';
/** A code of more letters than this is too fine for a phone's camera. */
const MAX_LETTERS = 1400;

/**
 * The page's address with a sealed profile behind its `#`, which browsers send to no server; undefined where that is too long for
 * a code.
 */
export function toProfileLink(file: Uint8Array, page: string): string | undefined {
  const url = new URL(page);
  const base64 = btoa(Array.from(file, (byte) => String.fromCharCode(byte)).join(''));
  url.hash = `${NAME}=${base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`;
  return url.href.length > MAX_LETTERS ? undefined : url.href;
}

/** The sealed profile in an address, if there is one. */
export function fromProfileLink(page: string): Uint8Array<ArrayBuffer> | undefined {
  const [name, text = ''] = new URL(page).hash.slice(1).split('=');
  if (name !== NAME) return undefined;
  try {
    return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
