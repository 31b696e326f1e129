import type { Random } from '../../core/random.js';
import { DAYS, drawDays } from './calendar.js';
import type { TintKey } from './pictures/tints.js';
import { TASTE_STYLES } from './shop-data/taste-styles.js';

/** One shopper: tastes and habits, nothing that happens. */
export interface Shopper {
  /** Mixture over TASTE_STYLES, sums to 1. */
  readonly styles: Float32Array;
  /** Colours this shopper is drawn to, beyond the style. */
  readonly tints: readonly TintKey[];
  /** The brand level this shopper buys, 1-4. */
  readonly level: number;
  /** Index in DEVICES of the device used most. */
  readonly device: number;
  /** Index in COUNTRIES. */
  readonly country: number;
  /** Days of the planned visits, ascending. */
  readonly visitDays: readonly number[];
}

/** Most come once or twice, a few all the time. */
const ACTIVITY = [
  { share: 0.44, from: 1, to: 3 },
  { share: 0.36, from: 3, to: 10 },
  { share: 0.15, from: 9, to: 20 },
  { share: 0.05, from: 18, to: 38 },
] as const;
/** mobile, desktop, tablet. */
const DEVICE_SHARES = [0.58, 0.34, 0.08] as const;
/** In the order of COUNTRIES. */
const COUNTRY_SHARES = [0.55, 0.15, 0.16, 0.14] as const;

export function drawShopper(random: Random): Shopper {
  const styles = drawStyles(random);
  const favourite = TASTE_STYLES[random.weighted(styles)]!;
  const activity = ACTIVITY[random.weighted(ACTIVITY.map(({ share }) => share))]!;
  // Two in three knew the shop already; the others arrive in the course of the half-year.
  const firstDay = random.next() < 0.66 ? 0 : random.int(DAYS - 2);
  const visitsInAll = activity.from + random.int(activity.to - activity.from + 1);
  const visits = Math.max(1, Math.round((visitsInAll * (DAYS - firstDay)) / DAYS));
  return {
    styles,
    tints: random.shuffle([...favourite.tints]).slice(0, 2),
    level: Math.min(4, Math.max(1, Math.round(favourite.level + 0.7 * random.normal()))),
    device: random.weighted(DEVICE_SHARES),
    country: random.weighted(COUNTRY_SHARES),
    visitDays: drawDays(visits, firstDay, random),
  };
}

/** One main style, one or two beside it. */
function drawStyles(random: Random): Float32Array {
  const styles = new Float32Array(TASTE_STYLES.length);
  const shares = TASTE_STYLES.map(({ share }) => share);
  const main = 0.6 + 0.3 * random.next();
  const split = 0.4 + 0.6 * random.next();
  for (const weight of [main, (1 - main) * split, (1 - main) * (1 - split)]) {
    const style = random.weighted(shares);
    styles[style] = styles[style]! + weight;
  }
  return styles;
}
