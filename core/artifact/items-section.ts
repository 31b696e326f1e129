import { ByteReader, ByteWriter } from './bytes.js';
import { LIMITS } from './manifest.js';

/** What is known of each item, column by column; position = item index. */
export interface ItemTable {
  readonly count: number;
  readonly dimension: number;
  /** int8[count x dimension], row-major; times `factorScale` of the row it is the factor. All 0: no behaviour known. */
  readonly factors: Int8Array;
  /** f32[count], at least 0. */
  readonly factorScale: Float32Array;
  /** log(1 + distinct users) over the whole history. Stored in steps of 1/4096. */
  readonly popularity: Float32Array;
  /** log(1 + events) in the last 1, 7 and 30 days before `asOf`. Stored in steps of 1/4096. */
  readonly trend1: Float32Array;
  readonly trend7: Float32Array;
  readonly trend30: Float32Array;
  /** Positions in the ids section's tables; 0: unknown. */
  readonly category: Uint16Array;
  readonly brand: Uint16Array;
  /** Price percentile within the item's category in tenths, 1-10; 0: unknown. */
  readonly priceDecile: Uint8Array;
  /** Bit 0: too few users, no behaviour-derived value is carried. Bit 1: not available at `asOf`. */
  readonly flags: Uint8Array;
}

export const ITEM_FLAGS = { cold: 1, unavailable: 2 } as const;

/** Too few users know the item: nothing it carries is derived from behaviour. */
export function isCold({ flags }: Pick<ItemTable, 'flags'>, item: number): boolean {
  return (flags[item]! & ITEM_FLAGS.cold) !== 0;
}

const LOG_STEP = 1 / 4096;
const BYTES_BESIDE_FACTORS = 4 + 4 * 2 + 2 + 2 + 1 + 1;

/** Header u32 count, u32 dimension; then a record an item: dimension + 18 bytes. */
export function encodeItems(table: ItemTable): Uint8Array<ArrayBuffer> {
  const { count, dimension } = table;
  const writer = new ByteWriter(8 + count * (dimension + BYTES_BESIDE_FACTORS));
  writer.u32(count);
  writer.u32(dimension);
  writer.bytes(table.factors);
  for (let i = 0; i < count; i++) {
    writer.f32(table.factorScale[i]!);
    for (const column of [table.popularity, table.trend1, table.trend7, table.trend30]) {
      writer.u16(Math.min(65535, Math.round(column[i]! / LOG_STEP)));
    }
    writer.u16(table.category[i]!);
    writer.u16(table.brand[i]!);
    writer.u8(table.priceDecile[i]!);
    writer.u8(table.flags[i]!);
  }
  return writer.finish();
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodeItems(bytes: Uint8Array): ItemTable {
  const reader = new ByteReader(bytes, 'items');
  const count = reader.size(LIMITS.items);
  const dimension = reader.size(LIMITS.dimension);
  if (dimension === 0) throw reader.bad('a dimension above 0');
  const factors = new Int8Array(reader.bytes(count * dimension));
  const table = createItemTable(count, dimension, factors);
  for (let i = 0; i < count; i++) {
    table.factorScale[i] = reader.f32();
    for (const column of [table.popularity, table.trend1, table.trend7, table.trend30])
      column[i] = reader.u16() * LOG_STEP;
    table.category[i] = reader.u16();
    table.brand[i] = reader.u16();
    table.priceDecile[i] = reader.u8();
    table.flags[i] = reader.u8();
  }
  reader.end();
  return table;
}

/** A table of zeros; `factors` may be given. */
export function createItemTable(count: number, dimension: number, factors?: Int8Array): ItemTable {
  return {
    count,
    dimension,
    factors: factors ?? new Int8Array(count * dimension),
    factorScale: new Float32Array(count),
    popularity: new Float32Array(count),
    trend1: new Float32Array(count),
    trend7: new Float32Array(count),
    trend30: new Float32Array(count),
    category: new Uint16Array(count),
    brand: new Uint16Array(count),
    priceDecile: new Uint8Array(count),
    flags: new Uint8Array(count),
  };
}
