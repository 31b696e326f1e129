import { ByteReader, ByteWriter } from './bytes.js';

/** What of a visit's circumstances the lifts are told by; the category page stands apart. Values count from the first known one. */
export const CONTEXT_DIMENSIONS = ['hour', 'weekday', 'device', 'referrer', 'country'] as const;
export type ContextDimension = (typeof CONTEXT_DIMENSIONS)[number];

/** Logarithms of P(category | value) / P(category), in natural units; 0 where too few users stand behind a cell. */
export interface LiftCells {
  /** f32: what one step of a cell is worth. */
  readonly scale: number;
  /** i8[values x categories], row-major; no rows where the dimension tells nothing. */
  readonly cells: Int8Array;
}

/** The same for the category page, or the category of the item before: the strongest of each row. */
export interface PageLifts {
  readonly scale: number;
  /** u32[categories + 1]. */
  readonly start: Uint32Array;
  /** Categories, ascending within a row. */
  readonly target: Uint16Array;
  readonly cells: Int8Array;
}

export interface ContextTable {
  /** As many as `categories` of section "ids", the unknown one at position 0 included. */
  readonly categoryCount: number;
  /** As `toCountryKey` of core/context.ts gives them: value v of dimension `country` is countries[v]. */
  readonly countries: readonly string[];
  readonly lifts: Readonly<Record<ContextDimension, LiftCells>>;
  readonly page: PageLifts;
}

/** Hours are told apart in blocks of so many, from midnight: finer ones measured no better than noise. */
export const HOURS_A_BLOCK = 3;
/** The most values a dimension has. */
export const MAX_CONTEXT_VALUES = 255;
const MAX_CATEGORIES = 65_536;
const MAX_ROW = 255;

/**
 * u32 categories; u8 countries, then u8 length and UTF-8 bytes each; a dimension: u8 values, f32 scale and i8 cells (only
 * where values > 0); page rows: f32 scale, then a category: u8 length, u16 targets, i8 cells.
 */
export function encodeContext(table: ContextTable): Uint8Array<ArrayBuffer> {
  const { categoryCount, page } = table;
  const names = table.countries.map((name) => new TextEncoder().encode(name));
  const cells = CONTEXT_DIMENSIONS.map((name) => table.lifts[name]);
  const sizes = cells.map((lift) => 1 + (lift.cells.length === 0 ? 0 : 4 + lift.cells.length));
  const namesSize = names.reduce((sum, name) => sum + 1 + name.length, 1);
  const pageSize = 4 + categoryCount + 3 * page.target.length;
  const writer = new ByteWriter(4 + namesSize + sizes.reduce((a, b) => a + b, 0) + pageSize);
  writer.u32(categoryCount);
  writer.u8(names.length);
  for (const name of names) {
    writer.u8(name.length);
    writer.bytes(name);
  }
  for (const lift of cells) {
    writer.u8(lift.cells.length / categoryCount);
    if (lift.cells.length === 0) continue;
    writer.f32(lift.scale);
    writer.bytes(lift.cells);
  }
  writer.f32(page.scale);
  for (let category = 0; category < categoryCount; category++) {
    const [from, to] = [page.start[category]!, page.start[category + 1]!];
    if (to - from > MAX_ROW) throw new RangeError(`a row holds at most ${String(MAX_ROW)} categories`);
    writer.u8(to - from);
    for (let k = from; k < to; k++) writer.index(page.target[k]!, categoryCount);
    writer.bytes(page.cells.subarray(from, to));
  }
  return writer.finish();
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodeContext(bytes: Uint8Array): ContextTable {
  const reader = new ByteReader(bytes, 'context');
  const categoryCount = reader.size(MAX_CATEGORIES);
  const countries = Array.from({ length: reader.u8() }, () => reader.text(reader.u8()));
  const [hour, weekday, device, referrer, country] = CONTEXT_DIMENSIONS.map(() => readCells(reader, categoryCount));
  const lifts = { hour: hour!, weekday: weekday!, device: device!, referrer: referrer!, country: country! };
  const page = readPage(reader, categoryCount);
  reader.end();
  if (lifts.country.cells.length !== 0 && lifts.country.cells.length !== countries.length * categoryCount) {
    throw reader.bad(`lifts of ${String(countries.length)} countries`);
  }
  return { categoryCount, countries, lifts, page };
}

function readCells(reader: ByteReader, categoryCount: number): LiftCells {
  const values = reader.u8();
  if (values === 0) return { scale: 0, cells: new Int8Array(0) };
  return { scale: reader.f32(), cells: Int8Array.from(toSigned(reader.bytes(values * categoryCount))) };
}

function readPage(reader: ByteReader, categoryCount: number): PageLifts {
  const scale = reader.f32();
  const start = new Uint32Array(categoryCount + 1);
  const target: number[] = [];
  const cells: number[] = [];
  for (let category = 0; category < categoryCount; category++) {
    const length = reader.u8();
    for (let k = 0; k < length; k++) target.push(reader.index(categoryCount));
    cells.push(...toSigned(reader.bytes(length)));
    start[category + 1] = target.length;
  }
  return { scale, start, target: Uint16Array.from(target), cells: Int8Array.from(cells) };
}

function toSigned(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
