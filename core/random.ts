/** A seeded source of randomness. Every draw advances it; equal seeds give equal sequences on every platform. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Uniform integer in [0, n). */
  int(n: number): number;
  /** Standard normal (Box-Muller). */
  normal(): number;
  pick<T>(values: readonly T[]): T;
  /** Index drawn in proportion to non-negative weights. */
  weighted(weights: ArrayLike<number>): number;
  /** Fisher-Yates, in place; returns its argument. */
  shuffle<T>(values: T[]): T[];
  /** An independent stream named by a label, so that adding a consumer never shifts the others' draws. */
  fork(label: string): Random;
}

/** FNV-1a over UTF-16 code units: a stable 32-bit hash of a text. Not cryptographic. */
function hashText(text: string, seed = 0): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return mix(hash);
}

function mix(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b) >>> 0;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) >>> 0;
  return (h ^ (h >>> 16)) >>> 0;
}

/** sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, period of about 2^127. */
function sfc32(seed: number): () => number {
  let a = mix(seed);
  let b = mix(seed ^ 0x9e3779b9);
  let c = mix(seed ^ 0x243f6a88);
  let counter = 1;
  const step = (): number => {
    const t = (((a + b) >>> 0) + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + t) >>> 0;
    return t;
  };
  for (let i = 0; i < 12; i++) step();
  return step;
}

/** @param seed any integer; only its low 32 bits count. */
export function createRandom(seed: number): Random {
  const step = sfc32(seed >>> 0);
  const next = (): number => step() / 4294967296;
  const int = (n: number): number => Math.floor(next() * n);
  return {
    next,
    int,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: <T>(values: readonly T[]): T => values[int(values.length)] as T,
    weighted: (weights) => drawWeighted(weights, next()),
    shuffle: <T>(values: T[]): T[] => {
      for (let i = values.length - 1; i > 0; i--) {
        const j = int(i + 1);
        [values[i], values[j]] = [values[j] as T, values[i] as T];
      }
      return values;
    },
    fork: (label) => createRandom(hashText(label, seed)),
  };
}

function drawWeighted(weights: ArrayLike<number>, uniform: number): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  let rest = uniform * total;
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i]!;
    if (rest < 0) return i;
  }
  return weights.length - 1;
}
