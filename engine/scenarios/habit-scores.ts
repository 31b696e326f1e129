import type { Habits } from '../../core/artifact/habits-section.js';

/** What one shopper did with one item, as far as habits go. */
export interface OwnPurchases {
  readonly item: number;
  /** Orders with the item, at least 1. */
  readonly bought: number;
  /** Days since the last of them. */
  readonly daysSince: number;
}

export interface HabitScores {
  /** Share of an item's buyers who buy it again: its own, else its category's. In [0, 1]. */
  repeatRate(item: number): number;
  /** How strongly an own item is due now, at least 0; comparable between a shopper's items at one moment. */
  dueScore(purchases: OwnPurchases): number;
}

/** How many orders the item's repeat rate counts as beside the shopper's own. */
const PRIOR_ORDERS = 2;

/**
 * Repeats as a defective renewal process: p is the shopper's own chance to buy an item once more, (n − 1 + 2r) / (n + 1)
 * after n orders where r is the item's repeat rate; the days between are log-normal F with the category's median and
 * spread. Due by the next visit in w days, not yet having happened in d: p·(F(d + w) − F(d)) / (1 − p·F(d)), times the
 * orders that speak for it. Bhagat et al. 2018 (Buy It Again) model the same with a Gamma rate.
 * @param category u16[items].
 */
export function createHabitScores(habits: Habits, category: Uint16Array): HabitScores {
  const repeatRate = (item: number): number =>
    habits.repeat[item]! > 0 ? habits.repeat[item]! : (habits.categoryRepeat[category[item]!] ?? 0);
  const happenedBy = (item: number, days: number): number => {
    const group = category[item]!;
    if (!(days > 0)) return 0;
    return normalShare(Math.log(days / habits.intervalDays[group]!) / habits.intervalSpread[group]!);
  };
  return {
    repeatRate,
    dueScore({ item, bought, daysSince }) {
      const orders = bought - 1 + PRIOR_ORDERS * repeatRate(item);
      const again = orders / (bought - 1 + PRIOR_ORDERS);
      const before = happenedBy(item, daysSince);
      const soon = happenedBy(item, Math.max(0, daysSince) + habits.visitDays) - before;
      return (orders * again * Math.max(0, soon)) / Math.max(1e-9, 1 - again * before);
    },
  };
}

/** Φ(z), to 1e-7: Abramowitz and Stegun 1964, 7.1.26. */
function normalShare(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const tail = (poly * Math.exp(-x * x)) / 2;
  return z > 0 ? 1 - tail : tail;
}
