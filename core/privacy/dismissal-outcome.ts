import type { ShopEvent } from '../events/shop-event.js';
import { parseScenario, type Scenario } from '../scenarios.js';

/**
 * The distinct rows in which a shopper dismissed a product. A dismissal counts for the list that it names, or, where it names
 * none, for the one in which the item was seen or clicked last before it; a list that is none of ours counts for nothing.
 * @param events oldest first. @returns in the order of their first dismissal.
 */
export function dismissedRows(events: readonly ShopEvent[]): Scenario[] {
  const rows = new Set<Scenario>();
  /** By item id: the list that it was seen or clicked in last. */
  const origins = new Map<string, Scenario | undefined>();
  for (const { name, items } of events) {
    for (const { item_id, item_list_id } of items) {
      const from = item_list_id === undefined ? origins.get(item_id) : parseScenario(item_list_id);
      if (name === 'view_item_list' || name === 'select_item') origins.set(item_id, from);
      if (name === 'dismiss_item' && from !== undefined) rows.add(from);
    }
  }
  return [...rows];
}
