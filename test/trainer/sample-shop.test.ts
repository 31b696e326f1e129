import { describe, expect, it } from 'vitest';
import { contextAt } from '../../core/context.js';
import type { EventName } from '../../core/events/event-names.js';
import { DAY_SECONDS, END_TIME, START_TIME } from '../../trainer/sample/calendar.js';
import { COUNTRIES, DEVICES, eventNameAt, REFERRERS } from '../../trainer/sample/event-log.js';
import { generateSampleShop } from '../../trainer/sample/generate-sample-shop.js';
import type { SampleShop } from '../../trainer/sample/sample-shop.js';
import { PLACED_TYPES, type PlacedType } from '../../trainer/sample/shop-data/departments.js';

const USERS = 2500;
const shop = generateSampleShop({ seed: 7, users: USERS, items: 900 });
const { events, items, truth } = shop;
const styleCount = truth.styles.length;

/** Rows of one kind that shoppers made: no bot, no rows without a user. */
function rowsOf(name: EventName, { events: log, truth: { dirt } }: SampleShop = shop): number[] {
  return [...Array(log.length).keys()].filter(
    (row) => eventNameAt(log, row) === name && log.user[row]! >= 0 && log.user[row] !== dirt.botUser,
  );
}

/** The shelves a row's item stands on. */
function placeOf(row: number): PlacedType {
  return PLACED_TYPES[items[events.item[row]!]!.type]!;
}

/** What each shopper bought, each item once. */
function baskets(): Set<number>[] {
  const bought = Array.from({ length: USERS }, () => new Set<number>());
  for (const row of rowsOf('purchase')) bought[events.user[row]!]!.add(events.item[row]!);
  return bought;
}

describe('the sample shop', () => {
  it('has a history of about forty events a shopper, growing with the number of shoppers', () => {
    const half = generateSampleShop({ seed: 7, users: USERS / 2, items: 900 });
    expect(events.length / USERS).toBeGreaterThan(28);
    expect(events.length / USERS).toBeLessThan(52);
    expect(events.length / half.events.length).toBeGreaterThan(1.8);
    expect(events.length / half.events.length).toBeLessThan(2.2);
  });

  it('keeps the first shoppers as they are when more are asked for', () => {
    const few = generateSampleShop({ seed: 7, users: 20, items: 900 });
    expect(few.truth.shopperStyles).toEqual(truth.shopperStyles.slice(0, 20 * styleCount));
  });

  it('writes events in the order of time, inside the half-year', () => {
    expect(events.time.every((time, row) => row === 0 || time >= events.time[row - 1]!)).toBe(true);
    expect(events.time[0]).toBeGreaterThanOrEqual(START_TIME);
    expect(events.time.at(-1)).toBeLessThan(END_TIME);
  });

  it('has many shoppers who hardly come and a few who come all the time', () => {
    const counts = new Float64Array(USERS);
    for (const user of events.user) if (user >= 0 && user < USERS) counts[user]! += 1;
    counts.sort();
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[USERS / 2]).toBeLessThan(35);
    expect(counts[Math.floor(0.99 * USERS)]).toBeGreaterThan(110);
  });

  it('has every kind of event', () => {
    const kinds: EventName[] = ['view_item', 'view_item_list', 'search', 'add_to_cart', 'remove_from_cart'];
    kinds.push('add_to_wishlist', 'purchase', 'refund', 'rate_item', 'dismiss_item');
    for (const kind of kinds) expect(rowsOf(kind).length, kind).toBeGreaterThan(0);
    for (const row of rowsOf('search')) expect(events.item[row]! === -1 && events.term[row]! >= 0).toBe(true);
    for (const row of rowsOf('purchase')) expect(events.quantity[row]! > 0 && events.cents[row]! > 0).toBe(true);
    for (const row of rowsOf('rate_item')) expect(events.rating[row]! >= 1 && events.rating[row]! <= 5).toBe(true);
  });

  it('runs on a small scale too', () => {
    for (const [users, count] of [
      [50, 60],
      [1, 10],
    ] as const) {
      const small = generateSampleShop({ seed: 1, users, items: count });
      expect(small.items).toHaveLength(count);
      expect(small.events.length).toBeGreaterThan(users);
    }
  });

  it('refuses a shop without shoppers or without a range', () => {
    expect(() => generateSampleShop({ seed: 1, users: 0, items: 100 })).toThrow(/--users to be at least 1, got 0/);
    expect(() => generateSampleShop({ seed: 1, users: 5, items: 9 })).toThrow(/--items to be at least 10, got 9/);
  });
});

