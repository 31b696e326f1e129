import { describe, expect, it } from 'vitest';
import { createBaselines } from '../../../trainer/evaluate/baselines.js';
import { evaluateRankers } from '../../../trainer/evaluate/evaluate.js';
import type { EvaluationResult } from '../../../trainer/evaluate/evaluation-result.js';
import { countItemPopularity } from '../../../trainer/evaluate/item-popularity.js';
import { describeSplit, describeVerdict, formatInterval } from '../../../trainer/evaluate/report-format.js';
import { renderReport } from '../../../trainer/evaluate/report-html.js';
import { renderTable } from '../../../trainer/evaluate/report-table.js';
import { formatTick, niceTicks } from '../../../trainer/evaluate/svg.js';
import { createTemporalSplit } from '../../../trainer/evaluate/temporal.js';
import { exampleShop } from './example-shop.js';

const { history, catalog } = exampleShop({ users: 300, items: 50, seed: 3 });
const split = createTemporalSplit(history, { repeats: 'forbid', seed: 1 });
const { fit, observed, queries } = split.test;
const options = { history: observed, catalog, popularity: countItemPopularity(fit), seed: 1 };
const rankers = createBaselines(split.test, { repeats: 'forbid' });
const result = evaluateRankers(queries, rankers, options);
const about = { title: 'A shop <b>of its own</b> & more', facts: describeSplit(split), notes: ['A note.'] };

describe('renderTable', () => {
  const text = renderTable(result, about);

  it('shows every ranker with NDCG and its interval', () => {
    for (const { name, metrics } of result.rankers) {
      const row = text.split('\n').find((line) => line.startsWith(`${name} `) && line.includes('  '));
      expect(row).toContain(formatInterval(metrics['ndcg@10']));
    }
  });

  it('keeps columns under each other', () => {
    const at = text.split('\n').findIndex((line) => line.startsWith('At 10'));
    const block = text.split('\n').slice(at, at + 1 + rankers.length);
    expect(new Set(block.map((line) => line.length)).size).toBe(1);
  });

  it('says protocol, policy, counts and notes', () => {
    for (const part of ['Protocol: temporal', 'Repeats: forbidden', 'A note.', 'bootstrap resamples of users']) {
      expect(text).toContain(part);
    }
  });

  it('has no broken figure', () => {
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('renderReport', () => {
  const html = renderReport(result, about);

  it('is one page that asks for nothing', () => {
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|src=|href=/);
  });

  it('escapes texts it was given', () => {
    expect(html).not.toContain('<b>of its own');
    expect(html).toContain('A shop &#60;b&#62;of its own&#60;/b&#62; &#38; more');
  });

  it('names every drawing for people who do not see it', () => {
    const drawings = html.match(/<svg[^>]*>/g) ?? [];
    expect(drawings.length).toBeGreaterThan(8);
    for (const drawing of drawings) expect(drawing).toMatch(/role="img" aria-label="[^"]+"/);
  });

  it('has no broken figure or coordinate', () => {
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('stays a page where there was nothing to ask', () => {
    const empty = evaluateRankers([], rankers, options);
    expect(renderReport(empty, { title: 'Empty', notes: [] })).toContain('0 queries of 0 users');
    expect(renderTable(empty)).toContain('0 queries of 0 users');
  });
});

describe('describeVerdict', () => {
  const withDifference = (low: number, high: number): EvaluationResult => ({
    ...result,
    differences: result.differences.map((entry) => ({ ...entry, difference: { mean: (low + high) / 2, low, high } })),
  });

  it('calls the first ranker better or worse only where the interval is clear of 0', () => {
    expect(describeVerdict(withDifference(0.01, 0.03))).toMatch(
      /is better than the best baseline.*\+0\.0200 \[\+0\.0100/,
    );
    expect(describeVerdict(withDifference(-0.03, -0.01))).toMatch(/is worse than the best baseline.*−0\.0200/);
    expect(describeVerdict(withDifference(-0.01, 0.03))).toMatch(/cannot be told from the best baseline/);
  });
});

describe('niceTicks', () => {
  it('covers the values with round numbers', () => {
    expect(niceTicks(0, 0.079).map(formatTick)).toEqual(['0', '0.02', '0.04', '0.06', '0.08']);
    expect(niceTicks(-0.013, 0.058).map(formatTick)).toEqual(['−0.02', '0', '0.02', '0.04', '0.06']);
  });
});
