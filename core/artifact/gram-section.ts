import { ByteReader, ByteWriter } from './bytes.js';
import { LIMITS } from './manifest.js';

/**
 * The Gram matrix G = HᵀH of the quantised item factors: f64[d x d], row-major, symmetric. Encoded as the lower triangle
 * in f32, so device and trainer fold in with the same numbers.
 */
export function encodeGram(gram: Float64Array, dimension: number): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter(4 + (dimension * (dimension + 1) * 4) / 2);
  writer.u32(dimension);
  for (let i = 0; i < dimension; i++) for (let j = 0; j <= i; j++) writer.f32(gram[i * dimension + j]!);
  return writer.finish();
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodeGram(bytes: Uint8Array): Float64Array {
  const reader = new ByteReader(bytes, 'gram');
  const dimension = reader.size(LIMITS.dimension);
  const gram = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j <= i; j++) {
      const value = reader.f32();
      gram[i * dimension + j] = value;
      gram[j * dimension + i] = value;
    }
  }
  reader.end();
  return gram;
}
