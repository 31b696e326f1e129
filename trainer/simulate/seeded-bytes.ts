import type { RandomBytes } from '../../core/privacy/random-bytes.js';
import type { Random } from '../../core/random.js';

/** Bytes that a run can repeat: for studies and tests, never for a shopper. */
export function createSeededBytes(random: Random): RandomBytes {
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let k = 0; k < length; k += 4) {
      const word = random.int(0x1_0000_0000);
      for (let b = 0; b < 4 && k + b < length; b++) bytes[k + b] = word >>> (8 * b);
    }
    return bytes;
  };
}
