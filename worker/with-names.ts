import type { Explanation } from '../core/protocol.js';
import type { ItemNamer } from '../engine/reasons.js';
import type { Recommender } from '../engine/recommender.js';

/** Events of an explanation with the shop's words for their items, as far as the model knows these. */
export function withNames(
  events: Explanation['events'],
  recommender: Recommender | undefined,
  nameOf: ItemNamer,
): Explanation['events'] {
  return events.map((event) => {
    const item = recommender?.engine.model.itemToIndex.get(event.itemId);
    return item === undefined ? event : { ...event, itemName: nameOf(item) };
  });
}
