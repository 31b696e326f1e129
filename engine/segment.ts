import type { Prototypes } from '../core/artifact/prototypes-section.js';

/** The group of shoppers whose taste a shopper shares, as far as the history tells. */
export interface Segment {
  /** Position in the model's table of prototypes: another model's prototypes are others. */
  readonly index: number;
  /** Distinct and readable; undefined where the shop has no catalog to name it from. */
  readonly name: string | undefined;
  /** The part of all shoppers who are of this segment, 0-1. */
  readonly share: number;
  /** How likely this shopper is of it, 0-1. */
  readonly probability: number;
}

/** A segment less likely than not is a guess and is not told. */
const MIN_PROBABILITY = 0.5;

/**
 * The likeliest prototype of a shopper.
 * @param posterior `PrototypeScorer.posterior`.
 * @returns undefined where nothing is known, or none is at least as likely as all others together.
 */
export function toSegment(posterior: Float64Array | undefined, prototypes: Prototypes): Segment | undefined {
  if (posterior === undefined) return undefined;
  let index = 0;
  posterior.forEach((probability, k) => {
    if (probability > posterior[index]!) index = k;
  });
  const probability = posterior[index] ?? 0;
  if (probability < MIN_PROBABILITY) return undefined;
  const name = prototypes.names[index]!;
  return { index, name: name === '' ? undefined : name, share: prototypes.share[index]!, probability };
}
