import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeContent, encodeContent, type ContentTable } from '../../../core/artifact/content-section.js';
import { RecommenderError } from '../../../core/errors.js';

const tables = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.nat(30))
  .chain(([dimension, items]) =>
    fc
      .array(fc.integer({ min: -127, max: 127 }), { minLength: dimension * items, maxLength: dimension * items })
      .map((values): ContentTable => ({ dimension, vectors: Int8Array.from(values) })),
  );

function withHeader(count: number, dimension: number, bytes: number): Uint8Array {
  const section = new Uint8Array(8 + bytes);
  new DataView(section.buffer).setUint32(0, count, true);
  new DataView(section.buffer).setUint32(4, dimension, true);
  return section;
}

describe('the content section', () => {
  it('decodes to exactly what was encoded', () => {
    fc.assert(
      fc.property(tables, (table) => {
        expect(decodeContent(encodeContent(table))).toEqual(table);
      }),
    );
  });

  it('costs one byte a dimension and item beside a header of eight', () => {
    expect(encodeContent({ dimension: 32, vectors: new Int8Array(32 * 10) })).toHaveLength(8 + 320);
  });

  it('answers any truncation and any longer section with a coded error', () => {
    const bytes = encodeContent({ dimension: 3, vectors: Int8Array.from([1, 2, 3, -127, 0, 127]) });
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeContent(bytes.slice(0, length))).toThrow(RecommenderError);
    }
    expect(() => decodeContent(Uint8Array.from([...bytes, 0]))).toThrow(RecommenderError);
  });

  it.each([
    ['no dimensions', withHeader(2, 0, 0)],
    ['more dimensions than the limit', withHeader(1, 257, 257)],
    ['more items than the limit', withHeader(200_001, 1, 200_001)],
    ['sizes beyond the bytes', withHeader(0x10000, 256, 4)],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeContent(bytes)).toThrow(expect.objectContaining({ code: 'artifact/bad-section' }));
  });
});
