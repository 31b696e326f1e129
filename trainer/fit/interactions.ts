import type { EventWeights } from '../../core/events/event-weights.js';
import type { History } from '../history.js';
import { rowConfidences, selectRows, type Selection } from './selection.js';

/** A sparse matrix in CSR: row r holds `column[start[r] .. start[r + 1])`, ascending, with `value`. */
export interface SparseRows {
  /** u32[rows + 1]. */
  readonly start: Uint32Array;
  readonly column: Uint32Array;
  readonly value: Float32Array;
}

/** Who took which item how seriously: one entry a distinct pair of user and supported item. */
export interface Interactions {
  readonly userCount: number;
  readonly itemCount: number;
  /** Items of each user; values are confidences in (0, 1]. */
  readonly byUser: SparseRows;
  /** Users of each item: the transpose. */
  readonly byItem: SparseRows;
  /** u32[items]: distinct users of every item, those below the limit included. */
  readonly itemUsers: Uint32Array;
  /** u8[items]: 1 where at least `minUsers` distinct users took the item. The others have no entries. */
  readonly supported: Uint8Array;
}

export interface InteractionOptions extends Selection {
  readonly eventWeights: EventWeights;
  /** Items with fewer distinct users carry nothing. */
  readonly minUsers: number;
  /** Only a user's latest so many distinct items count, towards `minUsers` too. Default: all. */
  readonly maxPerUser?: number;
}

/**
 * A user's confidence in an item is the largest of its events, an event's is its weight over the largest weight of any
 * event type in the log. Pairs without a positive one (dismissed only, ratings of 1 and 2) are left out.
 */
export function toInteractions(history: History, options: InteractionOptions): Interactions {
  const itemCount = history.itemIds.length;
  const userCount = history.userIds.length;
  const all = collectPairs(history, options);
  const itemUsers = new Uint32Array(itemCount);
  for (const item of all.column) itemUsers[item]!++;
  const supported = Uint8Array.from(itemUsers, (users) => (users > 0 && users >= options.minUsers ? 1 : 0));
  const byUser = keepColumns(all, supported);
  return { userCount, itemCount, byUser, byItem: transpose(byUser, itemCount), itemUsers, supported };
}

/** CSR of the transpose; entries of a row stay ascending. */
export function transpose(rows: SparseRows, columnCount: number): SparseRows {
  const start = new Uint32Array(columnCount + 1);
  for (const column of rows.column) start[column + 1]!++;
  for (let c = 0; c < columnCount; c++) start[c + 1]! += start[c]!;
  const next = start.slice(0, columnCount);
  const column = new Uint32Array(rows.column.length);
  const value = new Float32Array(rows.column.length);
  for (let r = 0; r + 1 < rows.start.length; r++) {
    for (let k = rows.start[r]!; k < rows.start[r + 1]!; k++) {
      const at = next[rows.column[k]!]!++;
      column[at] = r;
      value[at] = rows.value[k]!;
    }
  }
  return { start, column, value };
}

function collectPairs(history: History, options: InteractionOptions): SparseRows {
  const confidence = rowConfidences(history, options.eventWeights);
  const limit = options.maxPerUser ?? Infinity;
  const userCount = history.userIds.length;
  const start = new Uint32Array(userCount + 1);
  const column = new Uint32Array(history.item.length);
  const value = new Float32Array(history.item.length);
  const best = new Float32Array(history.itemIds.length);
  let size = 0;
  for (let user = 0; user < userCount; user++) {
    const { from, to } = selectRows(history, user, options);
    const touched: number[] = [];
    // Backwards, so that a limit keeps the latest items.
    for (let row = to - 1; row >= from; row--) {
      const item = history.item[row]!;
      const here = confidence[row]!;
      if (!(here > 0)) continue;
      if (best[item] === 0) {
        if (touched.length >= limit) continue;
        touched.push(item);
      }
      if (here > best[item]!) best[item] = here;
    }
    for (const item of touched.sort((a, b) => a - b)) {
      column[size] = item;
      value[size++] = best[item]!;
      best[item] = 0;
    }
    start[user + 1] = size;
  }
  return { start, column: column.slice(0, size), value: value.slice(0, size) };
}

function keepColumns(rows: SparseRows, keep: Uint8Array): SparseRows {
  const start = new Uint32Array(rows.start.length);
  const column = new Uint32Array(rows.column.length);
  const value = new Float32Array(rows.column.length);
  let size = 0;
  for (let r = 0; r + 1 < rows.start.length; r++) {
    for (let k = rows.start[r]!; k < rows.start[r + 1]!; k++) {
      if (keep[rows.column[k]!] !== 1) continue;
      column[size] = rows.column[k]!;
      value[size++] = rows.value[k]!;
    }
    start[r + 1] = size;
  }
  return { start, column: column.slice(0, size), value: value.slice(0, size) };
}
