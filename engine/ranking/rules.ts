import { topN } from '../../core/math/top-n.js';
import type { Ranked } from './ranked.js';

/** What a shop's rules do to a scored list. */
export interface ShownRules {
  /** Factor on an item's relevance, above 0. */
  readonly boost?: (item: number) => number;
  /** These come after all others. */
  readonly bury?: ReadonlySet<number>;
  /** The most items of one category; those of none are not counted. */
  readonly maxPerCategory?: number;
  /** What variants of one product have in common; undefined for an item without any. Only the best of each comes. */
  readonly groupOf?: (item: number) => string | undefined;
  /** Groups of which none may come any more. */
  readonly takenGroups?: ReadonlySet<string>;
}

/** An item at a slot, 0-based. */
export interface PinnedItem {
  readonly item: number;
  readonly slot: number;
}

/**
 * Scores are logarithms of relevance, or count tiers where a row has none: a factor adds its logarithm, so that e lifts an
 * item by one tier.
 * @returns best first; ties by the place before.
 */
export function boostList<T extends Ranked>(list: readonly T[], boost: (item: number) => number): T[] {
  const boosted = list.map((entry) => ({ ...entry, score: entry.score + Math.log(boost(entry.item)) }));
  const scores = boosted.map(({ score }) => score);
  return topN(scores, scores.length).map((place) => boosted[place]!);
}

/** The list without what variants and full categories leave out, and with what is buried at its end. */
export function keepRules<T extends Ranked>(
  list: readonly T[],
  { bury, maxPerCategory = Infinity, groupOf, takenGroups }: ShownRules,
  categoryOf: ArrayLike<number>,
): readonly T[] {
  if (!bury?.size && groupOf === undefined && maxPerCategory === Infinity) return list;
  const isBuried = ({ item }: T): boolean => bury?.has(item) === true;
  const groups = new Set(takenGroups);
  const counts = new Map<number, number>();
  return [...list.filter((entry) => !isBuried(entry)), ...list.filter(isBuried)].filter(({ item }) => {
    const group = groupOf?.(item);
    const category = categoryOf[item]!;
    const count = counts.get(category) ?? 0;
    if ((group !== undefined && groups.has(group)) || (category !== 0 && count >= maxPerCategory)) return false;
    if (group !== undefined) groups.add(group);
    counts.set(category, count + 1);
    return true;
  });
}

/**
 * Puts items at their slots, or at the end of a list that is too short; the others keep their order.
 * @param toEntry makes the entry of an item that the list does not have.
 */
export function placePins<T>(
  list: readonly T[],
  pins: readonly PinnedItem[],
  { itemOf, toEntry }: { readonly itemOf: (entry: T) => number; readonly toEntry: (item: number, old?: T) => T },
): T[] {
  const pinned = new Set(pins.map(({ item }) => item));
  const placed = list.filter((entry) => !pinned.has(itemOf(entry)));
  for (const { item, slot } of [...pins].sort((a, b) => a.slot - b.slot)) {
    placed.splice(
      slot,
      0,
      toEntry(
        item,
        list.find((entry) => itemOf(entry) === item),
      ),
    );
  }
  return placed;
}
