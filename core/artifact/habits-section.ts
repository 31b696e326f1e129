import { ByteReader, ByteWriter } from './bytes.js';
import { LIMITS } from './manifest.js';

/** What of a shop is bought again, and after how long. */
export interface Habits {
  /** f32[items]: share of an item's buyers who bought it again in a later order, in (0, 1]; 0: too few to say. */
  readonly repeat: Float32Array;
  /** f32[categories], position 0 for items of no known category: the same share over a category's items. */
  readonly categoryRepeat: Float32Array;
  /** f32[categories], > 0: median days between two purchases of one item. */
  readonly intervalDays: Float32Array;
  /** f32[categories], > 0: standard deviation of the logarithm of those days. */
  readonly intervalSpread: Float32Array;
  /** Median days between two orders of a shopper, > 0: how far ahead "due now" looks. */
  readonly visitDays: number;
}

const STEPS = 255;

/** u32 items, u32 categories, f32 visitDays; u8[items]: repeat = (code / 255)²; then three f32 a category. */
export function encodeHabits(habits: Habits): Uint8Array<ArrayBuffer> {
  const { repeat, categoryRepeat, intervalDays, intervalSpread } = habits;
  const writer = new ByteWriter(12 + repeat.length + 12 * categoryRepeat.length);
  writer.u32(repeat.length);
  writer.u32(categoryRepeat.length);
  writer.f32(habits.visitDays);
  for (const share of repeat) writer.u8(share > 0 ? Math.max(1, Math.round(Math.sqrt(share) * STEPS)) : 0);
  for (let c = 0; c < categoryRepeat.length; c++) {
    writer.f32(categoryRepeat[c]!);
    writer.f32(intervalDays[c]!);
    writer.f32(intervalSpread[c]!);
  }
  return writer.finish();
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodeHabits(bytes: Uint8Array): Habits {
  const reader = new ByteReader(bytes, 'habits');
  const items = reader.size(LIMITS.items);
  const categories = reader.size(LIMITS.items);
  if (categories === 0) throw reader.bad('at least one category');
  const visitDays = reader.f32();
  const habits = {
    repeat: Float32Array.from(reader.bytes(items), (code) => (code / STEPS) ** 2),
    categoryRepeat: new Float32Array(categories),
    intervalDays: new Float32Array(categories),
    intervalSpread: new Float32Array(categories),
    visitDays,
  };
  for (let c = 0; c < categories; c++) {
    habits.categoryRepeat[c] = reader.f32();
    habits.intervalDays[c] = reader.f32();
    habits.intervalSpread[c] = reader.f32();
  }
  reader.end();
  const isPositive = (value: number): boolean => value > 0;
  if (!isPositive(visitDays) || !habits.intervalDays.every(isPositive) || !habits.intervalSpread.every(isPositive))
    throw reader.bad('days and spreads above 0');
  if (!habits.categoryRepeat.every((share) => share >= 0 && share <= 1)) throw reader.bad('shares in [0, 1]');
  return habits;
}
