import { gramMatrix } from '../../core/math/outer-products.js';

export interface QuantisedFactors {
  readonly dimension: number;
  /** int8[items x dimension], row-major; times the row's scale it is the factor. */
  readonly factors: Int8Array;
  /** f32[items]: largest magnitude of the row / 127; 0 for a row of zeros. */
  readonly factorScale: Float32Array;
  /** f64[dimension x dimension], symmetric, of the quantised factors, every entry an f32: what the device will read. */
  readonly gram: Float64Array;
}

const LARGEST = 127;

/**
 * One scale a row: every value is off by at most half of it.
 * @param inGram u8[items]: rows marked 1 are summed in the Gram matrix. Default: all.
 */
export function quantiseFactors(items: Float64Array, dimension: number, inGram?: Uint8Array): QuantisedFactors {
  const count = items.length / dimension;
  const factors = new Int8Array(items.length);
  const factorScale = new Float32Array(count);
  const restored = new Float64Array(items.length);
  for (let i = 0; i < count; i++) {
    const from = i * dimension;
    let most = 0;
    for (let k = from; k < from + dimension; k++) most = Math.max(most, Math.abs(items[k]!));
    factorScale[i] = most / LARGEST;
    const scale = factorScale[i]!;
    if (scale === 0) continue;
    for (let k = from; k < from + dimension; k++) {
      factors[k] = Math.max(-LARGEST, Math.min(LARGEST, Math.round(items[k]! / scale)));
      if (inGram === undefined || inGram[i] === 1) restored[k] = Math.fround(factors[k]! * scale);
    }
  }
  return { dimension, factors, factorScale, gram: gramMatrix(restored, dimension).map(Math.fround) };
}
