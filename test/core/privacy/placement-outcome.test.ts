import { describe, expect, it } from 'vitest';
import type { EventName } from '../../../core/events/event-names.js';
import type { ShopEvent } from '../../../core/events/shop-event.js';
import { placementOutcome } from '../../../core/privacy/placement-outcome.js';
import { PLACEMENT_STAGES, PLACEMENTS, type PlacementStage } from '../../../core/privacy/questions.js';
import type { Scenario } from '../../../core/scenarios.js';

let time = 0;
const event = (name: EventName, item_id: string, list?: string): ShopEvent => ({
  name,
  time: time++,
  items: [{ item_id, ...(list !== undefined && { item_list_id: list }) }],
});

function stageAt(
  scenario: Scenario,
  events: readonly ShopEvent[],
  rendered: readonly Scenario[] = ['cart', 'similar'],
): PlacementStage | undefined {
  return PLACEMENT_STAGES[placementOutcome(PLACEMENTS.indexOf(scenario), events, new Set(rendered))];
}

describe('how far a shopper got with a row', () => {
  it.each<[PlacementStage, readonly ShopEvent[]]>([
    ['rendered', []],
    ['rendered', [event('view_item', 'a'), event('add_to_cart', 'a'), event('purchase', 'a')]],
    ['seen', [event('view_item_list', 'a', 'cart')]],
    ['clicked', [event('view_item_list', 'a', 'cart'), event('select_item', 'a', 'cart')]],
    ['clicked', [event('select_item', 'a', 'basket')]],
    ['added', [event('select_item', 'a', 'cart'), event('view_item', 'a'), event('add_to_cart', 'a')]],
    ['added', [event('add_to_cart', 'a', 'cart')]],
    ['bought', [event('select_item', 'a', 'cart'), event('add_to_cart', 'a'), event('purchase', 'a')]],
    ['bought', [event('add_to_cart', 'a', 'cart'), event('purchase', 'a')]],
  ])('%s', (stage, events) => {
    expect(stageAt('cart', events)).toBe(stage);
    expect(stageAt('trending', events)).toBe('none');
    expect(stageAt('similar', events)).toBe('rendered');
  });

  it('counts what is added and bought for the row it was clicked in last, and for no other', () => {
    const events = [
      event('select_item', 'a', 'cart'),
      event('select_item', 'a', 'similar'),
      event('add_to_cart', 'a'),
      event('purchase', 'a'),
    ];
    expect(stageAt('cart', events)).toBe('clicked');
    expect(stageAt('similar', events)).toBe('bought');
    const elsewhere = [
      event('select_item', 'a', 'cart'),
      event('select_item', 'a', 'the shop’s own'),
      event('purchase', 'a'),
    ];
    expect(stageAt('cart', elsewhere)).toBe('clicked');
  });

  it('needs the click before: what was bought first was not bought because of it', () => {
    expect(stageAt('cart', [event('purchase', 'a'), event('select_item', 'a', 'cart')])).toBe('clicked');
    expect(stageAt('cart', [event('select_item', 'b', 'cart'), event('purchase', 'a')])).toBe('clicked');
  });

  it('is not raised by what is taken back, looked at or not wanted', () => {
    const names = ['view_item', 'remove_from_cart', 'add_to_wishlist', 'refund', 'dismiss_item', 'view_cart'] as const;
    const events = names.map((name) => event(name, 'a', 'cart'));
    expect(stageAt('cart', events)).toBe('rendered');
    expect(stageAt('cart', events, [])).toBe('none');
  });
});
