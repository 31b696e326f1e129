import type { Random } from '../../core/random.js';
import type { History } from '../history.js';

export interface TasteShift {
  /** Of the events of what goes out of fashion, 0 to 1. */
  readonly share: number;
  /** Epoch seconds. */
  readonly from: number;
  /** u16[items]: the group of categories each item is of; 0: none. */
  readonly group: Uint16Array;
  readonly random: Random;
}

/**
 * The same history, but what people want has changed: groups of categories are drawn in pairs, and from a moment on an event
 * about an item of the one is, with a chance, about an item of the other instead, drawn by how often it was asked for before.
 */
export function shiftTastes(history: History, shift: TasteShift): History {
  const { from, group, random, share } = shift;
  const successor = drawPairs(group, random);
  const members = membersOf(history, shift);
  const item = history.item.map((index, row) => {
    const into = history.time[row]! < from ? undefined : members.get(successor.get(group[index]!) ?? -1);
    if (into === undefined || random.next() >= share) return index;
    return into.items[random.weighted(into.weights)]!;
  });
  return { ...history, item };
}

/** A group -> the one that takes its place. Half of them fall, half rise. */
function drawPairs(group: Uint16Array, random: Random): ReadonlyMap<number, number> {
  const groups = random.shuffle([...new Set(group)].filter((one) => one !== 0).sort((a, b) => a - b));
  return new Map(
    groups.flatMap((one, k) => (k % 2 === 0 && k + 1 < groups.length ? [[one, groups[k + 1]!] as const] : [])),
  );
}

interface Members {
  readonly items: readonly number[];
  /** Events before the shift, and one. */
  readonly weights: readonly number[];
}

function membersOf({ item, itemIds, time }: History, { from, group }: TasteShift): ReadonlyMap<number, Members> {
  const asked = new Float64Array(itemIds.length).fill(1);
  for (const [row, index] of item.entries()) if (time[row]! < from) asked[index]!++;
  const members = new Map<number, { items: number[]; weights: number[] }>();
  for (const [index, one] of group.entries()) {
    const found = members.get(one) ?? { items: [], weights: [] };
    members.set(one, found);
    found.items.push(index);
    found.weights.push(asked[index]!);
  }
  return members;
}
