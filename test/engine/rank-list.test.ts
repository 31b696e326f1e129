import { describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../engine/engine.js';
import { createRecommender, type Recommender } from '../../engine/recommender.js';
import { smallModel } from '../helpers/small-model.js';

const plain = smallModel({ rich: true });
const withDiversity = (diversity: number): Engine =>
  createEngine({ ...plain, settings: { ...plain.settings, diversity } });

function lampBuyer(engine: Engine): Recommender {
  const recommender = createRecommender(engine);
  [0, 4, 8].forEach((item, step) => {
    recommender.track({ name: 'view_item', time: 1000 * (step + 1), items: [{ item_id: plain.ids.itemIds[item]! }] });
  });
  return recommender;
}

const itemsOf = (list: readonly { readonly item: number }[]): number[] => list.map(({ item }) => item);
const kindsOf = (items: readonly number[]): number => new Set(items.map((item) => plain.items.category[item])).size;

describe('the variety that the trainer chose', () => {
  const forbid = { count: 6, repeats: 'forbid' } as const;
  const scored = itemsOf(lampBuyer(withDiversity(0)).rank(forbid));
  const varied = itemsOf(lampBuyer(withDiversity(1)).rank(forbid));

  it('is in every list for the shopper, ranked or shown, where nobody asks for another', () => {
    expect(varied).not.toEqual(scored);
    expect(varied).toHaveLength(6);
    expect(kindsOf(varied)).toBeGreaterThanOrEqual(kindsOf(scored));
    expect(itemsOf(lampBuyer(withDiversity(1)).recommend(forbid))).toEqual(varied);
    expect(itemsOf(lampBuyer(withDiversity(1)).recommend({ ...forbid, diversity: 0 }))).toEqual(scored);
    expect(itemsOf(lampBuyer(withDiversity(0)).recommend({ ...forbid, diversity: 1 }))).toEqual(varied);
  });

  it('stays out of lists it was not chosen on', () => {
    const asked = [
      { count: 6, repeats: 'allow' },
      { ...forbid, task: 'basket' },
      { ...forbid, among: new Set([1, 5, 9, 12, 13, 17, 21, 25]) },
    ] as const;
    for (const request of asked) {
      const lists = [0, 1].map((level) => itemsOf(lampBuyer(withDiversity(level)).rank(request)));
      expect(lists[1]).toEqual(lists[0]);
    }
  });
});
