import { toEventCode } from '../core/events/event-names.js';
import { perProfile } from './per-profile.js';
import type { Profile } from './profile.js';

const ADD = toEventCode('add_to_cart');
const REMOVE = toEventCode('remove_from_cart');
const PURCHASE = toEventCode('purchase');
/** A cart that was left for longer is forgotten by most shops. */
const CART_SECONDS = 30 * 86_400;

/** Times at which what is in the cart was put there, epoch seconds: until it is taken out or bought. */
const cartTimes = perProfile(({ events }) => {
  const times = new Map<number, number>();
  for (const { item, event, time } of events) {
    if (event === ADD) times.set(item, time);
    else if (event === REMOVE || event === PURCHASE) times.delete(item);
  }
  return times;
});

/** What is in the cart, as far as the shopper's events tell. @param now epoch seconds. */
export function toCart(profile: Profile, now: number): ReadonlySet<number> {
  return new Set([...cartTimes(profile)].filter(([, time]) => time > now - CART_SECONDS).map(([item]) => item));
}
