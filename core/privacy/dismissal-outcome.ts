import type { ShopEvent } from '../events/shop-event.js';
import { PLACEMENTS } from './questions.js';
import { parseScenario, type Scenario } from '../scenarios.js';

/**
 * Whether a shopper dismissed a product in one placement. A dismissal counts for the list that it names, or, where it names
 * none, for the one in which the item was seen or clicked last before it.
 * @param placement position in PLACEMENTS. @param events oldest first.
 */
export function wasDismissed(placement: number, events: readonly ShopEvent[]): boolean {
  const scenario = PLACEMENTS[placement]!;
  /** By item id: the list that it was seen or clicked in last. */
  const origins = new Map<string, Scenario | undefined>();
  for (const { name, items } of events) {
    for (const { item_id, item_list_id } of items) {
      const from = item_list_id === undefined ? origins.get(item_id) : parseScenario(item_list_id);
      if (name === 'view_item_list' || name === 'select_item') origins.set(item_id, from);
      if (name === 'dismiss_item' && from === scenario) return true;
    }
  }
  return false;
}
