import { ByteReader, ByteWriter, indexBytes } from './bytes.js';
import { LIMITS } from './manifest.js';

/** Taste prototypes: groups of many shoppers with a like taste. Nothing in here says anything of fewer than minUsers. */
export interface Prototypes {
  /** Items of the catalog the table speaks of. */
  readonly itemCount: number;
  readonly dimension: number;
  /** Scale of the fold-in's prior, >= 0, chosen on validation; 0: folding in goes without. */
  readonly priorScale: number;
  /** f32[prototypes]: the part of all shoppers whose taste it is. Its length is the number of prototypes. */
  readonly share: Float32Array;
  /** int8[prototypes x dimension], row-major; times `meanScale` of the row it is the mean of their user vectors. */
  readonly means: Int8Array;
  /** f32[prototypes], at least 0. */
  readonly meanScale: Float32Array;
  /** u32[prototypes + 1]: `item[start[k] .. start[k + 1])`, ascending, are the items prototype k is known for. */
  readonly start: Uint32Array;
  readonly item: Uint32Array;
  /** log(q_k(i) / q(i)): how much likelier than in the shop as a whole. Stored in steps of 1/16 from -4 on. */
  readonly logLift: Float32Array;
  /** f32[prototypes]: the same for every item that is not listed. */
  readonly logBackground: Float32Array;
  /** A name that a person understands, or empty where the catalog gives none. Distinct. */
  readonly names: readonly string[];
}

const LIFT_STEP = 1 / 16;
const LEAST_LIFT = -4;
const MAX_ITEMS = 255;
const MAX_PROTOTYPES = 256;
const MAX_NAME_BYTES = 1024;

/**
 * Header u32 items, u16 prototypes, u16 dimension, f32 prior scale; then a prototype: f32 share, f32 log background, f32
 * mean scale, int8[dimension] mean, u16 length and UTF-8 name, u8 length, items (u16 where the catalog has at most 65,536,
 * else u32), u8 log lifts.
 */
export function encodePrototypes(table: Prototypes): Uint8Array<ArrayBuffer> {
  const { dimension, start, item } = table;
  const count = table.share.length;
  const encoder = new TextEncoder();
  const names = table.names.map((name) => encoder.encode(name));
  const nameBytes = names.reduce((sum, name) => sum + name.length, 0);
  const writer = new ByteWriter(
    12 + count * (15 + dimension) + nameBytes + item.length * (indexBytes(table.itemCount) + 1),
  );
  writer.u32(table.itemCount);
  writer.u16(count);
  writer.u16(dimension);
  writer.f32(table.priorScale);
  for (let k = 0; k < count; k++) {
    const [from, to] = [start[k]!, start[k + 1]!];
    if (to - from > MAX_ITEMS) throw new RangeError(`a prototype lists at most ${String(MAX_ITEMS)} items`);
    writer.f32(table.share[k]!);
    writer.f32(table.logBackground[k]!);
    writer.f32(table.meanScale[k]!);
    writer.bytes(table.means.subarray(k * dimension, (k + 1) * dimension));
    writer.u16(names[k]!.length);
    writer.bytes(names[k]!);
    writer.u8(to - from);
    for (let at = from; at < to; at++) writer.index(item[at]!, table.itemCount);
    for (let at = from; at < to; at++) writer.u8(toLiftStep(table.logLift[at]!));
  }
  return writer.finish();
}

function toLiftStep(logLift: number): number {
  return Math.max(0, Math.min(255, Math.round((logLift - LEAST_LIFT) / LIFT_STEP)));
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodePrototypes(bytes: Uint8Array): Prototypes {
  const reader = new ByteReader(bytes, 'prototypes');
  const itemCount = reader.size(LIMITS.items);
  const count = reader.u16();
  const dimension = reader.u16();
  if (count > MAX_PROTOTYPES || dimension > LIMITS.dimension) throw reader.bad('sizes within the limits');
  const priorScale = reader.f32();
  if (priorScale < 0) throw reader.bad('a prior scale of at least 0');
  const columns = {
    share: new Float32Array(count),
    means: new Int8Array(count * dimension),
    meanScale: new Float32Array(count),
    start: new Uint32Array(count + 1),
    logBackground: new Float32Array(count),
  };
  const names: string[] = [];
  const listed: Listed = { item: [], logLift: [] };
  for (let k = 0; k < count; k++) {
    columns.share[k] = reader.f32();
    columns.logBackground[k] = reader.f32();
    columns.meanScale[k] = reader.f32();
    if (columns.share[k]! <= 0 || columns.meanScale[k]! < 0) throw reader.bad('a positive share and a scale');
    columns.means.set(new Int8Array(reader.bytes(dimension)), k * dimension);
    const nameBytes = reader.u16();
    if (nameBytes > MAX_NAME_BYTES) throw reader.bad(`names of at most ${String(MAX_NAME_BYTES)} bytes`);
    names.push(reader.text(nameBytes));
    readListed(reader, itemCount, listed);
    columns.start[k + 1] = listed.item.length;
  }
  reader.end();
  const [item, logLift] = [Uint32Array.from(listed.item), Float32Array.from(listed.logLift)];
  return { itemCount, dimension, priorScale, ...columns, item, logLift, names };
}

interface Listed {
  readonly item: number[];
  readonly logLift: number[];
}

function readListed(reader: ByteReader, itemCount: number, out: Listed): void {
  const length = reader.u8();
  let before = -1;
  for (let at = 0; at < length; at++) {
    const item = reader.index(itemCount);
    if (item <= before) throw reader.bad('ascending items');
    out.item.push(item);
    before = item;
  }
  for (let at = 0; at < length; at++) out.logLift.push(LEAST_LIFT + reader.u8() * LIFT_STEP);
}
