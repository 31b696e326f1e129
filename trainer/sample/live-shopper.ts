import type { Random } from '../../core/random.js';
import { DAY_SECONDS, dayOf, DAYS, drawTime, END_TIME, isSaleDay } from './calendar.js';
import { drawShopper, type Shopper } from './draw-shopper.js';
import type { EventLog, Visit } from './event-log.js';
import type { OpenProject } from './project-visits.js';
import type { SampleItem } from './sample-item.js';
import { PLACED_TYPES } from './shop-data/departments.js';
import type { VisitPlans } from './shop-visits.js';
import { startVisit, type Cart, type ShoppingVisit } from './shopping-visit.js';

/** What a life in the shop needs. */
export interface Shop {
  readonly items: readonly SampleItem[];
  readonly plans: VisitPlans;
  readonly log: EventLog;
  /** A number no visit has had. */
  readonly nextSession: () => number;
}

/** Chances of a visit's purpose; the rest is browsing. */
const PROJECT_CHANCE = 0.36;
const SEARCH_CHANCE = 0.2;
const RESTOCK_CHANCE = 0.55;
const RATE_CHANCE = 0.12;
const REFUND_CHANCE = 0.02;
const DEVICE_LOYALTY = 0.82;
/** In the order of REFERRERS: direct, google, newsletter, instagram, pinterest, blog. */
const REFERRER_SHARES = [45, 28, 11, 8, 5, 3] as const;
const SALE_REFERRER_SHARES = [35, 22, 30, 7, 4, 2] as const;

/** Something due on a day: a planned visit, or things that run out. */
interface Errand {
  readonly day: number;
  readonly restock: readonly number[];
}

/** Lives one shopper's half-year in the shop. Returns the shopper, for the truth. */
export function liveShopper(user: number, shop: Shop, random: Random): Shopper {
  const shopper = drawShopper(random);
  const cart: Cart = { lines: [] };
  const errands: Errand[] = shopper.visitDays.map((day) => ({ day, restock: [] }));
  let open: OpenProject | undefined;
  let busyUntil = 0;
  for (let at = 0; at < errands.length; at++) {
    const errand = errands[at]!;
    const startsAt = Math.max(drawTime(errand.day, random), busyUntil);
    if (startsAt >= END_TIME) continue;
    const place = drawPlace(user, shop, { shopper, startsAt, random });
    const visit = startVisit(place, startsAt, { items: shop.items, log: shop.log, shopper, cart, random });
    open = spend(visit, errand, { plans: shop.plans, open });
    const bought = visit.leave(errand.restock.length > 0 ? 0.96 : isSaleDay(errand.day) ? 0.78 : 0.66);
    const again = planRestock(bought, visit.time, { items: shop.items, random });
    for (const refill of again) insertByDay(errands, refill, at + 1);
    for (const item of bought) afterwards(item, { ...place, session: shop.nextSession() }, { visit, shop });
    busyUntil = visit.time + 1800;
  }
  return shopper;
}

function spend(
  visit: ShoppingVisit,
  errand: Errand,
  { plans, open }: { readonly plans: VisitPlans; readonly open: OpenProject | undefined },
): OpenProject | undefined {
  if (errand.restock.length > 0) {
    plans.restock(visit, errand.restock);
    return open;
  }
  const draw = visit.random.next();
  if (open !== undefined && draw < 0.8) return plans.pursue(visit, open);
  if (draw < PROJECT_CHANCE) return plans.pursue(visit, undefined);
  if (draw < PROJECT_CHANCE + SEARCH_CHANCE) plans.search(visit);
  else plans.browse(visit);
  return open;
}

function drawPlace(
  user: number,
  shop: Shop,
  { shopper, startsAt, random }: { readonly shopper: Shopper; readonly startsAt: number; readonly random: Random },
): Visit {
  const shares = isSaleDay(dayOf(startsAt)) ? SALE_REFERRER_SHARES : REFERRER_SHARES;
  const device = random.next() < DEVICE_LOYALTY ? shopper.device : random.int(3);
  return { user, session: shop.nextSession(), device, referrer: random.weighted(shares), country: shopper.country };
}

/** When what was bought runs out, most who bought it come back for it. */
function planRestock(
  bought: readonly number[],
  time: number,
  { items, random }: { readonly items: readonly SampleItem[]; readonly random: Random },
): Errand[] {
  return bought.flatMap((item) => {
    const days = PLACED_TYPES[items[item]!.type]!.type.refillDays;
    if (days === undefined || random.next() >= RESTOCK_CHANCE) return [];
    const day = dayOf(time) + Math.max(7, Math.round(days * (1 + 0.15 * random.normal())));
    return day < DAYS ? [{ day, restock: [item] }] : [];
  });
}

/** Keeps the errands ahead in the order of days; those of one day with something to restock become one. */
function insertByDay(errands: Errand[], errand: Errand, from: number): void {
  let at = from;
  while (at < errands.length && errands[at]!.day < errand.day) at += 1;
  const there = errands[at];
  if (there?.day === errand.day && there.restock.length > 0) {
    errands[at] = { day: there.day, restock: [...new Set([...there.restock, ...errand.restock])] };
  } else {
    errands.splice(at, 0, errand);
  }
}

/** A rating or a return, some days after a purchase. */
function afterwards(
  item: number,
  place: Visit,
  { visit, shop }: { readonly visit: ShoppingVisit; readonly shop: Shop },
): void {
  const { random, shopper } = visit;
  const later = visit.time + Math.round((4 + 14 * random.next()) * DAY_SECONDS);
  const draw = random.next();
  if (later >= END_TIME || draw >= RATE_CHANCE + REFUND_CHANCE) return;
  if (draw < REFUND_CHANCE) {
    shop.log.add(place, { name: 'refund', item, time: later, quantity: 1 });
    return;
  }
  const { averageRating, picture } = shop.items[item]!;
  const taste = shopper.tints.includes(picture.tint) ? 0.3 : 0;
  const rating = Math.round((averageRating ?? 4.2) + taste + 0.9 * random.normal());
  shop.log.add(place, { name: 'rate_item', item, time: later, rating: Math.min(5, Math.max(1, rating)) });
}
