import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONTEXT_DIMENSIONS,
  decodeContext,
  encodeContext,
  type ContextTable,
  type LiftCells,
} from '../../../core/artifact/context-section.js';
import { RecommenderError } from '../../../core/errors.js';

const cell = fc.integer({ min: -127, max: 127 });
const scale = fc.float({ min: 0, max: 4, noNaN: true });

function liftsOf(values: number, categories: number): fc.Arbitrary<LiftCells> {
  const length = values * categories;
  if (length === 0) return fc.constant({ scale: 0, cells: new Int8Array(0) });
  const cells = fc.array(cell, { minLength: length, maxLength: length });
  return fc.record({ scale, cells: cells.map((all) => Int8Array.from(all)) });
}

function pageOf(categories: number): fc.Arbitrary<ContextTable['page']> {
  const row = fc.uniqueArray(fc.nat(categories - 1), { maxLength: 20 }).map((all) => all.sort((a, b) => a - b));
  return fc
    .tuple(scale, fc.array(row, { minLength: categories, maxLength: categories }), cell)
    .map(([step, rows, of]) => ({
      scale: step,
      start: Uint32Array.from([0, ...rows.map((_, k) => rows.slice(0, k + 1).flat().length)]),
      target: Uint16Array.from(rows.flat()),
      cells: Int8Array.from(rows.flat(), (target) => (of + target) % 128),
    }));
}

const table: fc.Arbitrary<ContextTable> = fc
  .tuple(
    fc.integer({ min: 1, max: 30 }),
    fc.uniqueArray(fc.constantFrom('DE', 'ÖSTERREICH', '日本', 'FR'), { minLength: 1 }),
  )
  .chain(([categoryCount, countries]) =>
    fc.record({
      categoryCount: fc.constant(categoryCount),
      countries: fc.constant(countries),
      lifts: fc.record({
        hour: liftsOf(8, categoryCount),
        weekday: liftsOf(7, categoryCount),
        device: liftsOf(0, categoryCount),
        referrer: liftsOf(6, categoryCount),
        country: liftsOf(countries.length, categoryCount),
      }),
      page: pageOf(categoryCount),
    }),
  );

const [sample] = fc.sample(table, { numRuns: 1, seed: 3 }) as [ContextTable];

describe('section "context"', () => {
  it('decodes to exactly what was encoded', () => {
    fc.assert(
      fc.property(table, (given) => {
        expect(decodeContext(encodeContext(given))).toEqual(given);
      }),
    );
  });

  it('takes a byte for each lift and three for each category that follows another', () => {
    const cells = CONTEXT_DIMENSIONS.reduce((sum, name) => sum + sample.lifts[name].cells.length, 0);
    const fixed = encodeContext(sample).length - cells - 3 * sample.page.target.length - sample.categoryCount;
    expect(fixed).toBeLessThan(64);
  });

  it('answers any truncation and any more bytes with a coded error', () => {
    const bytes = encodeContext(sample);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeContext(bytes.slice(0, length))).toThrow(RecommenderError);
    }
    expect(() => decodeContext(Uint8Array.from([...bytes, 0]))).toThrow(
      expect.objectContaining({ code: 'artifact/bad-section' }),
    );
  });

  it('answers any flipped bit with a coded error or a table of the same sizes', () => {
    const bytes = encodeContext(sample);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const flipped = bytes.slice();
        flipped[at]! ^= 1 << bit;
        try {
          const decoded = decodeContext(flipped);
          expect(decoded.page.start).toHaveLength(decoded.categoryCount + 1);
          expect(decoded.page.target.every((category) => category < decoded.categoryCount)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(RecommenderError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
