import type { EventWeights } from '../../core/events/event-weights.js';
import type { Random } from '../../core/random.js';
import type { History } from '../history.js';
import { clockKind } from './clock.js';
import { rowConfidences } from './selection.js';
import type { VisitColumn } from './visit-columns.js';

/** Which rows of a history are counted: `fitted` and `heldOut` together are `all`. */
export type Part = 'fitted' | 'heldOut' | 'all';

/** A history by categories. */
export interface CategoryLog {
  readonly history: History;
  /** u16[rows]: category of the item; 0 where it is unknown or the event says nothing good of it. */
  readonly category: Uint16Array;
  /** u8[rows]: 1 for rows that settings are chosen on. */
  readonly isHeldOut: Uint8Array;
  /** Sessions with held-out rows. */
  readonly heldOutSessions: number;
}

/** What was counted of a dimension's values and some groups of categories. */
export interface CellCounts {
  readonly groupCount: number;
  /** f64[values x groups]: rows. */
  readonly rows: Float64Array;
  /** u32[values x groups]: distinct users. */
  readonly users: Uint32Array;
}

/** Counts of ordered pairs of categories that follow one another within a session, by `before * categories + after`. */
export type PairCells = ReadonlyMap<number, { rows: number; users: number }>;

const HELD_OUT_SHARE = 0.1;
const SAMPLE = 100_000;

/** Where times are moments, the last tenth is held out; else every tenth user, at random. */
export function toCategoryLog(
  history: History,
  { categoryOf, eventWeights }: { readonly categoryOf: Uint16Array; readonly eventWeights: EventWeights },
  random: Random,
): CategoryLog {
  const { item, time, userStart } = history;
  const confidence = rowConfidences(history, eventWeights);
  const category = Uint16Array.from(item, (one, row) => (confidence[row]! > 0 ? categoryOf[one]! : 0));
  const isHeldOut = new Uint8Array(item.length);
  if (clockKind(history) === 'global') {
    const cut = quantile(time, 1 - HELD_OUT_SHARE);
    for (let row = 0; row < time.length; row++) isHeldOut[row] = time[row]! >= cut ? 1 : 0;
  } else {
    for (let u = 0; u + 1 < userStart.length; u++) {
      if (random.next() < HELD_OUT_SHARE) isHeldOut.fill(1, userStart[u], userStart[u + 1]);
    }
  }
  return { history, category, isHeldOut, heldOutSessions: countSessions(history, isHeldOut) };
}

/** @param groupOf u16[categories]: the group of each category. */
export function countCells(log: CategoryLog, column: VisitColumn, groupOf: Uint16Array, part: Part): CellCounts {
  const groupCount = groupOf.reduce((most, group) => Math.max(most, group), 0) + 1;
  const rows = new Float64Array(column.values * groupCount);
  const users = new Uint32Array(rows.length);
  const lastUser = new Int32Array(rows.length).fill(-1);
  forEachRow(log, part, (row, user) => {
    const value = column.codeOf(row);
    if (value < 0) return;
    const cell = value * groupCount + groupOf[log.category[row]!]!;
    rows[cell]!++;
    if (lastUser[cell] !== user) users[cell]!++;
    lastUser[cell] = user;
  });
  return { groupCount, rows, users };
}

/** A pair counts where its second row does. */
export function countPairs(log: CategoryLog, categoryCount: number, part: Part): PairCells {
  const { session } = log.history;
  const cells = new Map<number, { rows: number; users: number; lastUser: number }>();
  let before = 0;
  let last = -1;
  forEachRow(log, 'all', (row, user) => {
    const isSame = last >= 0 && session[last] === session[row];
    const after = log.category[row]!;
    if (isSame && isOf(log, row, part)) {
      const key = before * categoryCount + after;
      const cell = cells.get(key);
      if (cell === undefined) cells.set(key, { rows: 1, users: 1, lastUser: user });
      else {
        cell.rows++;
        if (cell.lastUser !== user) cell.users++;
        cell.lastUser = user;
      }
    }
    before = after;
    last = row;
  });
  return cells;
}

/** Rows of a known category only. */
function forEachRow(log: CategoryLog, part: Part, visit: (row: number, user: number) => void): void {
  const { userStart } = log.history;
  for (let user = 0; user + 1 < userStart.length; user++) {
    for (let row = userStart[user]!; row < userStart[user + 1]!; row++) {
      if (log.category[row] !== 0 && isOf(log, row, part)) visit(row, user);
    }
  }
}

function isOf({ isHeldOut }: CategoryLog, row: number, part: Part): boolean {
  return part === 'all' || (isHeldOut[row] === 1) === (part === 'heldOut');
}

/** Sessions are numbered over all users, growing with the rows. */
function countSessions({ session }: History, marked: Uint8Array): number {
  let sessions = 0;
  let last = -1;
  for (let row = 0; row < session.length; row++) {
    if (marked[row] !== 1 || session[row] === last) continue;
    last = session[row]!;
    sessions++;
  }
  return sessions;
}

/** Of at most 100,000 evenly spaced values. */
function quantile(values: Float64Array, share: number): number {
  const step = Math.max(1, Math.floor(values.length / SAMPLE));
  const sample = Float64Array.from({ length: Math.ceil(values.length / step) }, (_, k) => values[k * step]!).sort();
  return sample[Math.floor(share * sample.length)] ?? Infinity;
}
