import type { Random } from '../../core/random.js';
import { DAY_SECONDS, drawTime } from './calendar.js';
import type { EventLog } from './event-log.js';
import type { Dirt } from './sample-shop.js';

const DUPLICATE_SHARE = 0.002;
const NO_USER_SHARE = 0.001;
/** Views of the bot for every shopper of the shop. */
const BOT_VIEWS_A_SHOPPER = 0.5;
const MIN_BOT_VIEWS = 150;
const BOT_NIGHTS = [62, 63, 64] as const;
const DESKTOP = 1;
const DIRECT = 0;
const HOME = 0;

/** Makes the log as real ones are: rows written twice, rows without a user, one bot that reads the whole shop. */
export function addDirt(
  log: EventLog,
  shop: { readonly users: number; readonly inRange: (time: number) => readonly number[] },
  { random, nextSession }: { readonly random: Random; readonly nextSession: () => number },
): Dirt {
  const rows = log.length;
  const duplicates = Math.max(1, Math.round(rows * DUPLICATE_SHARE));
  const withoutUser = Math.max(1, Math.round(rows * NO_USER_SHARE));
  for (let i = 0; i < duplicates; i++) log.repeat(random.int(rows));
  for (let i = 0; i < withoutUser; i++) log.repeat(random.int(rows), -1);
  const botUser = shop.users;
  const botViews = Math.max(MIN_BOT_VIEWS, Math.round(shop.users * BOT_VIEWS_A_SHOPPER));
  const visits = BOT_NIGHTS.map((night) => {
    const place = { user: botUser, session: nextSession(), device: DESKTOP, referrer: DIRECT, country: HOME };
    // From two in the morning, whatever hour people shop.
    const midnight = Math.floor(drawTime(night, random) / DAY_SECONDS) * DAY_SECONDS;
    return { place, startsAt: midnight + 2 * 3600, inRange: shop.inRange(midnight) };
  });
  for (let i = 0; i < botViews; i++) {
    const { place, startsAt, inRange } = visits[i % visits.length]!;
    log.add(place, {
      name: 'view_item',
      item: random.pick(inRange),
      time: startsAt + Math.floor(i / visits.length) * 3,
    });
  }
  return { botUser, botViews, duplicates, withoutUser };
}
