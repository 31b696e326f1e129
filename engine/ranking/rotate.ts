import { topN } from '../../core/math/top-n.js';
import { placeWorth, type Ranked } from './ranked.js';

/** When an item was last shown to this shopper, epoch seconds, and how often within the rotation time. */
export interface ShownItem {
  readonly item: number;
  readonly shownAt: number;
  readonly count: number;
}

export interface RotationOptions {
  /** 0: what was shown counts like anything else; 1: what was just shown comes last. */
  readonly rotationRate: number;
  /** Seconds after which an item has fully recovered. */
  readonly rotationTime: number;
  /** Epoch seconds. */
  readonly now: number;
  readonly shown: readonly ShownItem[];
}

/**
 * Lowers what was shown lately: the worth of an item's place is multiplied by (1 − rate·freshness)^count, where freshness
 * falls from 1 to 0 over the rotation time. A shown item moves down to where its worth belongs; nothing is dropped.
 * @param list best first, distinct items.
 */
export function rotate<T extends Ranked>(list: readonly T[], options: RotationOptions): T[] {
  const { rotationRate, rotationTime, now, shown } = options;
  if (!(rotationRate > 0) || !(rotationTime > 0) || shown.length === 0) return [...list];
  const factors = new Map<number, number>();
  for (const { item, shownAt, count } of shown) {
    const freshness = Math.min(1, Math.max(0, 1 - (now - shownAt) / rotationTime));
    const factor = (1 - Math.min(1, rotationRate) * freshness) ** count;
    factors.set(item, (factors.get(item) ?? 1) * factor);
  }
  const worths = list.map(({ item }, place) => placeWorth(place) * (factors.get(item) ?? 1));
  return topN(worths, list.length).map((place) => list[place]!);
}
