import fc from 'fast-check';
import { expect, it } from 'vitest';
import { topN } from '../../core/math/top-n.js';

it('the top n is the head of a full sort, ties by the smaller index, -Infinity never counts', () => {
  const scores = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(-Infinity)), { maxLength: 60 });
  fc.assert(
    fc.property(scores, fc.nat(70), (values, n) => {
      const sorted = values
        .map((_, i) => i)
        .filter((i) => values[i] !== -Infinity)
        .sort((a, b) => values[b]! - values[a]! || a - b);
      expect(topN(values, n)).toEqual(sorted.slice(0, n));
    }),
  );
});
