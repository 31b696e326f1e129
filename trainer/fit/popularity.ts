import type { ItemTable } from '../../core/artifact/items-section.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import type { History } from '../history.js';
import { clockKind } from './clock.js';
import type { Interactions } from './interactions.js';
import { rowConfidences, selectRows, type Selection } from './selection.js';

/** log(1 + count) an item, f32[items]; 0 for an item with too few users. */
export type PopularityColumns = Pick<ItemTable, 'popularity' | 'trend1' | 'trend7' | 'trend30'>;

export interface TrendOptions extends Selection {
  readonly eventWeights: EventWeights;
  /** u8[items]: items marked 0 keep zeros, see `Interactions.supported`. */
  readonly supported: Uint8Array;
}

/**
 * Popularity and trend as of `time` (epoch seconds), from events strictly before it: distinct users, and events within
 * the last 1, 7 and 30 days. Cheap when moments are asked in order: the cost is the number of events between two of them.
 * The arrays are the caller's to keep.
 */
export type TrendClock = (time: number) => PopularityColumns;

const DAY = 86_400;
const WINDOWS = { trend1: DAY, trend7: 7 * DAY, trend30: 30 * DAY } as const;

/** log(1 + distinct users), f32[items]. */
export function fitPopularity({ itemUsers, supported }: Pick<Interactions, 'itemUsers' | 'supported'>): Float32Array {
  return Float32Array.from(itemUsers, (users, item) => (supported[item] === 1 ? Math.log1p(users) : 0));
}

/**
 * Only events of positive weight count. Where times are not comparable between users (no clock, or everybody's starts at
 * the same moment) nothing can rise: trends are 0 and popularity is that of the whole selection at every moment.
 */
export function createTrendClock(history: History, options: TrendOptions): TrendClock {
  const rows = sortedRows(history, options);
  const itemCount = history.itemIds.length;
  const firsts = firstRows(history, rows);
  if (clockKind(history) !== 'global') return createStillClock(itemCount, firsts.item);
  const users = new SlidingCount(firsts, itemCount, Infinity);
  const events = {
    item: Uint32Array.from(rows, (row) => history.item[row]!),
    time: Float64Array.from(rows, (row) => history.time[row]!),
  };
  const trend1 = new SlidingCount(events, itemCount, WINDOWS.trend1);
  const trend7 = new SlidingCount(events, itemCount, WINDOWS.trend7);
  const trend30 = new SlidingCount(events, itemCount, WINDOWS.trend30);
  return (time) => ({
    popularity: users.at(time),
    trend1: trend1.at(time),
    trend7: trend7.at(time),
    trend30: trend30.at(time),
  });
}

function createStillClock(itemCount: number, item: Uint32Array): TrendClock {
  const counts = new Uint32Array(itemCount);
  for (const i of item) counts[i]!++;
  return () => ({
    popularity: Float32Array.from(counts, (count) => Math.log1p(count)),
    trend1: new Float32Array(itemCount),
    trend7: new Float32Array(itemCount),
    trend30: new Float32Array(itemCount),
  });
}

interface TimedItems {
  readonly item: Uint32Array;
  /** Ascending. */
  readonly time: Float64Array;
}

/** Counts an item's entries with `time - window <= entry < time`, moving both ends of the window as asked. */
class SlidingCount {
  readonly #entries: TimedItems;
  readonly #window: number;
  readonly #count: Uint32Array;
  readonly #log: Float32Array;
  /** Entries [from, to) are counted. */
  #from = 0;
  #to = 0;

  constructor(entries: TimedItems, itemCount: number, window: number) {
    this.#entries = entries;
    this.#window = window;
    this.#count = new Uint32Array(itemCount);
    this.#log = new Float32Array(itemCount);
  }

  at(time: number): Float32Array {
    const from = lowerBound(this.#entries.time, time - this.#window);
    const to = lowerBound(this.#entries.time, time);
    while (this.#to < to) this.#add(this.#to++, 1);
    while (this.#from > from) this.#add(--this.#from, 1);
    while (this.#to > to) this.#add(--this.#to, -1);
    while (this.#from < from) this.#add(this.#from++, -1);
    return this.#log.slice();
  }

  #add(entry: number, change: 1 | -1): void {
    const item = this.#entries.item[entry]!;
    this.#count[item]! += change;
    this.#log[item] = Math.log1p(this.#count[item]!);
  }
}

function lowerBound(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The selected rows that count, oldest first. */
function sortedRows(history: History, options: TrendOptions): Uint32Array {
  const confidence = rowConfidences(history, options.eventWeights);
  const rows: number[] = [];
  for (let user = 0; user < history.userIds.length; user++) {
    const { from, to } = selectRows(history, user, options);
    for (let row = from; row < to; row++) {
      if (confidence[row]! > 0 && options.supported[history.item[row]!] === 1) rows.push(row);
    }
  }
  return Uint32Array.from(rows).sort((a, b) => history.time[a]! - history.time[b]! || a - b);
}

/** Each user's first event of each item among `rows`, oldest first. */
function firstRows(history: History, rows: Uint32Array): TimedItems {
  const userOfRow = new Uint32Array(history.item.length);
  for (let user = 0; user < history.userIds.length; user++) {
    userOfRow.fill(user, history.userStart[user], history.userStart[user + 1]);
  }
  const seen = new Set<number>();
  const firsts = rows.filter((row) => {
    const pair = userOfRow[row]! * history.itemIds.length + history.item[row]!;
    return seen.size < seen.add(pair).size;
  });
  return {
    item: firsts.map((row) => history.item[row]!),
    time: Float64Array.from(firsts, (row) => history.time[row]!),
  };
}
