import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTogether, emptyRows, encodeTogether, type Together } from '../../../core/artifact/together-section.js';
import type { NextRows } from '../../../core/artifact/next-section.js';
import { RecommenderError } from '../../../core/errors.js';

/** Rows on the grid that is stored, so that a decoded table equals the encoded one. */
function rowsOf(count: number, codes: readonly (readonly number[])[], scale: number): NextRows {
  const start = new Uint32Array(count + 1);
  const target: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < count; i++) {
    (codes[i] ?? []).forEach((code, k) => {
      target.push((i + k + 1) % count);
      weight.push(scale * (code / 255) ** 2);
    });
    start[i + 1] = target.length;
  }
  return { start, target: Uint32Array.from(target), weight: Float32Array.from(weight) };
}

const mix = { next: Math.fround(0.3), kinds: 3 };
const together: Together = {
  bought: rowsOf(5, [[255, 100, 1], [], [30]], 0.5),
  viewed: rowsOf(5, [[], [255]], 2),
  mixes: { bought: mix, viewed: { next: 0, kinds: 0 }, cart: { next: 1, kinds: 0.5 } },
  kinds: rowsOf(3, [[], [255, 12], [7]], 0.25),
};
const bytes = encodeTogether(together);

describe('the section of what goes together', () => {
  it('decodes to exactly what was encoded', () => {
    expect(decodeTogether(bytes)).toEqual(together);
  });

  it('decodes any rows to rows within a step of the stored grid', () => {
    const table = fc.array(fc.array(fc.integer({ min: 1, max: 255 }), { maxLength: 6 }), { maxLength: 7 });
    fc.assert(
      fc.property(table, table, (bought, viewed) => {
        const given = { ...together, bought: rowsOf(7, bought, 1), viewed: rowsOf(7, viewed, 3) };
        const decoded = decodeTogether(encodeTogether(given));
        for (const name of ['bought', 'viewed'] as const) {
          expect(decoded[name].start).toEqual(given[name].start);
          expect(decoded[name].target).toEqual(given[name].target);
          const largest = Math.max(0, ...given[name].weight);
          decoded[name].weight.forEach((weight, k) => {
            expect(Math.abs(weight - given[name].weight[k]!)).toBeLessThanOrEqual(largest / 255 + 1e-6);
          });
        }
      }),
    );
  });

  it('costs eight bytes for a set the shop has no events for', () => {
    const without = encodeTogether({ ...together, viewed: emptyRows(5) });
    expect(bytes.length - without.length).toBe(5 + 3);
    expect(decodeTogether(without).viewed.target).toHaveLength(0);
  });

  it('answers any truncation with a coded error', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeTogether(bytes.slice(0, length))).toThrow(RecommenderError);
    }
  });

  it('answers any flipped bit with a coded error or rows of the same number', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const broken = bytes.slice();
        broken[at]! ^= 1 << bit;
        try {
          const decoded = decodeTogether(broken);
          for (const rows of [decoded.bought, decoded.viewed]) {
            expect(rows.target.every((target) => target < rows.start.length - 1)).toBe(true);
            expect(rows.weight.every(Number.isFinite)).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(RecommenderError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
