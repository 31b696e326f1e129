import { toEventCode, type EventName } from '../../../core/events/event-names.js';
import { unknownVisits, type History } from '../../../trainer/history.js';

export interface Row {
  readonly user: string;
  readonly item: string;
  /** Epoch seconds. */
  readonly time: number;
  /** Default purchase. */
  readonly event?: EventName;
  readonly rating?: number;
}

/** A history of rows in any order; rows of one user and time keep theirs. */
export function buildHistory(
  rows: readonly Row[],
  options: { hasClock?: boolean; items?: readonly string[] } = {},
): History {
  const itemIds = [...new Set([...rows.map(({ item }) => item), ...(options.items ?? [])])].sort();
  const userIds = [...new Set(rows.map(({ user }) => user))].sort();
  const itemToIndex = new Map(itemIds.map((id, index) => [id, index]));
  const userToIndex = new Map(userIds.map((id, index) => [id, index]));
  const sorted = rows
    .map((row) => ({ ...row, userIndex: userToIndex.get(row.user)! }))
    .sort((a, b) => a.userIndex - b.userIndex || a.time - b.time);
  const userStart = new Uint32Array(userIds.length + 1);
  for (const { userIndex } of sorted) userStart[userIndex + 1]!++;
  for (let u = 0; u < userIds.length; u++) userStart[u + 1]! += userStart[u]!;
  return {
    itemIds,
    userIds,
    userStart,
    item: Uint32Array.from(sorted, ({ item }) => itemToIndex.get(item)!),
    event: Uint8Array.from(sorted, ({ event }) => toEventCode(event ?? 'purchase')),
    time: Float64Array.from(sorted, ({ time }) => time),
    session: new Uint32Array(sorted.length),
    rating: Float32Array.from(sorted, ({ rating }) => rating ?? NaN),
    ...unknownVisits(sorted.length),
    hasClock: options.hasClock ?? true,
  };
}
