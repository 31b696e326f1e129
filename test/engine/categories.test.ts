import { describe, expect, it } from 'vitest';
import { createModel, type Model } from '../../core/artifact/model.js';
import { createCategories } from '../../engine/categories.js';
import { smallModelParts } from '../helpers/small-model.js';

function modelOf(categories: readonly string[]): Model {
  const parts = smallModelParts({ rich: true });
  return createModel({ ...parts, ids: { ...parts.ids, categories: [...categories] } });
}

const model = modelOf(['', 'Home > Lamps', 'Home > Vases', 'Home', 'Garden > Chairs > Folding']);
const { departmentOf, departmentShare, share, top } = createCategories(model);

describe('the categories of a model', () => {
  it('are of one department where their paths begin alike', () => {
    expect([...departmentOf]).toEqual([0, 1, 1, 1, 2]);
  });

  it('hold shares of all users’ items that sum to 1, in departments as in categories', () => {
    expect(share.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(share[0]).toBe(0);
    expect(departmentShare).toHaveLength(3);
    expect(departmentShare[1]).toBeCloseTo(share[1]! + share[2]! + share[3]!, 12);
    expect(departmentShare[2]).toBeCloseTo(share[4]!, 12);
  });

  it('list their own items, the most popular first', () => {
    const { category, popularity } = model.items;
    top.forEach((items, index) => {
      expect(items.every((item) => category[item] === index)).toBe(true);
      const users = items.map((item) => (item < 38 ? popularity[item]! : 0));
      expect(users).toEqual([...users].sort((a, b) => b - a));
    });
    expect(top[0]).toEqual([]);
    expect(top.flat()).toHaveLength(40);
  });

  it('put new items last, whatever popularity is guessed for them', () => {
    const guessed = modelOf(['', 'a', 'b', 'c', 'd']);
    guessed.items.popularity[38] = 12;
    const { share: shares, top: lists } = createCategories(guessed);
    expect(lists[3]!.at(-1)).toBe(38);
    expect(shares[3]).toBeCloseTo(share[3]!, 12);
  });

  it('are all of the unknown one where the catalog names none', () => {
    const bare = modelOf(['']);
    bare.items.category.fill(0);
    const found = createCategories(bare);
    expect([...found.departmentOf]).toEqual([0]);
    expect(found.share[0]).toBeCloseTo(1, 12);
    expect(found.top[0]).toHaveLength(20);
  });
});
