import { describe, expect, it } from 'vitest';
import type { ShopEvent } from '../../core/events/shop-event.js';
import { toCart } from '../../engine/cart.js';
import { createEngine } from '../../engine/engine.js';
import { createRecommender } from '../../engine/recommender.js';
import { toStatedBoost } from '../../engine/stated.js';
import { smallModel } from '../helpers/small-model.js';

const model = smallModel();

describe('what a shopper said', () => {
  it('is a factor of 2 for a category, 2 for a brand and 1.5 for the price, as far as the shop knows them', () => {
    const boost = toStatedBoost(model, {
      favourite_categories: ['Rugs'],
      favourite_brands: [' fern '],
      price_level: 'low',
    })!;
    // Position modulo 4 is the category less one, modulo 2 the brand, modulo 10 the tenth of prices less one.
    expect([0, 1, 2, 3, 6, 7].map(boost)).toEqual([1.5, 3, 3, 2, 2, 2]);
    expect([5, 8].map(toStatedBoost(model, { favourite_brands: ['nobody'], price_level: 'high' })!)).toEqual([1, 1.5]);
    expect(toStatedBoost(model, {})).toBeUndefined();
  });

  it('lifts items of a newcomer’s list, says so where it is the cause, and leaves other rows alone', () => {
    const recommender = createRecommender(createEngine(model));
    const stated = toStatedBoost(model, { favourite_categories: ['vases'] })!;
    const ask = { count: 12, repeats: 'forbid' } as const;
    const isVase = ({ item }: { item: number }): boolean => model.items.category[item] === 2;
    const plain = recommender.recommend(ask);
    const lifted = recommender.recommend({ ...ask, stated });
    expect(lifted.filter(isVase).length).toBeGreaterThan(plain.filter(isVase).length);
    const [vase] = lifted.filter(isVase);
    expect(vase!.reason).toEqual({ kind: 'your-taste', text: 'Fits what you said you like' });
    expect(lifted.filter((one) => !isVase(one)).map(({ reason }) => reason.text)).not.toContain(vase!.reason.text);
    const row = { ...ask, scenario: 'bestsellers' } as const;
    expect(recommender.recommend({ ...row, stated })).toEqual(recommender.recommend(row));
  });
});

describe('the cart', () => {
  it('holds what was put there and neither taken out nor bought, for 30 days', () => {
    const recommender = createRecommender(createEngine(model));
    const tell = (name: ShopEvent['name'], position: number, days: number): void =>
      recommender.track({ name, time: days * 86_400_000, items: [{ item_id: model.ids.itemIds[position]! }] });
    tell('add_to_cart', 1, 0);
    tell('add_to_cart', 2, 10);
    tell('add_to_cart', 3, 10);
    tell('add_to_cart', 4, 10);
    tell('remove_from_cart', 3, 11);
    tell('purchase', 4, 12);
    tell('view_item', 5, 12);
    const cartAt = (day: number): number[] => [...toCart(recommender.profile, day * 86_400)];
    expect(cartAt(13)).toEqual([1, 2]);
    expect(cartAt(31)).toEqual([2]);
    tell('add_to_cart', 4, 32);
    expect(cartAt(33)).toEqual([2, 4]);
  });
});
