import { DEVICES, REFERRERS, type Device, type Referrer } from '../../../core/context.js';
import { toEventCode, type EventName } from '../../../core/events/event-names.js';
import { createRandom } from '../../../core/random.js';
import type { History } from '../../../trainer/history.js';

export interface Row {
  readonly user: number;
  readonly item: number;
  readonly time: number;
  readonly event?: EventName;
  readonly rating?: number;
  /** Default 0. */
  readonly session?: number;
  readonly device?: Device;
  readonly referrer?: Referrer;
  readonly country?: string;
}

/** A history of rows in any order, with the given numbers of users and items. */
export function makeHistory(rows: readonly Row[], sizes: { users: number; items: number }): History {
  const sorted = [...rows].sort((a, b) => a.user - b.user || a.time - b.time);
  const userStart = new Uint32Array(sizes.users + 1);
  for (const { user } of sorted) userStart[user + 1]!++;
  for (let u = 0; u < sizes.users; u++) userStart[u + 1]! += userStart[u]!;
  const countries = [...new Set(['', ...sorted.map(({ country }) => country ?? '')])];
  return {
    itemIds: Array.from({ length: sizes.items }, (_, i) => `i${String(i).padStart(4, '0')}`),
    userIds: Array.from({ length: sizes.users }, (_, u) => `u${String(u).padStart(5, '0')}`),
    userStart,
    item: Uint32Array.from(sorted, ({ item }) => item),
    event: Uint8Array.from(sorted, ({ event }) => toEventCode(event ?? 'purchase')),
    time: Float64Array.from(sorted, ({ time }) => time),
    session: Uint32Array.from(sorted, ({ session }) => session ?? 0),
    rating: Float32Array.from(sorted, ({ rating }) => rating ?? NaN),
    device: Uint8Array.from(sorted, ({ device }) => DEVICES.indexOf(device ?? 'unknown')),
    referrer: Uint8Array.from(sorted, ({ referrer }) => REFERRERS.indexOf(referrer ?? 'unknown')),
    country: Uint16Array.from(sorted, ({ country }) => countries.indexOf(country ?? '')),
    countries,
    hasClock: true,
  };
}

/** Users who mostly take items of their own half of the catalog, several at a time, over 60 days. */
export function randomHistory(seed: number, sizes: { users: number; items: number; rows: number }): History {
  const random = createRandom(seed);
  const rows = Array.from({ length: sizes.rows }, (): Row => {
    const user = random.int(sizes.users);
    const half = random.next() < 0.8 ? user % 2 : 1 - (user % 2);
    const item = Math.min(sizes.items - 1, half + 2 * Math.floor((sizes.items / 2) * random.next() ** 2));
    return { user, item, time: 1_600_000_000 + 3600 * random.int(24 * 60) };
  });
  return makeHistory(rows, sizes);
}
