/**
 * Where privacy's randomness comes from: `length` bytes, uniform and independent. In a browser `crypto.getRandomValues`;
 * handed in, so that a test can replay a report byte by byte. Never a seeded generator outside of tests and simulations.
 */
export type RandomBytes = (length: number) => Uint8Array;

/** 2^32: all probabilities are whole multiples of 1 / RANGE. */
export const RANGE = 0x1_0000_0000;

/** Uniform in [0, 2^32). */
function drawWord(random: RandomBytes): number {
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

/** True with probability `threshold` / 2^32, exactly. */
export function drawBelowThreshold(random: RandomBytes, threshold: number): boolean {
  return drawWord(random) < threshold;
}

/**
 * Uniform integer in [0, n), exactly: words of the incomplete last block are thrown away.
 * @param n 1 to 2^32.
 */
export function drawInteger(random: RandomBytes, n: number): number {
  const whole = RANGE - (RANGE % n);
  let word = drawWord(random);
  while (word >= whole) word = drawWord(random);
  return word % n;
}

/** Index drawn in proportion to whole weights, exactly. @param weights at least one above 0. */
export function drawWeighted(random: RandomBytes, weights: readonly number[]): number {
  let rest = drawInteger(
    random,
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  for (const [index, weight] of weights.entries()) {
    if (rest < weight) return index;
    rest -= weight;
  }
  throw new RangeError('expected whole weights of at least 0, one of them above 0');
}
