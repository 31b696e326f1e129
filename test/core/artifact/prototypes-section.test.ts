import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePrototypes, encodePrototypes, type Prototypes } from '../../../core/artifact/prototypes-section.js';
import { RecommenderError } from '../../../core/errors.js';
import { smallPrototypes } from '../../helpers/small-prototypes.js';

const table = smallPrototypes(0.5);
const bytes = encodePrototypes(table);

describe('the prototypes section', () => {
  it('decodes to exactly what was encoded', () => {
    expect(decodePrototypes(bytes)).toEqual(table);
  });

  it('keeps items of a catalog that u16 cannot count', () => {
    const wide = { ...table, itemCount: 100_000, item: table.item.map((item) => item + 99_000) };
    expect(decodePrototypes(encodePrototypes(wide))).toEqual(wide);
  });

  it('keeps any log lift within its range to half a step', () => {
    fc.assert(
      fc.property(fc.double({ min: -4, max: 11.9, noNaN: true }), (lift) => {
        const decoded = decodePrototypes(encodePrototypes({ ...table, logLift: table.logLift.map(() => lift) }));
        for (const value of decoded.logLift) expect(Math.abs(value - lift)).toBeLessThanOrEqual(1 / 32 + 1e-9);
      }),
    );
  });

  it('answers any truncation with a coded error', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodePrototypes(bytes.slice(0, length))).toThrow(
        expect.objectContaining({ code: 'artifact/bad-section' }),
      );
    }
    expect(() => decodePrototypes(Uint8Array.of(...bytes, 0))).toThrow(RecommenderError);
  });

  it('answers any flipped bit with a coded error or a table whose items are within the catalog', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const flipped = bytes.slice();
        flipped[at]! ^= 1 << bit;
        let decoded: Prototypes;
        try {
          decoded = decodePrototypes(flipped);
        } catch (error) {
          expect(error).toBeInstanceOf(RecommenderError);
          return;
        }
        for (const item of decoded.item) expect(item).toBeLessThan(decoded.itemCount);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['an item of twice', { item: table.item.map((item, at) => (at === 1 ? table.item[0]! : item)) }],
    ['an item beyond the catalog', { itemCount: 30 }],
    ['a prior below zero', { priorScale: -1 }],
    ['a prototype of nobody', { share: Float32Array.of(0, 0.5, 0.25, 0.25) }],
  ])('refuses %s', (_, change) => {
    expect(() => decodePrototypes(encodePrototypes({ ...table, ...change }))).toThrow(
      expect.objectContaining({ code: 'artifact/bad-section' }),
    );
  });
});
