import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepRelevant } from '../../../engine/ranking/min-relevance.js';

const entries = (scores: readonly number[]): { item: number; score: number }[] =>
  scores.map((score, item) => ({ item, score }));

describe('keepRelevant', () => {
  it('keeps what is 2, 4 or 8 times as likely as an even draw', () => {
    // Shares of the softmax: 9/20, 5/20, 3/20 and 9 times 1/60 of an even share of 1/12.
    const shares = [9 / 20, 5 / 20, 3 / 20, ...Array.from({ length: 9 }, () => 3 / 180)];
    const scores = shares.map(Math.log);
    const kept = (level: 'low' | 'medium' | 'high'): number => keepRelevant(entries(scores), scores, level).length;
    expect(shares.map((share) => share * 12).slice(0, 3)).toEqual([5.4, 3, expect.closeTo(1.8, 9)]);
    expect([kept('low'), kept('medium'), kept('high')]).toEqual([2, 1, 0]);
    const shifted = scores.map((score) => score + 100);
    expect(keepRelevant(entries(shifted), shifted, 'low').length).toBe(2);
  });

  it('keeps nothing of candidates that are all alike', () => {
    const scores = Array.from({ length: 50 }, () => 3);
    expect(keepRelevant(entries(scores), scores, 'low')).toEqual([]);
  });

  it('keeps no more at a higher level', () => {
    const logits = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(logits, (scores) => {
        const [low, medium, high] = (['low', 'medium', 'high'] as const).map((level) =>
          keepRelevant(entries(scores), scores, level),
        );
        expect(low).toEqual(expect.arrayContaining(medium!));
        expect(medium).toEqual(expect.arrayContaining(high!));
      }),
    );
  });
});
