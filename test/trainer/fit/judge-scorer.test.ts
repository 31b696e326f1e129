import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS } from '../../../core/events/event-weights.js';
import type { Query } from '../../../trainer/evaluate/query.js';
import { judgeBothPolicies, judgeScorer, type ScoreProfile } from '../../../trainer/fit/judge-scorer.js';
import { makeHistory } from './make-history.js';

const rows = [0, 1, 2].map((item) => ({ user: 0, item, time: 1_600_000_000 + item }));
const history = makeHistory(rows, { users: 1, items: 20 });

/** What user 0 is asked for after items 0, 1 and 2. */
function query(...relevant: number[]): Query {
  return { user: 0, time: 1_600_000_100, historyFrom: 0, historyTo: 3, relevant };
}

/** Ranks the items in the order given, the others not at all. */
function ranking(...items: number[]): ScoreProfile {
  return (_, out) => {
    out.fill(0);
    items.forEach((item, place) => (out[item] = 10 - place));
  };
}

function judge(queries: readonly Query[], score: ScoreProfile): number {
  return judgeBothPolicies({ history }, queries, DEFAULT_EVENT_WEIGHTS, score);
}

describe('judging a scorer for both policies', () => {
  it('is the judgement of new items alone where shoppers never come back to what they know', () => {
    const queries = [query(7), query(9)];
    const score = ranking(0, 7, 8, 9);
    const validation = { history } as Parameters<typeof judgeScorer>[0];
    expect(judge(queries, score)).toBeCloseTo(judgeScorer(validation, queries, DEFAULT_EVENT_WEIGHTS, score), 12);
  });

  it('counts a known item where it is asked for again', () => {
    expect(judge([query(1)], ranking(1))).toBe(1);
    expect(judge([query(1)], ranking(7))).toBe(0);
  });

  it('weighs the two policies by how often the known is asked for', () => {
    // One of two wanted items is known. New alone: the first place. Both: the second place of two wanted.
    const score = ranking(5, 7);
    const forbid = 1 / Math.log2(3);
    const allow = 1 / Math.log2(3) / (1 + 1 / Math.log2(3));
    expect(judge([query(1, 7)], score)).toBeCloseTo((forbid + allow) / 2, 12);
  });
});
