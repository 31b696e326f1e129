import { ByteReader, ByteWriter, indexBytes } from './bytes.js';
import { LIMITS } from './manifest.js';

/** Sparse item-to-item rows: `target[start[i]..start[i+1])` with `weight`, strongest first within a row. */
export interface NextRows {
  /** u32[count + 1]. */
  readonly start: Uint32Array;
  readonly target: Uint32Array;
  /** Positive; quantised to 1/255 of the row's largest when encoded. */
  readonly weight: Float32Array;
}

const MAX_ROW = 255;

/**
 * Header u32 count, u32 total; then a row an item: u8 length, f32 scale (only where length > 0), targets (u16 where
 * count <= 65536, else u32), u8 weights in steps of scale / 255.
 */
export function encodeNext(rows: NextRows): Uint8Array<ArrayBuffer> {
  const count = rows.start.length - 1;
  const filled = countFilled(rows);
  const writer = new ByteWriter(8 + count + filled * 4 + rows.target.length * (indexBytes(count) + 1));
  writer.u32(count);
  writer.u32(rows.target.length);
  for (let i = 0; i < count; i++) {
    const from = rows.start[i]!;
    const to = rows.start[i + 1]!;
    if (to - from > MAX_ROW) throw new RangeError(`a row holds at most ${String(MAX_ROW)} items`);
    writer.u8(to - from);
    if (to === from) continue;
    const scale = rows.weight.subarray(from, to).reduce((a, b) => Math.max(a, b));
    writer.f32(scale);
    for (let k = from; k < to; k++) writer.index(rows.target[k]!, count);
    for (let k = from; k < to; k++) writer.u8(Math.max(1, Math.round((rows.weight[k]! / scale) * 255)));
  }
  return writer.finish();
}

function countFilled(rows: NextRows): number {
  let filled = 0;
  for (let i = 1; i < rows.start.length; i++) if (rows.start[i]! > rows.start[i - 1]!) filled++;
  return filled;
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodeNext(bytes: Uint8Array): NextRows {
  const reader = new ByteReader(bytes, 'next');
  const count = reader.size(LIMITS.items);
  const total = reader.size(bytes.length);
  const rows = { start: new Uint32Array(count + 1), target: new Uint32Array(total), weight: new Float32Array(total) };
  let at = 0;
  for (let i = 0; i < count; i++) {
    const length = reader.u8();
    rows.start[i] = at;
    if (at + length > total) throw reader.bad(`${String(total)} entries`);
    if (length > 0) readRow(reader, rows, { count, from: at, to: at + length });
    at += length;
  }
  rows.start[count] = at;
  if (at !== total) throw reader.bad(`${String(total)} entries`);
  reader.end();
  return rows;
}

function readRow(reader: ByteReader, rows: NextRows, at: { count: number; from: number; to: number }): void {
  const scale = reader.f32();
  if (scale <= 0) throw reader.bad('a positive scale');
  for (let k = at.from; k < at.to; k++) rows.target[k] = reader.index(at.count);
  for (let k = at.from; k < at.to; k++) rows.weight[k] = (reader.u8() / 255) * scale;
}
