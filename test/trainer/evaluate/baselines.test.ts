import { describe, expect, it } from 'vitest';
import { createBaselineContext } from '../../../trainer/evaluate/baseline-context.js';
import { createBaselines, tuneKnnDecay, tuneUserKnn } from '../../../trainer/evaluate/baselines.js';
import { createItemKnnRanker, fitNeighbours } from '../../../trainer/evaluate/item-knn.js';
import {
  createPopularityRanker,
  createRecentPopularityRanker,
  sortPositiveRows,
} from '../../../trainer/evaluate/popularity-baselines.js';
import { createPersonalFrequencyRanker } from '../../../trainer/evaluate/personal-frequency.js';
import type { Query } from '../../../trainer/evaluate/query.js';
import type { Ranker } from '../../../trainer/evaluate/ranker.js';
import { createTemporalSplit } from '../../../trainer/evaluate/temporal.js';
import type { History } from '../../../trainer/history.js';
import { buildHistory } from './build-history.js';
import { exampleShop } from './example-shop.js';

const DAY = 86_400;
const SPLIT = createTemporalSplit(exampleShop({ users: 200, items: 50, seed: 2 }).history, {
  repeats: 'forbid',
  seed: 1,
});

function ask(history: History, user: string, time: number): Query {
  const index = history.userIds.indexOf(user);
  const historyFrom = history.userStart[index]!;
  let historyTo = historyFrom;
  while (historyTo < history.userStart[index + 1]! && history.time[historyTo]! < time) historyTo++;
  return { user: index, time, historyFrom, historyTo, relevant: [0] };
}

const named = (history: History, list: ArrayLike<number>): string[] =>
  Array.from(list, (item) => history.itemIds[item]!);

describe('createBaselines', () => {
  it.each(['forbid', 'allow'] as const)('ranks distinct items, and known ones only under allow (%s)', (repeats) => {
    const { test } = SPLIT;
    for (const ranker of createBaselines(test, { repeats })) {
      let repeated = 0;
      for (const query of test.queries) {
        const list = Array.from(ranker.rank(query, 50));
        const known = new Set(test.observed.item.subarray(query.historyFrom, query.historyTo));
        expect(new Set(list).size).toBe(list.length);
        expect(list.length).toBe(repeats === 'allow' ? 50 : 50 - known.size);
        repeated += list.filter((item) => known.has(item)).length;
      }
      expect(repeated > 0).toBe(repeats === 'allow');
    }
  });

  it('leaves recent popularity out where times are not comparable', () => {
    const { fit, observed } = SPLIT.test;
    const names = (part: { fit: History; observed: History }): string[] =>
      createBaselines(part, { repeats: 'forbid' }).map(({ name }) => name);
    expect(names({ fit, observed })).toContain('popularity, 7 days');
    expect(names({ fit, observed: { ...observed, hasClock: false } })).toEqual([
      'popularity, all time',
      'item-kNN',
      'item-kNN, decayed',
      'user-kNN',
    ]);
  });

  it('chooses the neighbours of user-kNN from its grid on tuning queries', () => {
    expect([50, 100, 200]).toContain(tuneUserKnn(SPLIT.tune, { repeats: 'forbid' }));
  });

  it('chooses the decay of item-kNN from its grid on tuning queries', () => {
    expect([0, 0.1, 0.3, 0.5, 1]).toContain(tuneKnnDecay(SPLIT.tune, { repeats: 'forbid' }));
  });
});

describe('popularity as of the query', () => {
  const history = buildHistory([
    { user: 'a', item: 'old', time: 0 },
    { user: 'b', item: 'old', time: 0 },
    { user: 'c', item: 'old', time: 0 },
    { user: 'd', item: 'fresh', time: 9.5 * DAY },
    { user: 'e', item: 'fresh', time: 10 * DAY },
    { user: 'f', item: 'soon', time: 10 * DAY },
    { user: 'z', item: 'other', time: 0 },
  ]);
  const context = createBaselineContext({ fit: history, observed: history }, 'forbid');

  it('counts only the days before the query, and nothing at its very time', () => {
    const recent = createRecentPopularityRanker(context, 1, sortPositiveRows(context));
    expect(named(history, recent.rank(ask(history, 'z', 10 * DAY), 2))).toEqual(['fresh', 'old']);
    expect(named(history, recent.rank(ask(history, 'z', 10 * DAY + 1), 3))).toEqual(['fresh', 'soon', 'old']);
    expect(named(history, createPopularityRanker(context).rank(ask(history, 'z', 10 * DAY), 2))).toEqual([
      'old',
      'fresh',
    ]);
  });

  it('answers alike whatever the order of queries', () => {
    const { test } = SPLIT;
    const shop = createBaselineContext(test, 'forbid');
    const make = (): Ranker => createRecentPopularityRanker(shop, 7, sortPositiveRows(shop));
    const [forward, backward] = [make(), make()];
    const lists = test.queries.map((query) => forward.rank(query, 10));
    const reversed = [...test.queries].reverse().map((query) => backward.rank(query, 10));
    expect(reversed.reverse()).toEqual(lists);
  });
});

describe('item-kNN', () => {
  const bought = (user: string, ...items: string[]): { user: string; item: string; time: number }[] =>
    items.map((item, time) => ({ user, item, time }));
  const history = buildHistory([
    ...bought('a', 'tea', 'pot'),
    ...bought('b', 'tea', 'pot'),
    ...bought('c', 'tea', 'cup'),
    ...bought('d', 'rug'),
    ...bought('z', 'rug', 'tea'),
  ]);
  const context = createBaselineContext({ fit: history, observed: history }, 'forbid');

  it('weighs a pair by its shrunken cosine', () => {
    const { start, item, similarity } = fitNeighbours(context, { shrinkage: 1 });
    const tea = history.itemIds.indexOf('tea');
    const row = Array.from({ length: start[tea + 1]! - start[tea]! }, (_, k) => start[tea]! + k);
    expect(row.map((k) => history.itemIds[item[k]!])).toEqual(['pot', 'cup', 'rug']);
    expect(similarity[start[tea]!]).toBeCloseTo(2 / (Math.sqrt(4 * 2) + 1), 6);
  });

  it('ranks neighbours of the history first, then what is popular', () => {
    const knn = createItemKnnRanker(context, fitNeighbours(context), { decay: 0.5, latest: 10 }, 'knn');
    expect(named(history, knn.rank(ask(history, 'z', 9), 5))).toEqual(['pot', 'cup']);
    expect(named(history, knn.rank(ask(history, 'z', 0), 5))).toEqual(['tea', 'pot', 'rug', 'cup']);
  });
});

describe('personal top frequency', () => {
  it('ranks by how often, then by how lately the user took an item', () => {
    const items = ['x', 'y', 'y', 'z', 'w'];
    const rows = items.map((item, time) => ({ user: 'a', item, time }));
    const history = buildHistory([...rows, { user: 'b', item: 'p', time: 0 }, { user: 'c', item: 'p', time: 0 }]);
    const context = createBaselineContext({ fit: history, observed: history }, 'allow');
    const list = createPersonalFrequencyRanker(context).rank(ask(history, 'a', 9), 5);
    expect(named(history, list)).toEqual(['y', 'w', 'z', 'x', 'p']);
  });
});
