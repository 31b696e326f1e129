import { describe, expect, it } from 'vitest';
import { createBaselines } from '../../../trainer/evaluate/baselines.js';
import { createContentDistance } from '../../../trainer/evaluate/content-distance.js';
import { evaluateRankers } from '../../../trainer/evaluate/evaluate.js';
import type { EvaluationResult } from '../../../trainer/evaluate/evaluation-result.js';
import { countItemPopularity } from '../../../trainer/evaluate/item-popularity.js';
import { isCold } from '../../../trainer/evaluate/query.js';
import type { Ranker } from '../../../trainer/evaluate/ranker.js';
import { groupByPopularity, toExposureCells } from '../../../trainer/evaluate/slices.js';
import { createTemporalSplit } from '../../../trainer/evaluate/temporal.js';
import { exampleShop } from './example-shop.js';

const { history, catalog } = exampleShop({ users: 400, items: 60, seed: 6 });
const SPLIT = createTemporalSplit(history, { repeats: 'forbid', seed: 1 });
const { fit, observed, queries } = SPLIT.test;
const BASELINES = createBaselines(SPLIT.test, { repeats: 'forbid' });

const perfect: Ranker = { name: 'perfect', rank: (query) => query.relevant };
const silent: Ranker = { name: 'silent', rank: () => [] };

function evaluate(rankers: readonly Ranker[], seed = 1): EvaluationResult {
  return evaluateRankers(queries, rankers, { history: observed, catalog, popularity: countItemPopularity(fit), seed });
}

describe('evaluateRankers', () => {
  const result = evaluate([perfect, silent, ...BASELINES]);

  it('gives a perfect ranker 1 and a silent one 0, and counts the unanswered', () => {
    const [first, second] = result.rankers;
    expect(first!.metrics['ndcg@10']).toMatchObject({ mean: 1, low: 1, high: 1 });
    expect(first!.metrics['hr@20']).toMatchObject({ mean: 1, userMean: 1 });
    expect(second!.metrics['ndcg@10']).toMatchObject({ mean: 0, low: 0, high: 0 });
    expect(second!.unanswered).toBe(result.counts.queries);
    expect(second!.metrics['novelty@10']).toBeUndefined();
  });

  it('keeps accuracy in [0, 1] and every mean inside its interval', () => {
    for (const { metrics } of result.rankers) {
      for (const [name, summary] of Object.entries(metrics)) {
        const { mean, low, high } = summary!;
        expect(low).toBeLessThanOrEqual(mean + 1e-9);
        expect(high).toBeGreaterThanOrEqual(mean - 1e-9);
        if (/^(ndcg|hr|mrr|recall|precision|f1|ap)/.test(name)) expect(mean >= 0 && mean <= 1 + 1e-12).toBe(true);
      }
    }
  });

  it('counts queries, users and relevant items, cold queries apart', () => {
    const warm = queries.filter((query) => !isCold(query));
    expect(result.counts).toMatchObject({
      queries: warm.length,
      users: new Set(warm.map(({ user }) => user)).size,
      coldQueries: queries.length - warm.length,
      items: 60,
      relevant: warm.reduce((sum, { relevant }) => sum + relevant.length, 0),
    });
  });

  it('gives the interval [0, 0] where a ranker is compared with itself', () => {
    const [popular] = BASELINES;
    const { differences } = evaluate([popular!, { ...popular!, name: 'the same' }]);
    expect(differences.map(({ difference }) => difference)).toEqual([
      { mean: 0, low: 0, high: 0 },
      { mean: 0, low: 0, high: 0 },
    ]);
  });

  it('compares the first ranker with each other one by NDCG and HR', () => {
    expect(result.differences.length).toBe(2 * (result.rankers.length - 1));
    const silence = result.differences.filter(({ against }) => against === 'silent');
    expect(silence.map(({ metric, difference }) => [metric, difference.mean])).toEqual([
      ['ndcg@10', 1],
      ['hr@10', 1],
    ]);
  });

  it('puts every query into one slice of history length, with the mean of all over the slices', () => {
    for (const { metrics, byHistoryLength } of result.rankers) {
      const total = byHistoryLength.reduce((sum, slice) => sum + slice.queries, 0);
      const sum = byHistoryLength.reduce((all, slice) => all + slice.queries * slice.value.mean, 0);
      expect(total).toBe(result.counts.queries);
      expect(sum / total).toBeCloseTo(metrics['ndcg@10']!.mean, 10);
    }
  });

  it('counts every item once in the cells of exposure', () => {
    for (const { exposure } of result.rankers) expect(exposure.reduce((sum, { items }) => sum + items, 0)).toBe(60);
  });

  it('measures diversity and calibration with a catalog and leaves them out without one', () => {
    const bare = evaluateRankers(queries, BASELINES, {
      history: observed,
      popularity: countItemPopularity(fit),
      seed: 1,
    });
    expect(result.rankers[2]!.metrics['diversity@10']!.mean).toBeGreaterThan(0);
    expect(result.rankers[2]!.metrics['calibration@10']!.mean).toBeGreaterThan(0);
    expect(bare.rankers[0]!.metrics['diversity@10']).toBeUndefined();
    expect(bare.rankers[0]!.metrics['calibration@10']).toBeUndefined();
  });

  it('gives equal results for equal seeds', () => {
    expect(evaluate(BASELINES, 5)).toEqual(evaluate(BASELINES, 5));
    expect(evaluate(BASELINES, 5)).not.toEqual(evaluate(BASELINES, 6));
  });

  it('shows cold items as misses and apart', () => {
    const onlyFirst = { usersOf: Uint32Array.from({ length: 60 }, (_, item) => (item < 30 ? 1 : 0)), users: 10 };
    const warmOnly: Ranker = { name: 'warm', rank: (query) => query.relevant.filter((item) => item < 30) };
    const { rankers, counts } = evaluateRankers(queries, [warmOnly], {
      history: observed,
      popularity: onlyFirst,
      seed: 1,
    });
    expect(counts.coldRelevant).toBeGreaterThan(0);
    expect(rankers[0]!.metrics['ndcg@10']!.mean).toBeLessThan(1);
    expect(rankers[0]!.withoutColdItems!.ndcg.mean).toBe(1);
    expect(rankers[0]!.byItemPopularity.map(({ label, value }) => [label, value.mean])).toEqual([
      ['head', 1],
      ['cold', 0],
    ]);
  });

  it('hands over each ranker its lists in the order of the queries', () => {
    const heard: string[] = [];
    evaluateRankers(queries, [perfect, silent], {
      history: observed,
      popularity: countItemPopularity(fit),
      seed: 1,
      onRanked: (ranker, asked, lists) => {
        heard.push(ranker.name);
        if (ranker === perfect) expect(lists.map((list) => [...list])).toEqual(asked.map(({ relevant }) => relevant));
      },
    });
    expect(heard).toEqual(['perfect', 'silent']);
  });

  it.each([
    ['one item twice', [1, 1]],
    ['an index beyond the catalog', [60]],
    ['what is no index', [0.5]],
  ])('refuses a ranker that gives %s', (_, list) => {
    const broken: Ranker = { name: 'broken', rank: () => list };
    expect(() => evaluate([broken])).toThrow(expect.objectContaining({ code: 'internal/unexpected' }));
  });

  it('gives a result without figures where there is no query', () => {
    const empty = evaluateRankers([], BASELINES, { history: observed, popularity: countItemPopularity(fit), seed: 1 });
    expect(empty.counts).toMatchObject({ queries: 0, coldQueries: 0 });
    expect(empty.differences).toEqual([]);
    expect(empty.rankers[0]!.metrics).toEqual({});
  });
});

