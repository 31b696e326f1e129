import type { ItemTable } from '../core/artifact/items-section.js';
import type { PersonalResult } from '../core/protocol.js';

/** What on-device training adds to the closed form, once it has proved better on the shopper's own events. */
export type PersonalModel = Omit<Extract<PersonalResult, { kept: true }>, 'kept' | 'gain' | 'standardError' | 'steps'>;

/**
 * The user vector: the fold-in of all that is known now, moved by what training added to the fold-in of its own time. So a
 * further event changes the list at once, and the taste that was learned stays until it is learned anew.
 */
export function toPersonalUser(personal: PersonalModel, foldIn: Float64Array): Float32Array {
  return Float32Array.from(foldIn, (value, k) => value + personal.userDelta[k]!);
}

/** Adds the category, brand and price offsets to the factor scores, in place. Cold items carry no behaviour: unchanged. */
export function addPersonalOffsets(personal: PersonalModel, items: ItemTable, scores: Float32Array): void {
  for (let i = 0; i < scores.length; i++) {
    if (items.factorScale[i] === 0) continue;
    scores[i]! +=
      personal.categoryOffset[items.category[i]!]! +
      personal.brandOffset[items.brand[i]!]! +
      personal.priceOffset[items.priceDecile[i]!]!;
  }
}
