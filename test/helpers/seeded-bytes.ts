import type { RandomBytes } from '../../core/privacy/random-bytes.js';
import { createRandom } from '../../core/random.js';
import { createSeededBytes } from '../../trainer/simulate/seeded-bytes.js';

/** The same bytes for the same seed, wherever it runs: in place of the browser's own randomness. */
export function seededBytes(seed: number): RandomBytes {
  return createSeededBytes(createRandom(seed));
}
