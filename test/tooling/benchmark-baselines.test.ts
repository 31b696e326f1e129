import { describe, expect, it } from 'vitest';
import { createBaselines, rankBy } from '../../scripts/benchmarks/baselines.mjs';
import { readRows } from '../../scripts/benchmarks/delimited.mjs';

describe('the independent baselines', () => {
  const sequences = [
    { items: [0, 1, 2], times: [1, 2, 3] },
    { items: [0, 1], times: [1, 2] },
    { items: [3, 0, 1], times: [0, 1, 2] },
  ];
  const itemIds = ['a', 'b', 'c', 'd'];
  const log = { itemIds, itemToIndex: new Map(itemIds.map((id, at): [string, number] => [id, at])), sequences };
  const listOf = (name: string, history: number[], repeats: 'forbid' | 'allow'): string[] => {
    const found = createBaselines(log, { clock: false, ordered: true, repeats }).find((one) => one.name === name)!;
    return rankBy(found.scorer, { log, history, count: 3, repeats });
  };

  it('rank by users and leave out what is known where repeats are forbidden', () => {
    expect(listOf('popularity', [], 'forbid')).toEqual(['a', 'b', 'c']);
    expect(listOf('popularity', [0], 'forbid')).toEqual(['b', 'c', 'd']);
  });

  it('rank by what users had together', () => {
    expect(listOf('item cosine', [0], 'forbid')).toEqual(['b', 'c', 'd']);
  });

  it('rank by what came next', () => {
    expect(listOf('what followed the last item', [3, 0], 'allow')).toEqual(['b']);
  });

  it('rank by what the user had most often, the latest first among equals', () => {
    expect(listOf('own most frequent', [2, 0, 2, 1], 'allow')).toEqual(['c', 'b', 'a']);
  });
});

describe('rows of a delimited file', () => {
  it('have quoted delimiters, quotes and line breaks', () => {
    const text = 'id,title\n1,"a ""big"", red\nlamp"\r\n2,plain\n3,\n';
    expect([...readRows(text)]).toEqual([
      ['1', 'a "big", red\nlamp'],
      ['2', 'plain'],
      ['3', ''],
    ]);
  });
});
