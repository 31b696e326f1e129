import type { ShopEvent } from '../events/shop-event.js';
import { PLACEMENT_STAGES, PLACEMENTS, type PlacementStage } from './questions.js';
import { parseScenario, type Scenario } from '../scenarios.js';

/**
 * The furthest stage that a shopper reached at one placement. A click counts for the list it came from; what is added or
 * bought counts for it where the event names the list, or the item was clicked in it before.
 * @param placement position in PLACEMENTS. @param events oldest first. @param rendered rows that were answered with a list.
 * @returns position in PLACEMENT_STAGES.
 */
export function placementOutcome(
  placement: number,
  events: readonly ShopEvent[],
  rendered: ReadonlySet<Scenario>,
): number {
  const scenario = PLACEMENTS[placement]!;
  const clicked = new Set<string>();
  let furthest = stage(rendered.has(scenario) ? 'rendered' : 'none');
  for (const { name, items } of events) {
    for (const { item_id, item_list_id } of items) {
      const isFrom = item_list_id !== undefined && parseScenario(item_list_id) === scenario;
      if (name === 'select_item' && isFrom) clicked.add(item_id);
      const reached = stageOf(name);
      if (reached !== undefined && (isFrom || (reached >= stage('added') && clicked.has(item_id)))) {
        furthest = Math.max(furthest, reached);
      }
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
