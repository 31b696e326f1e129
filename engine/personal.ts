import type { PersonalResult } from '../core/protocol.js';
import type { Engine } from './engine.js';

/** What on-device training adds to the shipped list, once it has proved better on the shopper's own events. */
export type PersonalModel = Omit<Extract<PersonalResult, { kept: true }>, 'kept' | 'gain' | 'standardError' | 'steps'>;

/** What a personal model adds to the scores of a slate. */
export interface PersonalPart {
  /** f64[items of the slate]. */
  readonly added: Float64Array;
  /** Of the part of a score that comes of the shopper's own history with the item, so many times more. */
  readonly ownWeight: number;
}

/**
 * The shopper's shift and offsets, an item of the slate each. They are added to scores of all that is known now: so a
 * further event changes the list at once, and the taste that was learned stays until it is learned anew.
 */
export function toPersonalPart(
  personal: PersonalModel,
  { factors, model }: Engine,
  items: readonly number[],
): PersonalPart {
  const { brand, category, dimension, priceDecile } = model.items;
  const added = Float64Array.from(items, (item) => {
    let sum =
      personal.categoryOffset[category[item]!]! +
      personal.brandOffset[brand[item]!]! +
      personal.priceOffset[priceDecile[item]!]!;
    for (let k = 0; k < dimension; k++) sum += personal.userDelta[k]! * factors[item * dimension + k]!;
    return sum;
  });
  return { added, ownWeight: personal.ownWeight };
}
