import { ByteReader, ByteWriter } from './bytes.js';
import { LIMITS } from './manifest.js';

/** Steps of a stored value: e^(1/32) is 3 %. */
const STEPS = 32;
const LARGEST = 127;

/**
 * How much more or less each item is asked for now than the log says: the logarithm of the ratio, which is added to the
 * item's score. A list's scores are logits, so this is the correction for a changed prior (Saerens, Latinne, Decaestecker,
 * Neural Computation 2002, equation 4).
 */
export type Demand = Float32Array;

/** u32 items; i8[items] in steps of 1/32, so from e^-4 to e^4. */
export function encodeDemand(demand: Demand): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter(4 + demand.length);
  writer.u32(demand.length);
  for (const value of demand) {
    writer.u8(Math.max(-LARGEST, Math.min(LARGEST, Math.round(value * STEPS))) & 0xff);
  }
  return writer.finish();
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodeDemand(bytes: Uint8Array): Demand {
  const reader = new ByteReader(bytes, 'demand');
  const count = reader.size(LIMITS.items);
  const demand = Float32Array.from(reader.bytes(count), (code) => ((code << 24) >> 24) / STEPS);
  reader.end();
  return demand;
}
