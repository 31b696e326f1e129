import { toEventCode } from '../../../core/events/event-names.js';
import type { History } from '../../history.js';

/** What each user's orders say of repeating, one entry a user and item bought. */
export interface BoughtItem {
  readonly user: number;
  readonly item: number;
  /** Distinct orders with the item, at least 1. */
  readonly orders: number;
  /** Days between successive orders with the item, > 0 each. */
  readonly gapDays: readonly number[];
}

const PURCHASE = toEventCode('purchase');
const DAY_SECONDS = 86_400;
/** Two orders of one hour are one errand: their gap counts as an hour. */
const MIN_GAP_DAYS = 1 / 24;

/** By user, then item. An order is what one session (or order number) bought. */
export function toBoughtItems(history: History): BoughtItem[] {
  const { userStart, item, event, session, time } = history;
  const bought: BoughtItem[] = [];
  for (let user = 0; user + 1 < userStart.length; user++) {
    const own = new Map<number, { orders: number; session: number; time: number; gapDays: number[] }>();
    for (let row = userStart[user]!; row < userStart[user + 1]!; row++) {
      if (event[row] !== PURCHASE) continue;
      const at = { session: session[row]!, time: time[row]! };
      const known = own.get(item[row]!);
      if (known === undefined) {
        own.set(item[row]!, { orders: 1, gapDays: [], ...at });
      } else if (known.session !== at.session) {
        known.orders++;
        known.gapDays.push(Math.max(MIN_GAP_DAYS, (at.time - known.time) / DAY_SECONDS));
        Object.assign(known, at);
      }
    }
    for (const index of [...own.keys()].sort((a, b) => a - b)) {
      const { orders, gapDays } = own.get(index)!;
      bought.push({ user, item: index, orders, gapDays });
    }
  }
  return bought;
}

/** Median days between a user's successive orders, over all users; undefined where nobody ordered twice. */
export function medianVisitDays({ userStart, event, session, time }: History): number | undefined {
  const gaps: number[] = [];
  for (let user = 0; user + 1 < userStart.length; user++) {
    let last = -1;
    for (let row = userStart[user]!; row < userStart[user + 1]!; row++) {
      if (event[row] !== PURCHASE) continue;
      if (last >= 0 && session[row] !== session[last])
        gaps.push(Math.max(MIN_GAP_DAYS, (time[row]! - time[last]!) / DAY_SECONDS));
      last = row;
    }
  }
  return gaps.sort((a, b) => a - b)[gaps.length >> 1];
}
