import { chancesOf, privatiseChoice } from './choice.js';
import { NOTHING_KNOWN, type Estimate } from './estimate.js';
import { RANGE, type RandomBytes } from './random-bytes.js';

/**
 * Optimised local hashing (Wang, Blocki, Li, Jha, USENIX Security 2017, section 4.4): one of 256 public hash functions maps
 * the choice into g buckets, and generalised randomised response hides the bucket. The number of choices costs nothing.
 */
export interface HashMechanism {
  readonly kind: 'hash';
  /** g; e^ε + 1 is best. */
  readonly choices: number;
  /** p · 2^32, rounded down. */
  readonly keep: number;
}

/** So many public hash functions; which one a report uses stands in it in clear. */
export const HASH_FUNCTIONS = 256;

/** @param epsilon above 0. */
export function createHashedChoice(epsilon: number): HashMechanism {
  const odds = Math.exp(epsilon);
  const choices = Math.max(2, Math.round(odds) + 1);
  return { kind: 'hash', choices, keep: Math.floor((RANGE * odds) / (odds + choices - 1)) };
}

/** The public hash functions of one epoch: another epoch has others, so that no two items collide for ever. */
export interface HashFamily {
  /** @returns bucket in [0, buckets). */
  bucketOf(text: string, hashFunction: number): number;
  /** u16[256]: under every function. */
  bucketsOf(text: string): Uint16Array;
}

/** @param epoch whole number >= 0: names the family. */
export function createHashFamily(epoch: number, buckets: number): HashFamily {
  const encoder = new TextEncoder();
  const seeds = Uint32Array.from({ length: HASH_FUNCTIONS }, (_, k) => mix(mix(epoch + 0x5e1f) + k));
  const toBucket = (bytes: Uint8Array, seed: number): number => Math.floor((murmur3(bytes, seed) * buckets) / RANGE);
  return {
    bucketOf: (text, hashFunction) => toBucket(encoder.encode(text), seeds[hashFunction]!),
    bucketsOf(text) {
      const bytes = encoder.encode(text);
      const found = new Uint16Array(HASH_FUNCTIONS);
      for (let h = 0; h < HASH_FUNCTIONS; h++) found[h] = toBucket(bytes, seeds[h]!);
      return found;
    },
  };
}

/** @param bucket of the true choice, in [0, g). @returns the bucket to tell. */
export function privatiseBucket(mechanism: HashMechanism, bucket: number, random: RandomBytes): number {
  return privatiseChoice(mechanism, bucket, random);
}

/** What reports said, summed. */
export interface HashedCounts {
  /** f64[256 x g], row-major: reports by hash function and bucket. */
  readonly counts: Float64Array;
  readonly family: HashFamily;
}

/**
 * Share of each text: f̂ = (c/n − 1/g) / (p − 1/g), c the reports whose bucket is the text's own. The standard error is that of
 * c beside the collisions, Σf² / (256 g), Σf² estimated from the same reports.
 * @param texts what is asked about; shares of others are noise like any.
 */
export function estimateHashed(
  mechanism: HashMechanism,
  { counts, family }: HashedCounts,
  texts: readonly string[],
): Estimate[] {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return texts.map(() => NOTHING_KNOWN);
  const { choices: buckets } = mechanism;
  const { p } = chancesOf(mechanism);
  const uniform = 1 / buckets;
  const raw = texts.map((text) => {
    let support = 0;
    const found = family.bucketsOf(text);
    for (let h = 0; h < HASH_FUNCTIONS; h++) support += counts[h * buckets + found[h]!]!;
    return (support / n - uniform) / (p - uniform);
  });
  const noise = hashedError(mechanism, n, { share: 0, sumOfSquares: 0 }) ** 2;
  const squares = raw.reduce((sum, value) => sum + value * value - noise, 0);
  const sumOfSquares = Math.min(1, Math.max(0, squares));
  return raw.map((value) => ({ value, standardError: hashedError(mechanism, n, { share: value, sumOfSquares }), n }));
}

/** @param sumOfSquares Σf² over all texts: what collides with whatever is asked about. */
export function hashedError(
  mechanism: HashMechanism,
  n: number,
  { share, sumOfSquares }: { readonly share: number; readonly sumOfSquares: number },
): number {
  const { choices: buckets } = mechanism;
  const { p } = chancesOf(mechanism);
  const uniform = 1 / buckets;
  const chance = uniform + Math.min(1, Math.max(0, share)) * (p - uniform);
  const sampling = (chance * (1 - chance)) / n / (p - uniform) ** 2;
  return Math.sqrt(sampling + sumOfSquares / (HASH_FUNCTIONS * buckets));
}

/** MurmurHash3's x86 32-bit variant (Austin Appleby, public domain), over bytes. */
function murmur3(bytes: Uint8Array, seed: number): number {
  let hash = seed;
  const whole = bytes.length & ~3;
  for (let at = 0; at < whole; at += 4) {
    hash ^= scramble(bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let at = bytes.length - 1; at >= whole; at--) tail = (tail << 8) | bytes[at]!;
  if (bytes.length > whole) hash ^= scramble(tail);
  return mix(hash ^ bytes.length);
}

function scramble(block: number): number {
  const mixed = Math.imul(block, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

/** MurmurHash3's finaliser: every bit of the input moves every bit of the output. */
function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
