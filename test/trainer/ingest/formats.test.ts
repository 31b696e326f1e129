import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { ingest } from '../../../trainer/ingest/ingest.js';
import { createFolder, HEADER, ingestText, sessionsOf, toRows } from './shop-folder.js';

const ROWS = [
  ['u2', 'b', 'purchase', '2024-01-02T00:00:00Z'],
  ['u1', 'a', 'view_item', '2024-01-01T00:00:10Z'],
  ['u1', 'b', 'add_to_cart', '2024-01-01T00:00:05Z'],
] as const;
const NAMES = HEADER.split(',');
const CSV = [HEADER, ...ROWS.map((row) => row.join(','))].join('\n') + '\n';
const TSV = CSV.replaceAll(',', '\t');
const JSONL = ROWS.map((row) => JSON.stringify(Object.fromEntries(row.map((value, k) => [NAMES[k], value])))).join(
  '\n',
);
const EXPECTED = ['u1 b add_to_cart 1704067205', 'u1 a view_item 1704067210', 'u2 b purchase 1704153600'];

async function writeParquet(file: string, select: string): Promise<void> {
  const db = await DuckDBInstance.create(':memory:');
  const connection = await db.connect();
  await connection.run(`COPY (${select}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  db.closeSync();
}

describe('the formats a history comes in', () => {
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ['events.csv', CSV],
    ['events.csv', CSV.replaceAll('\n', '\r\n')],
    ['events.csv', `\u{feff}${CSV}`],
    ['events.csv', CSV.trimEnd()],
    ['events.csv', CSV.replace(/[^,\n]+/g, '"$&"')],
    ['events.tsv', TSV],
    ['events.jsonl', JSONL],
    ['events.csv.gz', gzipSync(CSV)],
    ['events.tsv.gz', gzipSync(TSV)],
    ['events.jsonl.gz', gzipSync(JSONL)],
    ['export.dat', TSV],
    ['no-extension', JSONL],
    ['misnamed.csv', JSONL],
    ['misnamed.csv', gzipSync(CSV)],
  ];

  it.each(files.map(([name, content], k) => [k, name, content] as const))(
    'gives the same history (%i: %s)',
    async (_, name, content) => {
      const folder = await createFolder();
      const result = await ingest({ events: [await folder.write(name, content)] });
      expect(toRows(result)).toEqual(EXPECTED);
      expect(result.report).toMatchObject({ rowsIn: 3, rowsUsed: 3, rejected: {}, filtered: {} });
    },
  );

  it('reads Parquet with typed times', async () => {
    const folder = await createFolder();
    const file = path.join(folder.path, 'events.parquet');
    const values = ROWS.map((row) => `('${row[0]}', '${row[1]}', '${row[2]}', TIMESTAMP '${row[3].slice(0, 19)}')`);
    await writeParquet(file, `SELECT * FROM (VALUES ${values.join(', ')}) t(${NAMES.join(', ')})`);
    expect(toRows(await ingest({ events: [file] }))).toEqual(EXPECTED);
  });

  it('tells the row of a Parquet file that is rejected', async () => {
    const folder = await createFolder();
    const file = path.join(folder.path, 'events.parquet');
    await writeParquet(
      file,
      `SELECT 'u' AS user_id, CASE WHEN i <> 2 THEN 'a' END AS item_id, i + 1700000000 AS "timestamp" FROM range(5) t(i)`,
    );
    const { report } = await ingest({ events: [file], maxBad: 0.5 });
    expect(report.rejected).toEqual({ 'missing-item': 1 });
    expect(report.firstRejected[0]).toMatchObject({ line: 3, file });
  });

  it('reads several files one after the other', async () => {
    const folder = await createFolder();
    const events = [await folder.write('one.csv', CSV), await folder.write('two.jsonl', JSONL.replaceAll('u1', 'u3'))];
    const { report } = await ingest({ events });
    expect(report.files).toEqual(events.map((file) => ({ file, rows: 3 })));
    expect(report).toMatchObject({ rowsIn: 6, rowsUsed: 5, filtered: { duplicate: 1 }, users: 3 });
  });

  it('takes quoted fields with delimiters, quotes and line breaks, and keeps line numbers right after them', async () => {
    const csv = `${HEADER},search_term\nu1,"a,1",view_item,1700000000,"two\nlines, ""quoted"""\n\nu1,,view_item,1700000001,\nu1,b"2,view_item,1700000002,x\n`;
    const result = await ingestText(csv);
    expect(result.history.itemIds).toEqual(['a,1', 'b"2']);
    expect(result.report.rowsIn).toBe(3);
    expect(result.report.firstRejected).toMatchObject([
      { reason: 'missing-item', line: 5, text: 'u1,,view_item,1700000001,' },
    ]);
  });

  it('keeps hostile ids as they are', async () => {
    const ids = ['__proto__', 'constructor', "o'brien", 'say "hi"', '😀', '\u{ffee}', "'; DROP TABLE staged; --"];
    const quoted = ids.map((id) => `"${id.replaceAll('"', '""')}"`);
    const csv = [HEADER, ...quoted.map((id, k) => `${id},${id},view_item,${String(1_700_000_000 + k)}`)].join('\n');
    const { history, catalog } = await ingestText(csv);
    expect([...history.itemIds].sort()).toEqual([...ids].sort());
    expect([...history.userIds].sort()).toEqual([...ids].sort());
    expect(catalog.items.map((item) => item.item_id)).toEqual(history.itemIds);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it('keeps file order as time where there is no timestamp column, one session a user', async () => {
    const result = await ingestText('user_id,item_id\nu2,a\nu1,b\nu2,c\nu1,b\n');
    expect(toRows(result)).toEqual(['u1 b purchase 1', 'u1 b purchase 3', 'u2 a purchase 0', 'u2 c purchase 2']);
    expect(result.history.hasClock).toBe(false);
    expect(result.report).toMatchObject({ from: null, to: null, sessions: 2 });
    expect(sessionsOf(result, 'u2')).toEqual([1, 1]);
  });

  it('gives byte-equal results for the same input', async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, k) => `u${String((k * 7919) % 313)},i${String((k * 31) % 97)},view_item,${String(1_700_000_000 + (k % 50))}`,
    );
    const csv = [HEADER, ...rows].join('\n');
    const [one, other] = [await ingestText(csv), await ingestText(csv)];
    expect(one.history).toEqual(other.history);
    expect({ ...one.report, files: [] }).toEqual({ ...other.report, files: [] });
  });
});