describe('what is planted in the sample shop', () => {
  it('gives each shopper and each item a mixture of styles', () => {
    for (const mixture of [truth.shopperStyles, truth.itemStyles]) {
      for (let at = 0; at < mixture.length; at += styleCount) {
        const sum = mixture.subarray(at, at + styleCount).reduce((total, share) => total + share, 0);
        expect(sum).toBeCloseTo(1, 4);
      }
    }
  });

  it('has shoppers of a style buy what the style likes', () => {
    for (let style = 0; style < styleCount; style++) {
      const liked = (row: number): number => truth.itemStyles[events.item[row]! * styleCount + style]!;
      const isMain = (row: number): boolean => truth.shopperStyles[events.user[row]! * styleCount + style]! > 0.6;
      const mean = (rows: readonly number[]): number => rows.reduce((sum, row) => sum + liked(row), 0) / rows.length;
      const purchases = rowsOf('purchase');
      const own = mean(purchases.filter(isMain));
      expect(own / mean(purchases), truth.styles[style]).toBeGreaterThan(2);
    }
  });

  it('has complements bought together far more often than chance would have it', () => {
    const bought = baskets();
    const buyers = new Float64Array(items.length);
    for (const basket of bought) for (const item of basket) buyers[item]! += 1;
    let together = 0;
    let expected = 0;
    for (const { from, to } of truth.pairs) {
      together += bought.filter((basket) => basket.has(from) && basket.has(to)).length;
      expected += (buyers[from]! * buyers[to]!) / USERS;
    }
    expect(together).toBeGreaterThan(200);
    expect(together / expected).toBeGreaterThan(3);
  });

  it('has shoppers go from an item to those that follow it', () => {
    const last = new Map<number, number>();
    let followed = 0;
    let steps = 0;
    for (const row of rowsOf('view_item')) {
      const session = events.session[row]!;
      const before = last.get(session);
      if (before !== undefined) {
        steps += 1;
        if (truth.successors[before]!.includes(events.item[row]!)) followed += 1;
      }
      last.set(session, events.item[row]!);
    }
    expect(followed / steps).toBeGreaterThan(0.15);
  });

  it('has no event of an item before its launch', () => {
    const launched = truth.launchedAt.filter((time) => time > 0).length;
    expect(launched / items.length).toBeCloseTo(0.07, 2);
    expect(events.item.every((item, row) => item < 0 || events.time[row]! >= truth.launchedAt[item]!)).toBe(true);
  });

  it('has trends rise: more a day while they last than before', () => {
    for (const { item, kind, startsAt, endsAt } of truth.trends) {
      const times = rowsOf('view_item')
        .filter((row) => events.item[row] === item)
        .map((row) => events.time[row]!);
      const during = times.filter((time) => time >= startsAt && time < endsAt).length;
      const rate = during / (endsAt - startsAt);
      const before = (times.length - during) / (END_TIME - START_TIME - (endsAt - startsAt));
      expect(rate / before, kind).toBeGreaterThan(2);
    }
    expect(new Set(truth.trends.map(({ kind }) => kind))).toEqual(new Set(['rising', 'viral']));
  });

  it('has refills bought again after about the time they last', () => {
    const before = new Map<string, number>();
    const ratios: number[] = [];
    for (const row of rowsOf('purchase')) {
      const key = `${String(events.user[row])} ${String(events.item[row])}`;
      const days = PLACED_TYPES[items[events.item[row]!]!.type]!.type.refillDays;
      const gap = events.time[row]! - (before.get(key) ?? NaN);
      if (days !== undefined && gap > DAY_SECONDS) ratios.push(gap / DAY_SECONDS / days);
      before.set(key, events.time[row]!);
    }
    ratios.sort((a, b) => a - b);
    expect(ratios.length).toBeGreaterThan(200);
    expect(ratios[Math.floor(ratios.length / 2)]).toBeCloseTo(1, 0);
  });

  /** The share of views in 30 days from a day on. */
  const shareFrom = (fromDay: number, isOf: (place: PlacedType) => boolean): number => {
    const rows = rowsOf('view_item').filter((row) => {
      const day = (events.time[row]! - START_TIME) / DAY_SECONDS;
      return day >= fromDay && day < fromDay + 30;
    });
    return rows.filter((row) => isOf(placeOf(row))).length / rows.length;
  };

  it('sells more of what belongs to spring in spring, and more of what belongs to winter in winter', () => {
    const share = (season: 'spring' | 'winter', fromDay: number): number =>
      shareFrom(fromDay, ({ category }) => category.season === season);
    expect(share('spring', 100) / share('spring', 0)).toBeGreaterThan(1.4);
    expect(share('winter', 0) / share('winter', 100)).toBeGreaterThan(1.4);
  });

  it('sells the garden in spring and candles in winter', () => {
    const share = (name: string, fromDay: number): number =>
      shareFrom(fromDay, ({ category }) => category.name === name);
    expect(share('Soil & seeds', 100) / share('Soil & seeds', 0)).toBeGreaterThan(1.4);
    expect(share('Candles', 0) / share('Candles', 100)).toBeGreaterThan(1.4);
  });

  it('has demand lean with hour, weekday, device, referrer and country', () => {
    const views = rowsOf('view_item');
    const share = (rows: readonly number[], isOf: (place: PlacedType) => boolean): number =>
      rows.filter((row) => isOf(placeOf(row))).length / rows.length;
    /** The share of some departments or categories in views of one kind, over their share in all others. */
    const lift = (isKind: (row: number) => boolean, names: readonly string[]): number => {
      const isOf = ({ category, department }: PlacedType): boolean =>
        names.includes(category.name) || names.includes(department.name);
      const [ours, others] = [views.filter(isKind), views.filter((row) => !isKind(row))];
      return share(ours, isOf) / share(others, isOf);
    };
    const at = (row: number): { hour: number; weekday: number } => contextAt(events.time[row]!);
    const isWeekend = (row: number): boolean => at(row).hour < 19 && [0, 6].includes(at(row).weekday);
    const comesFrom = (row: number): string => REFERRERS[events.referrer[row]!]!;
    expect(lift((row) => at(row).hour >= 19, ['Bedroom', 'Lighting', 'Candles & decoration'])).toBeGreaterThan(1.2);
    expect(lift(isWeekend, ['Kitchen', 'Garden', 'Balcony & terrace'])).toBeGreaterThan(1.2);
    expect(lift((row) => DEVICES[events.device[row]!] === 'mobile', ['Seating', 'Bedroom furniture'])).toBeLessThan(
      0.9,
    );
    expect(lift((row) => comesFrom(row) === 'newsletter', ['Bed linen', 'Tableware', 'Towels'])).toBeGreaterThan(1.2);
    expect(lift((row) => COUNTRIES[events.country[row]!] === 'FR', ['Dining', 'Kitchen'])).toBeGreaterThan(1.1);
  });

  it('is a little dirty: repeated rows, rows without a user, a bot', () => {
    const { botUser, botViews, duplicates, withoutUser } = truth.dirt;
    expect(events.user.filter((user) => user === -1)).toHaveLength(withoutUser);
    expect(events.user.filter((user) => user === botUser)).toHaveLength(botViews);
    expect((duplicates + withoutUser) / events.length).toBeLessThan(0.005);
    expect(duplicates).toBeGreaterThan(0);
  });
});
