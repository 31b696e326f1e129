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

/** Of a user's rows this share is kept, the rest is hidden. */
const KEPT_SHARE = 0.8;

/**
 * Of the users named, a seeded 20 % of the rows come after all others, wherever they stood: what else a user took, not only
 * what came last. Lets one code hold out "what comes later" where there is no order, or where the order is not all that a
 * shop asks about. The rows before keep their order.
 * @param isAsked whose rows. A user with one row keeps it.
 */
export function withHiddenRows(history: History, isAsked: (user: number) => boolean, random: Random): History {
  const { userStart, item, event, session, rating, device, referrer, country } = history;
  const order = new Uint32Array(item.length).map((_, row) => row);
  const time = Float64Array.from(history.time);
  for (let u = 0; u + 1 < userStart.length; u++) {
    const rows = order.subarray(userStart[u], userStart[u + 1]);
    if (!isAsked(u) || rows.length < 2) continue;
    const later = history.time[rows.at(-1)!]! + 1;
    const kept = Math.max(1, Math.ceil(rows.length * KEPT_SHARE));
    const shuffled = random.shuffle([...rows]);
    const visible = shuffled.slice(0, kept).sort((a, b) => a - b);
    rows.set([...visible, ...shuffled.slice(kept)]);
    visible.forEach((row, k) => (time[userStart[u]! + k] = history.time[row]!));
    time.fill(later, userStart[u]! + kept, userStart[u + 1]);
  }
  return {
    ...history,
    item: item.map((_, at) => item[order[at]!]!),
    event: event.map((_, at) => event[order[at]!]!),
    session: session.map((_, at) => session[order[at]!]!),
    rating: rating.map((_, at) => rating[order[at]!]!),
    device: device.map((_, at) => device[order[at]!]!),
    referrer: referrer.map((_, at) => referrer[order[at]!]!),
    country: country.map((_, at) => country[order[at]!]!),
    time,
    hasClock: false,
  };
}
