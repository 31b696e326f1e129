import type { Habits } from '../../../core/artifact/habits-section.js';
import type { History } from '../../history.js';
import { clockKind } from '../clock.js';
import { medianVisitDays, toBoughtItems, type BoughtItem } from './repeat-counts.js';

export interface HabitOptions {
  /** u16[items], 0: unknown. */
  readonly category: Uint16Array;
  readonly categoryCount: number;
  /** Items with fewer distinct buyers, and categories with fewer distinct users, carry nothing of their own. */
  readonly minUsers: number;
}

/** Buyers (of items) and users (of categories) that the next wider average counts as. */
const PRIOR = { itemBuyers: 10, categoryBuyers: 20, categoryUsers: 20 } as const;
const MIN_SPREAD = 0.1;
/** Below this many distinct users who bought anything again there is no habit to speak of. */
const MIN_REPEATERS = 20;

/**
 * Repeat rates and intervals, each held back to the next wider: item -> category -> shop. Undefined where time is no clock
 * or too few people ever bought an item twice. Intervals are those seen to end, so long ones are a little too short.
 */
export function fitHabits(history: History, options: HabitOptions): Habits | undefined {
  if (clockKind(history) !== 'global') return undefined;
  const bought = toBoughtItems(history);
  const visitDays = medianVisitDays(history);
  const repeaters = new Set(bought.filter(({ orders }) => orders > 1).map(({ user }) => user));
  if (visitDays === undefined || repeaters.size < Math.max(MIN_REPEATERS, options.minUsers)) return undefined;
  return { ...fitRepeat(bought, options), ...fitIntervals(bought, options), visitDays: Math.fround(visitDays) };
}

function fitRepeat(
  bought: readonly BoughtItem[],
  { category, categoryCount, minUsers }: HabitOptions,
): Pick<Habits, 'repeat' | 'categoryRepeat'> {
  const items = new Shares(category.length);
  const groups = new Shares(categoryCount);
  const shop = new Shares(1);
  for (const { user, item, orders } of bought) {
    for (const [shares, at] of [
      [items, item],
      [groups, category[item]!],
      [shop, 0],
    ] as const) {
      shares.add(at, user, orders > 1);
    }
  }
  const wide = shop.rate(0, 0, 0);
  const categoryRepeat = Float32Array.from({ length: categoryCount }, (_, c) =>
    c > 0 && groups.users[c]! >= minUsers ? groups.rate(c, wide, PRIOR.categoryBuyers) : wide,
  );
  const repeat = Float32Array.from(category, (group, i) =>
    items.users[i]! >= minUsers ? items.rate(i, categoryRepeat[group]!, PRIOR.itemBuyers) : 0,
  );
  return { repeat, categoryRepeat };
}

/** Counts of buyers and of those who bought again. Additions come grouped by user. */
class Shares {
  readonly users: Uint32Array;
  readonly #buyers: Uint32Array;
  readonly #again: Uint32Array;
  readonly #lastUser: Int32Array;

  constructor(size: number) {
    this.users = new Uint32Array(size);
    this.#buyers = new Uint32Array(size);
    this.#again = new Uint32Array(size);
    this.#lastUser = new Int32Array(size).fill(-1);
  }

  add(at: number, user: number, again: boolean): void {
    if (this.#lastUser[at] !== user) this.users[at]!++;
    this.#lastUser[at] = user;
    this.#buyers[at]!++;
    if (again) this.#again[at]!++;
  }

  rate(at: number, prior: number, weight: number): number {
    return (this.#again[at]! + weight * prior) / (this.#buyers[at]! + weight);
  }
}

interface LogDays {
  readonly group: number;
  readonly user: number;
  readonly value: number;
  /** One over the user's gaps in the category: a user counts once. */
  readonly weight: number;
}

function fitIntervals(
  bought: readonly BoughtItem[],
  { category, categoryCount, minUsers }: HabitOptions,
): Pick<Habits, 'intervalDays' | 'intervalSpread'> {
  const days = toLogDays(bought, category);
  const shop = moments(days, { mean: 0, variance: 0, weight: 0 });
  const intervalDays = new Float32Array(categoryCount);
  const intervalSpread = new Float32Array(categoryCount);
  const byGroup: LogDays[][] = Array.from({ length: categoryCount }, () => []);
  for (const one of days) byGroup[one.group]!.push(one);
  byGroup.forEach((own, group) => {
    const isKnown = group > 0 && new Set(own.map(({ user }) => user)).size >= minUsers;
    const { mean, variance } = isKnown ? moments(own, { ...shop, weight: PRIOR.categoryUsers }) : shop;
    intervalDays[group] = Math.exp(mean);
    intervalSpread[group] = Math.max(MIN_SPREAD, Math.sqrt(variance));
  });
  return { intervalDays, intervalSpread };
}

function toLogDays(bought: readonly BoughtItem[], category: Uint16Array): LogDays[] {
  const gaps = new Map<string, number>();
  const keyOf = ({ user, item }: BoughtItem): string => `${String(user)} ${String(category[item])}`;
  for (const one of bought) gaps.set(keyOf(one), (gaps.get(keyOf(one)) ?? 0) + one.gapDays.length);
  return bought.flatMap((one) =>
    one.gapDays.map((gap) => ({
      group: category[one.item]!,
      user: one.user,
      value: Math.log(gap),
      weight: 1 / gaps.get(keyOf(one))!,
    })),
  );
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Weighted mean and variance, the prior's counting as `weight` users. */
function moments(values: readonly LogDays[], prior: Moments & { readonly weight: number }): Moments {
  let weight = prior.weight;
  let sum = prior.weight * prior.mean;
  for (const one of values) {
    weight += one.weight;
    sum += one.weight * one.value;
  }
  const mean = sum / weight;
  let squares = prior.weight * prior.variance;
  for (const one of values) squares += one.weight * (one.value - mean) ** 2;
  return { mean, variance: squares / weight };
}
