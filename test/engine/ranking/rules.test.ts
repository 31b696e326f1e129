import { describe, expect, it } from 'vitest';
import { boostList, keepRules, placePins } from '../../../engine/ranking/rules.js';

const list = [0, 1, 2, 3, 4, 5].map((item) => ({ item, score: 10 - item }));
const itemsOf = (entries: readonly { readonly item: number }[]): number[] => entries.map(({ item }) => item);
/** Item 5 has no category. */
const CATEGORIES = [1, 1, 1, 2, 2, 0];

describe('rules of a list', () => {
  it('boost by a factor on relevance: its logarithm is added to the score', () => {
    const boosted = boostList(list, (item) => (item === 4 ? Math.exp(3.5) : 1));
    expect(itemsOf(boosted)).toEqual([0, 4, 1, 2, 3, 5]);
    expect(boosted[1]!.score).toBeCloseTo(9.5, 12);
    expect(boostList(list, () => 1)).toEqual(list);
    expect(itemsOf(boostList(list, (item) => (item === 0 ? 1e-6 : 1)))).toEqual([1, 2, 3, 4, 5, 0]);
  });

  it('keep so many of a category, and all of none', () => {
    expect(itemsOf(keepRules(list, { maxPerCategory: 1 }, CATEGORIES))).toEqual([0, 3, 5]);
    expect(itemsOf(keepRules([...list, { item: 5, score: 1 }], { maxPerCategory: 1 }, CATEGORIES))).toEqual([
      0, 3, 5, 5,
    ]);
  });

  it('keep the best of each group, and none of a group that is taken', () => {
    const groupOf = (item: number): string | undefined => [undefined, 'a', 'b', 'a', 'b', 'c'][item];
    expect(itemsOf(keepRules(list, { groupOf }, CATEGORIES))).toEqual([0, 1, 2, 5]);
    expect(itemsOf(keepRules(list, { groupOf, takenGroups: new Set(['b']) }, CATEGORIES))).toEqual([0, 1, 5]);
  });

  it('bury below all others, in their order, where categories count them last', () => {
    expect(itemsOf(keepRules(list, { bury: new Set([0, 2]) }, CATEGORIES))).toEqual([1, 3, 4, 5, 0, 2]);
    expect(itemsOf(keepRules(list, { bury: new Set([0]), maxPerCategory: 2 }, CATEGORIES))).toEqual([1, 2, 3, 4, 5]);
  });

  it('pin items to slots whether the list has them or not, and at its end where it is too short', () => {
    const how = {
      itemOf: (entry: { item: number }) => entry.item,
      toEntry: (item: number, old?: { item: number; score: number }) => ({ item, score: old?.score ?? NaN }),
    };
    const pins = [
      { item: 9, slot: 2 },
      { item: 4, slot: 0 },
      { item: 7, slot: 40 },
    ];
    const placed = placePins(list, pins, how);
    expect(itemsOf(placed)).toEqual([4, 0, 9, 1, 2, 3, 5, 7]);
    expect(placed[0]!.score).toBe(6);
  });
});
