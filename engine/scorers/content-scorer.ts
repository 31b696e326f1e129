import type { ContentTable } from '../../core/artifact/content-section.js';
import type { Kernel } from '../kernels.js';
import type { Profile } from '../profile.js';
import type { Scorer } from './scorer.js';

const UNIT = 1 / 127;

/** Cosine of two items' content vectors, -1 to 1 (to rounding); 0 where one of them has no text. */
export function contentCosine({ dimension, vectors }: ContentTable, one: number, other: number): number {
  let sum = 0;
  for (let k = 0; k < dimension; k++) sum += vectors[one * dimension + k]! * vectors[other * dimension + k]!;
  return sum * UNIT * UNIT;
}

/**
 * How alike an item is to what the shopper knows: the mean of its content cosines with the known items, weighted by how
 * much each was wanted. Silent where the model ships no content.
 */
export function createContentScorer(content: ContentTable | undefined, kernel: Kernel): Scorer {
  const vectors = content && Float32Array.from(content.vectors);
  return {
    name: 'content',
    score(profile, out) {
      out.fill(0);
      if (content === undefined || profile.isEmpty) return;
      kernel.scoreAll(vectors!, Float32Array.from(toTaste(content, profile)), out);
    },
    explain(profile, item) {
      const shares = new Map<number, number>();
      if (content === undefined) return shares;
      const total = totalWeight(profile);
      for (const { index, weight } of profile.known.values()) {
        shares.set(index, (weight / total) * contentCosine(content, index, item));
      }
      return shares;
    },
  };
}

/** f64[dimension]: the weighted mean of the known items' vectors, the vectors' two steps of 1/127 included. */
function toTaste({ dimension, vectors }: ContentTable, profile: Profile): Float64Array {
  const taste = new Float64Array(dimension);
  const total = totalWeight(profile);
  for (const { index, weight } of profile.known.values()) {
    const scale = (weight / total) * UNIT * UNIT;
    for (let k = 0; k < dimension; k++) taste[k]! += scale * vectors[index * dimension + k]!;
  }
  return taste;
}

function totalWeight(profile: Profile): number {
  let total = 0;
  for (const { weight } of profile.known.values()) total += weight;
  return total;
}
