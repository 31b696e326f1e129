import type { Random } from '../../core/random.js';
import { dayOf, END_TIME, isSaleDay } from './calendar.js';
import type { Circumstances } from './circumstances.js';
import type { Shopper } from './draw-shopper.js';
import type { EventLog, LoggedEvent, Visit } from './event-log.js';
import type { SampleItem } from './sample-item.js';
import { PLACED_TYPES } from './shop-data/departments.js';

/** An item in the cart. */
interface CartLine {
  readonly item: number;
  readonly quantity: number;
}

/** Carried from visit to visit. */
export interface Cart {
  readonly lines: CartLine[];
}

/** One visit in progress: a clock that runs, and the events it writes. */
export interface ShoppingVisit extends Circumstances {
  readonly shopper: Shopper;
  readonly random: Random;
  /** Epoch seconds; grows with every event. */
  readonly time: number;
  search(term: string): void;
  list(items: readonly number[]): void;
  view(item: number): void;
  /** Looks at an item and puts it into the cart with the given chance, less if it is dear; true if it did. */
  consider(item: number, chance: number): boolean;
  /** Buys what is in the cart with the given chance; the lines bought, none if it stays. */
  leave(chance: number): readonly number[];
}

export interface VisitTools {
  readonly items: readonly SampleItem[];
  readonly log: EventLog;
  readonly shopper: Shopper;
  readonly cart: Cart;
  readonly random: Random;
}

const WISH_CHANCE = 0.035;
const DISMISS_CHANCE = 0.003;
const REMOVE_CHANCE = 0.1;
/** Sale prices hold on sale days and in the last weeks before the log ends, when the catalogue shows them. */
const CLEARANCE_SECONDS = 30 * 86_400;

/** A clock that runs, and the hand that writes what happens at its time. */
interface Pen {
  readonly time: number;
  /** Lets about so many seconds go by. */
  pass(seconds: number): void;
  write(event: Omit<LoggedEvent, 'time'>): void;
  writePriced(name: 'add_to_cart' | 'purchase', line: CartLine): void;
}

function createPen(visit: Visit, startsAt: number, { items, log, random }: VisitTools): Pen {
  let time = startsAt;
  const write = (event: Omit<LoggedEvent, 'time'>): void => {
    if (time < END_TIME) log.add(visit, { ...event, time });
  };
  return {
    get time() {
      return time;
    },
    pass: (seconds) => {
      time += Math.round(seconds * (0.4 + 1.2 * random.next()));
    },
    write,
    writePriced: (name, line) => write({ name, ...line, cents: paidCents(items[line.item]!, time) }),
  };
}

export function startVisit(visit: Visit, startsAt: number, tools: VisitTools): ShoppingVisit {
  const { items, shopper, cart, random } = tools;
  const pen = createPen(visit, startsAt, tools);

  const view = (item: number): void => {
    pen.pass(35);
    pen.write({ name: 'view_item', item });
  };
  const put = (item: number): void => {
    const line = { item, quantity: drawQuantity(items[item]!, random) };
    pen.pass(20);
    pen.writePriced('add_to_cart', line);
    cart.lines.push(line);
  };
  const maybeRegret = (): void => {
    if (cart.lines.length === 0 || random.next() >= REMOVE_CHANCE) return;
    pen.pass(15);
    for (const line of cart.lines.splice(random.int(cart.lines.length), 1))
      pen.write({ name: 'remove_from_cart', ...line });
  };

  const { country, device, referrer } = visit;
  return {
    shopper,
    random,
    country,
    device,
    referrer,
    get time() {
      return pen.time;
    },
    view,
    search: (term) => {
      pen.write({ name: 'search', term });
      pen.pass(12);
    },
    list: (shown) => {
      for (const item of shown) pen.write({ name: 'view_item_list', item });
    },
    consider(item, chance) {
      view(item);
      const draw = random.next();
      if (draw < chance * affordability(items[item]!) && !cart.lines.some((line) => line.item === item)) {
        put(item);
        return true;
      }
      if (draw > 1 - DISMISS_CHANCE) pen.write({ name: 'dismiss_item', item });
      else if (draw > 1 - DISMISS_CHANCE - WISH_CHANCE) pen.write({ name: 'add_to_wishlist', item });
      return false;
    },
    leave(chance) {
      maybeRegret();
      if (cart.lines.length === 0 || random.next() >= chance) return [];
      pen.pass(90);
      const bought = cart.lines.filter(({ item }) => canBeBought(items[item]!, pen.time));
      for (const line of bought) pen.writePriced('purchase', line);
      cart.lines.length = 0;
      return bought.map(({ item }) => item);
    },
  };
}

/** What is dear is thought over: 1 up to 60 euro, a half at a thousand. */
function affordability({ price }: SampleItem): number {
  return Math.min(1, (60 / price) ** 0.25);
}

function paidCents(item: SampleItem, time: number): number {
  const onSale = isSaleDay(dayOf(time)) || time > END_TIME - CLEARANCE_SECONDS;
  return Math.round(100 * (onSale ? (item.salePrice ?? item.price) : item.price));
}

/** What is sold out on the last day has been so for some days. */
function canBeBought(item: SampleItem, time: number): boolean {
  return item.availability !== 'out_of_stock' || time < END_TIME - 5 * 86_400;
}

/** Plates come in sixes, refills in twos, armchairs alone. */
function drawQuantity(item: SampleItem, random: Random): number {
  const { category, type } = PLACED_TYPES[item.type]!;
  if (category.name === 'Tableware' || category.name === 'Glassware') return random.pick([1, 2, 2, 4, 4, 6]);
  if (type.refillDays !== undefined || type.price < 15) return random.pick([1, 1, 1, 2, 2, 3]);
  return type.price < 60 && random.next() < 0.12 ? 2 : 1;
}
