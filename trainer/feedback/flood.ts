import { chancesOf, type ChoiceMechanism } from '../../core/privacy/choice.js';
import type { HashMechanism } from '../../core/privacy/hashed-choice.js';
import { excessOf, hashedGain } from '../../core/privacy/publish/flood-check.js';
import { createMechanisms } from '../../core/privacy/questions.js';
import type { Feedback, ToldShare, ToldShares } from './feedback.js';

/** Shares among the answers that named something, with what stands out as forged taken off. */
export interface CleanShares {
  readonly cells: ReadonlyMap<string, ToldShare>;
  /** Cells that were part of a flood: what is left of them is mostly its noise. */
  readonly flooded: ReadonlySet<string>;
}

export interface CleanFeedback {
  readonly items: CleanShares;
  readonly categories: CleanShares;
  /** Estimated share of all reports that are forged, as far as that stands out. */
  readonly forged: number;
}

/** What a forged answer, which carries no noise, adds to the share of its cell and takes from each other one. */
interface Weight {
  readonly gain: number;
  readonly loss: number;
}

/**
 * Reads a share that no product comes to by itself as a flood of forged reports, and takes off what the flood added wherever
 * it went, its category too. Whoever forges does not choose the question more than anybody: as large a part of the answers to
 * each is forged.
 * @param believed the largest share among telling answers that is believed of an item. @param groupOf its group of categories.
 */
export function withoutFlood(
  { epsilon, items, categories }: Feedback,
  believed: (itemId: string) => number,
  groupOf: (itemId: string) => string,
): CleanFeedback {
  const mechanisms = createMechanisms(epsilon);
  const ofItem = hashedWeight(mechanisms.item);
  const byItem = new Map<string, number>();
  const byGroup = new Map<string, number>();
  let forged = 0;
  for (const [id, told] of items?.cells ?? []) {
    const share = excessOf(told, believed(id) * tellingOf(items!.none)) / ofItem.gain;
    if (share === 0) continue;
    forged += share;
    byItem.set(id, share);
    byGroup.set(groupOf(id), (byGroup.get(groupOf(id)) ?? 0) + share);
  }
  const ofCategory = choiceWeight(mechanisms.category(Math.max(2, categories?.choices ?? 0)));
  return {
    items: clean(items, byItem, { forged, weight: ofItem }),
    categories: clean(categories, byGroup, { forged, weight: ofCategory }),
    forged,
  };
}

function choiceWeight(mechanism: ChoiceMechanism): Weight {
  const { p, q } = chancesOf(mechanism);
  return { gain: (1 - q) / (p - q), loss: q / (p - q) };
}

/** Its bucket holds every other item as often as noise would: nothing is lost. */
function hashedWeight(mechanism: HashMechanism): Weight {
  return { gain: hashedGain(mechanism), loss: 0 };
}

function tellingOf(none: number): number {
  return 1 - Math.min(1, Math.max(0, none));
}

function clean(
  told: ToldShares | undefined,
  floods: ReadonlyMap<string, number>,
  { forged, weight }: { readonly forged: number; readonly weight: Weight },
): CleanShares {
  const honest = 1 - forged;
  const without = (value: number, flood: number): number =>
    (value - flood * weight.gain + (forged - flood) * weight.loss) / honest;
  const telling = tellingOf(without(told?.none ?? 0, 0));
  const cells = new Map<string, ToldShare>();
  for (const [name, { value, standardError }] of told?.cells ?? []) {
    cells.set(name, {
      value: value === null ? null : without(value, floods.get(name) ?? 0) / telling,
      standardError: standardError / honest / telling,
    });
  }
  return { cells, flooded: new Set(floods.keys()) };
}