describe('groupByPopularity', () => {
  it('keeps equally popular items together and cold ones apart', () => {
    const { labels, groupOf } = groupByPopularity([50, 20, 10, 10, 5, 5, 0]);
    expect(Array.from(groupOf, (group) => labels[group])).toEqual([
      'head',
      'middle',
      'middle',
      'middle',
      'tail',
      'tail',
      'cold',
    ]);
  });
});

describe('toExposureCells', () => {
  it('counts items by powers of two, zero apart', () => {
    expect(toExposureCells([0, 1, 2, 3], [0, 0, 5, 4])).toEqual([
      { popularity: 0, exposures: 0, items: 1 },
      { popularity: 1, exposures: 0, items: 1 },
      { popularity: 2.45, exposures: 5.29, items: 2 },
    ]);
  });
});

describe('createContentDistance', () => {
  const distance = createContentDistance([
    { item_id: '1', item_name: 'Linen curtain', item_category: 'Textiles' },
    { item_id: '2', item_name: 'linen CURTAIN', item_category: 'Textiles' },
    { item_id: '3', item_name: 'Linen cushion', item_category: 'Textiles' },
    { item_id: '4', item_name: 'Rake', item_category: 'Garden' },
    { item_id: '5' },
  ])!;

  it('is 0 for items that read alike, 1 for items with nothing in common, and symmetric', () => {
    expect(distance(0, 1)).toBeCloseTo(0, 12);
    expect(distance(0, 3)).toBe(1);
    expect(distance(0, 4)).toBe(1);
    expect(distance(0, 2)).toBe(distance(2, 0));
    expect(distance(0, 2)).toBeGreaterThan(0.1);
    expect(distance(0, 2)).toBeLessThan(0.9);
  });

  it('does not exist for a catalog that says nothing', () => {
    expect(createContentDistance([{ item_id: '1' }])).toBeUndefined();
  });
});
