import { describe, expect, it } from 'vitest';
import { createBaselineContext } from '../../../trainer/evaluate/baseline-context.js';
import type { Query } from '../../../trainer/evaluate/query.js';
import { createTemporalSplit } from '../../../trainer/evaluate/temporal.js';
import { createUserIndex, createUserKnnRanker } from '../../../trainer/evaluate/user-knn.js';
import { sliceHistory } from '../../../trainer/fit/slice-history.js';
import { buildHistory } from './build-history.js';
import { exampleShop } from './example-shop.js';

const bought = (user: string, ...items: string[]): { user: string; item: string; time: number }[] =>
  items.map((item, time) => ({ user, item, time }));

describe('user-kNN', () => {
  const history = buildHistory([
    ...bought('near', 'tea', 'pot', 'cup'),
    ...bought('far', 'tea', 'rug', 'lamp', 'sofa', 'desk'),
    ...bought('other', 'bike', 'helmet'),
    ...bought('more', 'bike'),
    ...bought('z', 'tea', 'pot', 'secret'),
  ]);
  const asker = history.userIds.indexOf('z');
  const from = history.userStart[asker]!;
  const query: Query = { user: asker, time: 2, historyFrom: from, historyTo: from + 2, relevant: [0] };
  const rankWith = (neighbours: number, repeats: 'forbid' | 'allow' = 'forbid', count = 20): string[] => {
    const context = createBaselineContext({ fit: history, observed: history }, repeats);
    const ranker = createUserKnnRanker(context, createUserIndex(context), neighbours);
    return Array.from(ranker.rank(query, count), (item) => history.itemIds[item]!);
  };

  it('ranks what the most similar users have first, then what less similar ones have, then what is popular', () => {
    const list = rankWith(50);
    expect(list[0]).toBe('cup');
    expect(list.slice(1, 5).sort()).toEqual(['desk', 'lamp', 'rug', 'sofa']);
    expect(list[5]).toBe('bike');
  });

  it('listens to only so many neighbours', () => {
    expect(rankWith(1).slice(0, 2)).toEqual(['cup', 'bike']);
  });

  it('never takes the asking user for a neighbour', () => {
    expect(rankWith(50, 'allow', 6)).not.toContain('secret');
  });

  it('ranks what is popular for a user without a history', () => {
    const context = createBaselineContext({ fit: history, observed: history }, 'forbid');
    const ranker = createUserKnnRanker(context, createUserIndex(context), 50);
    const list = Array.from(ranker.rank({ ...query, historyTo: from }, 1));
    expect(list.map((item) => history.itemIds[item])).toEqual(['tea']);
  });

  it('knows of others what is in the fitted part alone', () => {
    const { history: shop } = exampleShop({ users: 200, items: 50, seed: 2 });
    const split = createTemporalSplit(shop, { repeats: 'forbid', seed: 1 });
    const listsOver = (observed: typeof shop): number[][] => {
      const context = createBaselineContext({ fit: split.test.fit, observed }, 'forbid');
      const ranker = createUserKnnRanker(context, createUserIndex(context), 50);
      return split.test.queries.map((asked) => {
        const user = observed.userStart[asked.user]!;
        const historyTo = user + asked.historyTo - asked.historyFrom;
        return Array.from(ranker.rank({ ...asked, historyFrom: user, historyTo }, 10));
      });
    };
    const lastAsked = new Map(split.test.queries.map(({ user, historyTo }) => [user, historyTo]));
    const nothingLater = sliceHistory(shop, (row, user) => row < (lastAsked.get(user) ?? 0));
    expect(listsOver(nothingLater)).toEqual(listsOver(shop));
  });
});
