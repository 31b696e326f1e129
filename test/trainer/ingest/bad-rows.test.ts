import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ingest } from '../../../trainer/ingest/ingest.js';
import { toCell } from '../../../trainer/ingest/rejects.js';
import { createFolder, errorOf, HEADER, ingestText, padded } from './shop-folder.js';

const WIDE = `${HEADER},quantity,price,rating`;

describe('rows that are malformed', () => {
  it.each([
    ['malformed-line', 'u,i,view_item'],
    ['malformed-line', 'u,i,view_item,2024-03-01,1,2,3,4'],
    ['malformed-line', 'u,"i"x,view_item,2024-03-01,,,'],
    ['malformed-line', 'u,"i,view_item,2024-03-01,,,'],
    ['unknown-event-name', 'u,i,bought_it,2024-03-01,,,'],
    ['missing-item', 'u, ,view_item,2024-03-01,,,'],
    ['missing-item', 'u,NULL,view_item,2024-03-01,,,'],
    ['item-id-too-long', `u,${'x'.repeat(201)},view_item,2024-03-01,,,`],
    ['item-id-too-long', `u,${'\u{1f600}'.repeat(101)},view_item,2024-03-01,,,`],
    ['bad-timestamp', 'u,i,view_item,soon,,,'],
    ['bad-timestamp', 'u,i,view_item,,,,'],
    ['bad-timestamp', 'u,i,view_item,2024-02-30,,,'],
    ['impossible-time', 'u,i,view_item,1970-01-01T00:00:00Z,,,'],
    ['impossible-time', 'u,i,view_item,2101-01-01,,,'],
    ['impossible-time', 'u,i,view_item,0,,,'],
    ['bad-number', 'u,i,purchase,2024-03-01,two,,'],
    ['bad-number', 'u,i,purchase,2024-03-01,1,inf,'],
    ['bad-number', 'u,i,rate_item,2024-03-01,,,good'],
    ['impossible-price', 'u,i,purchase,2024-03-01,1,10000001,'],
  ])('are rejected as %s: %s', async (reason, row) => {
    const { report } = await ingestText(padded(60, [row], WIDE));
    expect(report.rejected).toEqual({ [reason]: 1 });
    expect(report.firstRejected).toMatchObject([{ reason, line: 62, text: row.slice(0, 200) }]);
    expect(report.rowsUsed).toBe(60);
  });

  it('do not swallow the rows after them, as an unclosed quote could', async () => {
    const { report } = await ingestText(
      padded(30, ['u,"open,view_item,2024-03-01', ...padded(30, []).split('\n').slice(1)]),
    );
    expect(report.rejected).toEqual({ 'malformed-line': 1 });
    expect(report.rowsIn).toBe(61);
  });

  it('are found where a line is no UTF-8 or holds control bytes, at the right line', async () => {
    const folder = await createFolder();
    const text = Buffer.from(
      padded(100, ['u,caf\u{e9},view_item,2024-03-01', 'u,\u{1}i,view_item,2024-03-01']),
      'latin1',
    );
    const { report } = await ingest({ events: [await folder.write('events.csv', text)] });
    expect(report.rejected).toEqual({ 'malformed-line': 2 });
    expect(report.firstRejected.map(({ line }) => line)).toEqual([102, 103]);
  });

  it('are found in JSON Lines', async () => {
    const folder = await createFolder();
    const good = Array.from(
      { length: 40 },
      (_, k) => `{"user_id":"u","item_id":"i","timestamp":${String(1_700_000_000 + k)}}`,
    );
    const file = await folder.write('events.jsonl', [...good, '{"user_id":', '[1]', '3', ''].join('\n'));
    const { report } = await ingest({ events: [file], maxBad: 0.1 });
    expect(report).toMatchObject({ rowsIn: 43, rowsUsed: 40, rejected: { 'malformed-line': 3 } });
    expect(report.firstRejected.map(({ line }) => line)).toEqual([41, 42, 43]);
  });

  it('are skipped in silence only where the line is blank', async () => {
    const { report } = await ingestText(padded(10, ['', '   ', '']));
    expect(report).toMatchObject({ rowsIn: 11, rowsUsed: 10, rejected: { 'malformed-line': 1 } });
  });

  it('stop the run above 5 %, and the file of rejected rows is written all the same', async () => {
    const folder = await createFolder();
    const bad = Array.from({ length: 6 }, () => 'u,,view_item,2024-03-01');
    const rejects = path.join(folder.path, 'rejects.csv');
    const file = await folder.write('events.csv', padded(94, bad));
    const error = await errorOf(ingest({ events: [file], rejects }));
    expect(error.code).toBe('input/too-many-bad-rows');
    expect(error.message).toContain('6 of 100: missing-item 6');
    expect(error.place).toEqual({ file, line: 96 });
    expect((await readFile(rejects, 'utf8')).split('\n')).toHaveLength(8);
  });

  it('do not stop the run below 5 %', async () => {
    const folder = await createFolder();
    const bad = ['u,,view_item,2024-03-01', 'u,=cmd(),nope,2024-03-01', 'u,i,view_item,never', '"=1",2'];
    const rejects = path.join(folder.path, 'rejects.csv');
    const file = await folder.write('events.csv', padded(96, bad));
    const { report } = await ingest({ events: [file], rejects });
    expect(report.rowsUsed).toBe(96);
    expect((await readFile(rejects, 'utf8')).split('\n')).toEqual([
      'file,line,reason,text',
      `${file},98,missing-item,"u,,view_item,2024-03-01"`,
      `${file},99,unknown-event-name,"u,=cmd(),nope,2024-03-01"`,
      `${file},100,bad-timestamp,"u,i,view_item,never"`,
      `${file},101,malformed-line,"""=1"",2"`,
      '',
    ]);
  });

  it('name the first unknown event where most rows have one', async () => {
    const error = await errorOf(
      ingestText(padded(1, ['u,i,bought,2024-03-01', 'u,i,seen,2024-03-01']), { maxBad: 0.05 }),
    );
    expect(error.code).toBe('input/too-many-bad-rows');
    expect(error.message).toContain('event name "bought"');
  });

  it('show the first timestamp where none can be read', async () => {
    const error = await errorOf(
      ingestText(`${HEADER}\nu,i,view_item,31/01/2024\nu,i,view_item,30/01/2024\n`, { maxBad: 0.05 }),
    );
    expect(error.code).toBe('input/too-many-bad-rows');
    expect(error.message).toContain('timestamp "31/01/2024"');
  });

  it('are capped at ten in the report', async () => {
    const { report } = await ingestText(
      padded(
        2,
        Array.from({ length: 30 }, () => 'u,,view_item,2024-03-01'),
      ),
    );
    expect(report.rejected).toEqual({ 'missing-item': 30 });
    expect(report.firstRejected.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });

  it('cannot be taken for formulas in a spreadsheet', () => {
    expect(['=1+1', '+1', '-1', '@a', 'a=1', 'a,"b"'].map(toCell)).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@a",
      'a=1',
      '"a,""b"""',
    ]);
  });
});
