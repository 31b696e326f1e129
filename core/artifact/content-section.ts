import { ByteReader, ByteWriter } from './bytes.js';
import { LIMITS } from './manifest.js';

/** What the catalog says of each item, as a direction: alike texts, categories and brands point alike. */
export interface ContentTable {
  readonly dimension: number;
  /** int8[items x dimension], row-major, in steps of 1/127: rows of length 1 (to rounding), zeros for an item without text. */
  readonly vectors: Int8Array;
}

/** Header u32 items, u32 dimension; then the vectors: dimension bytes an item. */
export function encodeContent({ dimension, vectors }: ContentTable): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter(8 + vectors.length);
  writer.u32(vectors.length / dimension);
  writer.u32(dimension);
  writer.bytes(vectors);
  return writer.finish();
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodeContent(bytes: Uint8Array): ContentTable {
  const reader = new ByteReader(bytes, 'content');
  const count = reader.size(LIMITS.items);
  const dimension = reader.size(LIMITS.dimension);
  if (dimension === 0) throw reader.bad('a dimension above 0');
  const vectors = new Int8Array(reader.bytes(count * dimension));
  reader.end();
  return { dimension, vectors };
}
