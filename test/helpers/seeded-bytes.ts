import type { RandomBytes } from '../../core/privacy/random-bytes.js';
import { createRandom } from '../../core/random.js';

/** The same bytes for the same seed, wherever it runs: in place of the browser's own randomness. */
export function seededBytes(seed: number): RandomBytes {
  const random = createRandom(seed);
  return (length) => Uint8Array.from({ length }, () => random.int(256));
}
