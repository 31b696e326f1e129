import type { EventColumns } from './event-log.js';
import type { SampleItem } from './sample-item.js';

export interface SampleOptions {
  /** Any integer; equal seeds give equal shops, byte for byte. */
  readonly seed: number;
  /** Shoppers, at least 1. */
  readonly users: number;
  /** Products, at least 10. */
  readonly items: number;
}

/** The sample shop, with what its generator knows and no real shop would. */
export interface SampleShop {
  /** Ascending by id; events and truth refer to items by index here. */
  readonly items: readonly SampleItem[];
  /** Ascending by time. */
  readonly events: EventColumns;
  readonly truth: SampleTruth;
}

/** What was planted, for tests to find again. */
export interface SampleTruth extends Story {
  readonly styles: readonly string[];
  /** users × styles, row-major; each row sums to 1. */
  readonly shopperStyles: Float32Array;
  /** items × styles, row-major: how much of an item's appeal lies in each style; each row sums to 1. */
  readonly itemStyles: Float32Array;
  readonly dirt: Dirt;
}

/** The plot: which items belong together and what happens to them in the course of the half-year. */
export interface Story {
  /** Complements: whoever bought `from` for a project tends to buy `to` next. */
  readonly pairs: readonly ItemPair[];
  /** From an item to those that shoppers look at next, most of the time in its own category. */
  readonly successors: readonly (readonly number[])[];
  readonly trends: readonly Trend[];
  /** Epoch seconds at which each item came into the range; 0 for those that were always there. */
  readonly launchedAt: Float64Array;
}

export interface ItemPair {
  readonly from: number;
  readonly to: number;
  readonly project: string;
}

/** An item that is suddenly wanted. Times in epoch seconds. */
export interface Trend {
  readonly item: number;
  readonly kind: 'rising' | 'viral';
  readonly startsAt: number;
  readonly endsAt: number;
}

/** What is wrong with the log, as real logs are. Counts are rows. */
export interface Dirt {
  /** Index among the users in the log, behind the last shopper. */
  readonly botUser: number;
  readonly botViews: number;
  readonly duplicates: number;
  readonly withoutUser: number;
}
