import type { Random } from '../../core/random.js';
import type { History } from '../history.js';

/**
 * What the times of a history mean. `global`: moments, comparable between users. `order`: only an order within each user,
 * such as a log numbered from the same start for everyone. `none`: no order at all.
 */
export type ClockKind = 'global' | 'order' | 'none';

const SAME_START_SHARE = 0.5;
const FEW_USERS = 20;

/** Looks at the data, not at the file's name: half the users starting at one identical moment is not a clock. */
export function clockKind(history: History): ClockKind {
  const { userStart, time } = history;
  const users = userStart.length - 1;
  const starts = new Map<number, number>();
  let ordered = false;
  for (let u = 0; u < users; u++) {
    const first = time[userStart[u]!]!;
    starts.set(first, (starts.get(first) ?? 0) + 1);
    if (time[userStart[u + 1]! - 1]! > first) ordered = true;
  }
  if (!ordered) return 'none';
  if (!history.hasClock) return 'order';
  let mostShared = 0;
  for (const users of starts.values()) mostShared = Math.max(mostShared, users);
  return users >= FEW_USERS && mostShared > users * SAME_START_SHARE ? 'order' : 'global';
}

/**
 * A history without order gets two steps a user: a seeded 80 % of the rows first, the rest after. Lets one code hold out
 * "what comes later" for every kind of history.
 */
export function withHeldOutOrder(history: History, random: Random): History {
  const { userStart, item, event, session, rating, device, referrer, country } = history;
  const order: number[] = [];
  const time = new Float64Array(item.length);
  for (let u = 0; u + 1 < userStart.length; u++) {
    const rows = random.shuffle(Array.from({ length: userStart[u + 1]! - userStart[u]! }, (_, k) => userStart[u]! + k));
    const kept = Math.max(1, Math.ceil(rows.length * 0.8));
    rows.forEach((_, k) => (time[order.length + k] = k < kept ? 0 : 1));
    order.push(...rows);
  }
  return {
    ...history,
    item: Uint32Array.from(order, (row) => item[row]!),
    event: Uint8Array.from(order, (row) => event[row]!),
    session: Uint32Array.from(order, (row) => session[row]!),
    rating: Float32Array.from(order, (row) => rating[row]!),
    device: Uint8Array.from(order, (row) => device[row]!),
    referrer: Uint8Array.from(order, (row) => referrer[row]!),
    country: Uint16Array.from(order, (row) => country[row]!),
    time,
    hasClock: false,
  };
}
