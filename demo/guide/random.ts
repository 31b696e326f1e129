import type { RandomBytes } from '../../core/privacy/random-bytes.js';

/** The most that the browser gives at once. */
const PORTION = 65_536;

/** The browser's own randomness, fetched in portions: a population draws some hundred thousand times. */
export function createRandomBytes(): RandomBytes {
  const portion = new Uint8Array(PORTION);
  let used = PORTION;
  return (length) => {
    if (used + length > PORTION) {
      crypto.getRandomValues(portion);
      used = 0;
    }
    used += length;
    return portion.subarray(used - length, used);
  };
}
