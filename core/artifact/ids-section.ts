import { ByteReader, ByteWriter } from './bytes.js';
import { LIMITS } from './manifest.js';

/** The names a model speaks in. Positions are the indices the other sections use. */
export interface Ids {
  readonly itemIds: readonly string[];
  /** Position 0 is the empty name: unknown. */
  readonly categories: readonly string[];
  /** Position 0 is the empty name: unknown. */
  readonly brands: readonly string[];
}

const MAX_ID_BYTES = 1024;

/** Three tables of texts, each: u32 count, then u16 byte length and UTF-8 bytes a text. */
export function encodeIds(ids: Ids): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const tables = [ids.itemIds, ids.categories, ids.brands].map((table) => table.map((text) => encoder.encode(text)));
  const size = tables.reduce((sum, table) => sum + 4 + table.reduce((bytes, text) => bytes + 2 + text.length, 0), 0);
  const writer = new ByteWriter(size);
  for (const table of tables) {
    writer.u32(table.length);
    for (const text of table) {
      writer.u16(text.length);
      writer.bytes(text);
    }
  }
  return writer.finish();
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodeIds(bytes: Uint8Array): Ids {
  const reader = new ByteReader(bytes, 'ids');
  const itemIds = readTable(reader);
  const categories = readTable(reader);
  const brands = readTable(reader);
  reader.end();
  if (new Set(itemIds).size !== itemIds.length) throw reader.bad('item ids to be distinct');
  return { itemIds, categories, brands };
}

function readTable(reader: ByteReader): string[] {
  return Array.from({ length: reader.size(LIMITS.items) }, () => {
    const length = reader.u16();
    if (length > MAX_ID_BYTES) throw reader.bad(`texts of at most ${String(MAX_ID_BYTES)} bytes`);
    return reader.text(length);
  });
}
