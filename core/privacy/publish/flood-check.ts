import { chancesOf } from '../choice.js';
import type { HashMechanism } from '../hashed-choice.js';
import type { FloodedItem, ItemAnswers, ShareCell } from './aggregates.js';

/** A share stands out where it lies so many standard errors above the most that is believed of it. */
const CLEAR_ERRORS = 5;
/** A share is believed to have grown twice in a week at most, and to three times the median of its last four weeks. */
const LARGEST_WEEKLY_GROWTH = 2;
const LARGEST_GROWTH = 3;
const TRAILING_WEEKS = 4;

/** What those two limits let a share grow to after so many weeks: 2, 3, 4.5, 7.5 times. */
export function largestRatio(weeks: number): number {
  const trail = new Array<number>(TRAILING_WEEKS).fill(1);
  for (let week = 0; week < weeks; week++) {
    const last = trail.slice(-TRAILING_WEEKS).sort((a, b) => a - b);
    const median = (last[TRAILING_WEEKS / 2 - 1]! + last[TRAILING_WEEKS / 2]!) / 2;
    trail.push(Math.min(LARGEST_WEEKLY_GROWTH * trail.at(-1)!, LARGEST_GROWTH * median));
  }
  return trail.at(-1)!;
}

/**
 * By how much a published share lies above the most that is believed of it; 0 where that is not clear. Growth that no product
 * comes to by itself is most likely forged.
 */
export function excessOf(
  { value, standardError }: Pick<ShareCell, 'value' | 'standardError'>,
  believed: number,
): number {
  const excess = (value ?? 0) - believed;
  return excess > CLEAR_ERRORS * (standardError ?? Infinity) ? excess : 0;
}

/** What a forged answer, which carries no noise, adds to the share of its item; its bucket holds the others as noise would. */
export function hashedGain(mechanism: HashMechanism): number {
  const q = 1 / mechanism.choices;
  return (1 - q) / (chancesOf(mechanism).p - q);
}

/** Of a model: how much an item was looked at before it was trained. */
export interface KnownDemand {
  readonly id: string;
  /** Events in the 30 days before the model's `asOf`. */
  readonly recentEvents: number;
}

/**
 * Items whose share no growth explains that is believed of them, the largest excess first. What is believed is the item's part
 * of the model's last 30 days, with the part of devices that named an item at all, grown as far as `largestRatio` lets it; and
 * half a report at least, so that an item nobody looked at then may be looked at now.
 */
export function findFloods(
  mechanism: HashMechanism,
  { n, cells }: ItemAnswers,
  { catalog, weeks }: { readonly catalog: readonly KnownDemand[]; readonly weeks: number },
): FloodedItem[] {
  if (n === 0) return [];
  const demand = new Map(catalog.map(({ id, recentEvents }) => [id, recentEvents]));
  const total = Math.max(
    1,
    [...demand.values()].reduce((sum, events) => sum + events, 0),
  );
  const telling = 1 - Math.min(1, Math.max(0, cells.find(({ id }) => id === '')?.value ?? 0));
  return cells
    .flatMap((cell): FloodedItem[] => {
      if (cell.id === '' || cell.value === null) return [];
      const expected = ((demand.get(cell.id) ?? 0) / total) * telling;
      const believed = largestRatio(weeks) * Math.max(0.5 / n, expected);
      const excess = excessOf(cell, believed);
      if (excess === 0) return [];
      const { id, name, value } = cell;
      const reports = Math.round((excess / hashedGain(mechanism)) * n);
      return [{ id, ...(name !== undefined && { name }), share: value, believed, reports }];
    })
    .sort((a, b) => b.reports - a.reports);
}
