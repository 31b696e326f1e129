import type { Model } from '../core/artifact/model.js';
import { isInCategory } from '../core/category-path.js';
import type { ShopEvent } from '../core/events/shop-event.js';
import type { Muted } from '../core/muted.js';
import type { ForgetTarget, ProfileItem } from '../core/protocol.js';

/**
 * The items of the events, each once, the one met last first; then those that are muted.
 * @param nameOf an item's title, by its index in the model.
 */
export function toProfileItems(
  { events, muted, model }: { events: readonly ShopEvent[]; muted: readonly string[]; model: Model | undefined },
  nameOf: (item: number) => string,
): ProfileItem[] {
  const latestFirst = [...events].sort((a, b) => b.time - a.time);
  const itemIds = new Set([...latestFirst.flatMap(({ items }) => items.map(({ item_id }) => item_id)), ...muted]);
  return [...itemIds].map((itemId) => {
    const index = model?.itemToIndex.get(itemId);
    if (model === undefined || index === undefined) return { itemId, name: itemId, category: '' };
    return { itemId, name: nameOf(index), category: categoryOf(model, index) };
  });
}

/** The ids that a target of `forget` stands for, among those of the events. */
export function idsOfTarget(
  target: Exclude<ForgetTarget, 'all'>,
  events: readonly ShopEvent[],
  model: Model | undefined,
): ReadonlySet<string> {
  if ('itemId' in target) return new Set([target.itemId]);
  const isMeant = (itemId: string): boolean => {
    const index = model?.itemToIndex.get(itemId);
    if (model === undefined || index === undefined) return false;
    if ('brand' in target) return model.ids.brands[model.items.brand[index]!] === target.brand;
    return isInCategory(categoryOf(model, index), target.category);
  };
  return new Set(events.flatMap(({ items }) => items.map(({ item_id }) => item_id)).filter(isMeant));
}

/** Every item that is muted, by itself or with its category; ids that the model does not know included. */
export function toMutedIds({ items, categories }: Muted, model: Model): string[] {
  if (categories.length === 0) return [...items];
  const isMuted = model.ids.categories.map((path) => categories.some((name) => isInCategory(path, name)));
  return [...items, ...model.ids.itemIds.filter((_, index) => isMuted[model.items.category[index]!])];
}

function categoryOf({ ids, items }: Model, index: number): string {
  return ids.categories[items.category[index]!] ?? '';
}
