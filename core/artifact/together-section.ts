import { ByteReader, ByteWriter, indexBytes } from './bytes.js';
import { LIMITS } from './manifest.js';
import type { NextRows } from './next-section.js';

/** How much the other evidence counts beside a set's rows, whose weight is 1. Chosen on validation; 0: not at all. */
export interface TogetherMix {
  /** Of the item-to-item rows of section `next`. */
  readonly next: number;
  /** Of the category rows, each category standing for its items by their popularity. */
  readonly kinds: number;
}

/** The questions that are answered: beside one item bought, one item viewed, and a whole cart. */
export const TOGETHER_MIXES = ['bought', 'viewed', 'cart'] as const;
export type TogetherMixes = Readonly<Record<(typeof TOGETHER_MIXES)[number], TogetherMix>>;

/** What is bought and what is viewed together: not what is alike. Rows are strongest first. */
export interface Together {
  /** Without an entry where the shop's log has no orders of several items. */
  readonly bought: NextRows;
  /** Without an entry where the shop's log has no views. */
  readonly viewed: NextRows;
  readonly mixes: TogetherMixes;
  /**
   * A row a category: in which categories the rest of an order lies, as probabilities that sum to at most 1 a row. What
   * the row leaves of 1 is the chance of anything popular.
   */
  readonly kinds: NextRows;
}

const MAX_ROW = 255;
const STEPS = 255;

/**
 * u32 items, u32 categories; f32 next, f32 kinds a mix; then the tables `bought`, `viewed` and `kinds`. A table: u32 entries, f32 scale, and only where there are entries, a row: u8 length, targets (u16, or
 * u32 where rows > 65536), u8 codes; a weight is scale · (code / 255)², so that one scale serves strong and weak rows.
 */
export function encodeTogether({ bought, viewed, kinds, mixes }: Together): Uint8Array<ArrayBuffer> {
  const tables = [bought, viewed, kinds];
  const sizeBytes = tables.reduce((sum, table) => sum + tableBytes(table), 8 + 8 * TOGETHER_MIXES.length);
  const writer = new ByteWriter(sizeBytes);
  writer.u32(bought.start.length - 1);
  writer.u32(kinds.start.length - 1);
  for (const name of TOGETHER_MIXES) {
    writer.f32(mixes[name].next);
    writer.f32(mixes[name].kinds);
  }
  for (const table of tables) writeTable(writer, table);
  return writer.finish();
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodeTogether(bytes: Uint8Array): Together {
  const reader = new ByteReader(bytes, 'together');
  const items = reader.size(LIMITS.items);
  const categories = reader.size(LIMITS.items);
  const mixes = { bought: readMix(reader), viewed: readMix(reader), cart: readMix(reader) };
  const bought = readTable(reader, items, bytes.length);
  const viewed = readTable(reader, items, bytes.length);
  const kinds = readTable(reader, categories, bytes.length);
  reader.end();
  return { bought, viewed, mixes, kinds };
}

/** Rows without entries. */
export function emptyRows(count: number): NextRows {
  return { start: new Uint32Array(count + 1), target: new Uint32Array(0), weight: new Float32Array(0) };
}

function tableBytes({ start, target }: NextRows): number {
  const count = start.length - 1;
  return 8 + (target.length === 0 ? 0 : count + target.length * (indexBytes(count) + 1));
}

function writeTable(writer: ByteWriter, { start, target, weight }: NextRows): void {
  const count = start.length - 1;
  const scale = weight.reduce((a, b) => Math.max(a, b), 0);
  writer.u32(target.length);
  writer.f32(scale);
  if (target.length === 0) return;
  for (let i = 0; i < count; i++) {
    const from = start[i]!;
    const to = start[i + 1]!;
    if (to - from > MAX_ROW) throw new RangeError(`a row holds at most ${String(MAX_ROW)} items`);
    writer.u8(to - from);
    for (let k = from; k < to; k++) writer.index(target[k]!, count);
    for (let k = from; k < to; k++) writer.u8(Math.max(1, Math.round(Math.sqrt(weight[k]! / scale) * STEPS)));
  }
}

function readMix(reader: ByteReader): TogetherMix {
  const mix = { next: reader.f32(), kinds: reader.f32() };
  if (mix.next < 0 || mix.kinds < 0) throw reader.bad('weights of at least 0');
  return mix;
}

/** @param sizeBytes of the whole section: more entries than bytes are never allocated. */
function readTable(reader: ByteReader, count: number, sizeBytes: number): NextRows {
  const total = reader.size(Math.min(count * MAX_ROW, sizeBytes));
  const scale = reader.f32();
  if (total === 0) return emptyRows(count);
  if (scale <= 0) throw reader.bad('a positive scale');
  const start = new Uint32Array(count + 1);
  const target = new Uint32Array(total);
  const weight = new Float32Array(total);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const to = at + reader.u8();
    if (to > total) throw reader.bad(`${String(total)} entries`);
    for (let k = at; k < to; k++) target[k] = reader.index(count);
    for (let k = at; k < to; k++) weight[k] = scale * (reader.u8() / STEPS) ** 2;
    at = to;
    start[i + 1] = at;
  }
  if (at !== total) throw reader.bad(`${String(total)} entries`);
  return { start, target, weight };
}
