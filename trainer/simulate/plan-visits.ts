import { fromEventCode } from '../../core/events/event-names.js';
import type { ShopEvent } from '../../core/events/shop-event.js';
import type { Random } from '../../core/random.js';
import type { History } from '../history.js';
import type { Visit } from './simulated-device.js';

const DAY_MS = 86_400_000;
/** Beside the visits of the log a shopper has the shop's page open so often, in days on average, and looks at no product. */
const IDLE_DAYS = 2;
/** An idle visit is left out where one of the log is so near. */
const NEAR_MS = 10 * 60_000;

/**
 * When one shopper has the shop open within a window: the sessions of the log, and short looks in between.
 * @param window epoch milliseconds.
 */
export function planVisits(
  history: History,
  user: number,
  { window: [from, to], random }: { readonly window: readonly [from: number, to: number]; readonly random: Random },
): Visit[] {
  const visits = sessionsOf(history, user).filter(({ start }) => start >= from && start < to);
  const idle: Visit[] = [];
  for (let time = from + wait(random); time < to; time += wait(random)) {
    if (
      visits.every(({ start, events }) => time < start - NEAR_MS || time > (events.at(-1)?.time ?? start) + NEAR_MS)
    ) {
      idle.push({ start: time, events: [] });
    }
  }
  return [...visits, ...idle].sort((a, b) => a.start - b.start);
}

/** Exponential: visits come as they come. */
function wait(random: Random): number {
  return Math.round(-Math.log(1 - random.next()) * IDLE_DAYS * DAY_MS) + NEAR_MS;
}

function sessionsOf({ event, item, itemIds, rating, session, time, userStart }: History, user: number): Visit[] {
  const visits: { start: number; events: ShopEvent[] }[] = [];
  let current = -1;
  for (let row = userStart[user]!; row < userStart[user + 1]!; row++) {
    const name = fromEventCode(event[row]!);
    if (name === undefined) continue;
    const at = time[row]! * 1000;
    if (session[row] !== current) visits.push({ start: at, events: [] });
    current = session[row]!;
    const rated = Number.isNaN(rating[row]!) ? {} : { rating: rating[row]! };
    visits.at(-1)!.events.push({ name, time: at, items: [{ item_id: itemIds[item[row]!]! }], ...rated });
  }
  return visits;
}
