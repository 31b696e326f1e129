import type { Model } from '../../core/artifact/model.js';
import { isInCategory } from '../../core/category-path.js';
import type { ShopEvent } from '../../core/events/shop-event.js';
import type { KeyedEvent } from '../store/store.js';

/**
 * What a report may be made of, oldest first. Where a shop names sensitive categories, an event with an item of one is left
 * out whole, and so is one with an item that the model does not know: it might be of any category.
 * @param sensitive categories of the model or beginnings of their paths.
 */
export function toEligibleEvents(
  rows: readonly KeyedEvent[],
  { ids, items, itemToIndex }: Model,
  sensitive: readonly string[],
): ShopEvent[] {
  const isSensitive = ids.categories.map((path) => sensitive.some((name) => isInCategory(path, name)));
  const mayBeTold = (itemId: string): boolean => {
    const item = itemToIndex.get(itemId);
    return item !== undefined && !isSensitive[items.category[item]!]!;
  };
  return rows
    .filter(({ eligible, event }) => {
      return eligible && (sensitive.length === 0 || event.items.every(({ item_id }) => mayBeTold(item_id)));
    })
    .map(({ event }) => event)
    .sort((a, b) => a.time - b.time);
}
