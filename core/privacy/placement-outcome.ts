import type { ShopEvent } from '../events/shop-event.js';
import { PLACEMENT_STAGES, PLACEMENTS, type PlacementStage } from './questions.js';
import { parseScenario, type Scenario } from '../scenarios.js';

/**
 * The furthest stage that a shopper reached at one placement. What is seen or clicked counts for the list that the event names;
 * what is added or bought for that list too, or, where the event names none, for the one the item came from last.
 * @param placement position in PLACEMENTS. @param events oldest first. @param rendered rows that were answered with a list.
 * @returns position in PLACEMENT_STAGES.
 */
export function placementOutcome(
  placement: number,
  events: readonly ShopEvent[],
  rendered: ReadonlySet<Scenario>,
): number {
  const scenario = PLACEMENTS[placement]!;
  /** By item id: the list that it was last clicked in, or added from. */
  const origins = new Map<string, Scenario | undefined>();
  let furthest = stage(rendered.has(scenario) ? 'rendered' : 'none');
  for (const { name, items } of events) {
    const reached = stageOf(name);
    if (reached === undefined) continue;
    for (const { item_id, item_list_id } of items) {
      const from = item_list_id === undefined ? undefined : parseScenario(item_list_id);
      if (reached >= stage('clicked') && item_list_id !== undefined) origins.set(item_id, from);
      const origin = reached >= stage('added') ? origins.get(item_id) : from;
      if (origin === scenario) furthest = Math.max(furthest, reached);
    }
  }
  return furthest;
}

const stage = (name: PlacementStage): number => PLACEMENT_STAGES.indexOf(name);

function stageOf(name: ShopEvent['name']): number | undefined {
  switch (name) {
    case 'view_item_list':
      return stage('seen');
    case 'select_item':
      return stage('clicked');
    case 'add_to_cart':
      return stage('added');
    case 'purchase':
      return stage('bought');
    default:
      return undefined;
  }
}
