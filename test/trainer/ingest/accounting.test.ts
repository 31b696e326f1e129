import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRecord } from '../../../trainer/ingest/delimited.js';
import { HEADER, ingestText, sum } from './shop-folder.js';

const field = (values: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: fc.string({ maxLength: 6 }) });

const row = fc
  .tuple(
    field(['u1', 'u2', 'u3', '']),
    field(['a', 'b', 'c', 'POST', '']),
    field(['view_item', 'purchase', 'refund', 'add_to_cart', 'search', 'what']),
    field(['2024-01-01', '2024-01-01T10:00:00Z', '2024-01-02 03:04:05', 'x', '']),
    field(['1', '2', '-1', '0', '', 'x']),
    field(['9.99', '0', '-1', '', '1e9']),
  )
  .map((fields) => fields.join(','));

/** Records of a text by the grammar alone, without the guess a joiner makes: only for texts without quotes. */
function countRows(lines: readonly string[]): number {
  return lines.filter((line) => line !== '').length;
}

describe('accounting for rows', () => {
  it('finds every row used, rejected or filtered, however dirty the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
        const plain = rows.map((text) => text.replace(/["\r\n]/g, '')).concat('ok,ok,view_item,2024-01-01,,');
        const { report, history } = await ingestText([`${HEADER},quantity,price`, ...plain].join('\n'));
        expect(report.rowsIn).toBe(countRows(plain));
        expect(report.rowsUsed + sum(report.rejected) + sum(report.filtered)).toBe(report.rowsIn);
        expect(history.item).toHaveLength(report.rowsUsed);
      }),
      { numRuns: 15 },
    );
  });

  it('holds with stray quotes and line breaks too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(row, fc.constantFrom('"', 'a"b', '"x\ny",b,view_item,2024-01-01,,', '""""')), {
          maxLength: 40,
        }),
        async (rows) => {
          const all = ['ok,ok,view_item,2024-01-01,,', ...rows];
          const { report } = await ingestText([`${HEADER},quantity,price`, ...all].join('\n'));
          expect(report.rowsUsed + sum(report.rejected) + sum(report.filtered)).toBe(report.rowsIn);
          expect(report.rowsIn).toBeLessThanOrEqual(all.join('\n').split(/\r\n|\n/).length);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('splitting a record', () => {
  it('undoes quoting', () => {
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (fields) => {
        expect(splitRecord(fields.map(quote).join(','), ',')).toEqual({ kind: 'record', fields });
      }),
    );
  });

  it('tells open from malformed quotes', () => {
    expect(splitRecord('a,"b', ',').kind).toBe('open');
    expect(splitRecord('a,"b"c', ',').kind).toBe('malformed');
    expect(splitRecord('a"b,c"', ',')).toEqual({ kind: 'record', fields: ['a"b', 'c"'] });
    expect(splitRecord('a,', ',')).toEqual({ kind: 'record', fields: ['a', ''] });
  });
});
