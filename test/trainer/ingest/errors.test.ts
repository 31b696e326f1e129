import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ingest } from '../../../trainer/ingest/ingest.js';
import { createFolder, errorOf, HEADER, padded } from './shop-folder.js';

const GOOD = padded(30, []);
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);

describe('files that are no history', () => {
  const cases: readonly (readonly [string, string, string | Uint8Array, string])[] = [
    ['input/empty-file', 'events.csv', '', '0 bytes'],
    ['input/empty-file', 'events.csv', '\n \n', 'empty'],
    ['input/empty-file', 'events.csv.gz', gzipSync(''), 'empty'],
    ['input/binary-file', 'events.csv', PNG, 'UTF-8'],
    ['input/binary-file', 'events.xlsx', Buffer.from('PK\u0003\u0004\0\0\0'), 'spreadsheet'],
    ['input/binary-file', 'events.csv', Buffer.from(`\u{feff}${GOOD}`, 'utf16le'), 'UTF-16'],
    ['input/binary-file', 'events.csv', Buffer.from(GOOD.replaceAll('p1', 'café'), 'latin1'), 'encoding'],
    ['input/binary-file', 'events.csv.gz', gzipSync(GOOD).subarray(0, 80), 'damaged'],
    ['input/binary-file', 'events.parquet', Buffer.from('PAR1 and no more'), 'Parquet'],
    ['input/unknown-format', 'events.txt', 'just words\nand more\n', 'CSV, TSV, JSON Lines or Parquet'],
    ['input/unknown-format', 'events.json', '[{"user_id":"u"}]', 'JSON array'],
    ['input/unknown-format', 'events.csv', GOOD.replaceAll('\n', '\r'), 'CR alone'],
    ['input/wrong-delimiter', 'events.csv', GOOD.replaceAll(',', ';'), 'semicolon'],
    ['input/wrong-delimiter', 'events.csv', GOOD.replaceAll(',', '\t'), 'tab'],
    ['input/wrong-delimiter', 'events.csv', GOOD.replaceAll(',', '|'), 'vertical bar'],
    ['input/wrong-delimiter', 'events.tsv', GOOD, 'comma'],
    ['input/wrong-delimiter', 'events.txt', GOOD.replaceAll(',', ';'), 'semicolon'],
    ['input/missing-column', 'events.csv', 'user_id,product\nu,i\n', 'item_id'],
    ['input/missing-column', 'events.csv', 'item_id,event_name\ni,purchase\n', 'user_id'],
    ['input/missing-column', 'events.csv', 'words\nonly\n', 'words'],
    ['input/no-events', 'events.csv', `${HEADER}\n`, '0 rows'],
    ['input/no-events', 'events.csv', `${HEADER}\n,i,purchase,2024-01-01\n`, 'missing-user 1'],
  ];

  it.each(cases.map(([code, name, content, said], k) => ({ code, name, content, said, k })))(
    'are refused: $code ($name, $said, case $k)',
    async ({ code, name, content, said }) => {
      const folder = await createFolder();
      const file = await folder.write(name, content);
      const error = await errorOf(ingest({ events: [file], tempDirectory: folder.path }));
      expect(error.code).toBe(code);
      expect(error.message).toContain(said);
      if (code !== 'input/no-events') expect(error.place?.file).toBe(file);
      expect(await folder.files()).toEqual([name]);
    },
  );

  it('are refused where they are absent or a folder', async () => {
    const folder = await createFolder();
    const absent = path.join(folder.path, 'absent.csv');
    expect(await errorOf(ingest({ events: [absent] }))).toMatchObject({
      code: 'input/missing-file',
      place: { file: absent },
    });
    expect((await errorOf(ingest({ events: [folder.path] }))).code).toBe('input/missing-file');
    expect((await errorOf(ingest({ events: [] }))).code).toBe('input/no-events');
  });

  it('are refused where gzip breaks after the first megabyte, though the head is fine', async () => {
    const folder = await createFolder();
    let seed = 1;
    const noise = Array.from({ length: 60_000 }, () => {
      seed = (seed * 48271) % 2147483647;
      return `u${String(seed)},i${String(seed % 1000)},view_item,${String(1_700_000_000 + (seed % 1e6))}`;
    });
    const whole = gzipSync([HEADER, ...noise].join('\n'));
    const file = await folder.write('events.csv.gz', whole.subarray(0, whole.length - 2000));
    expect((await errorOf(ingest({ events: [file] }))).code).toBe('input/binary-file');
  });

  it('are refused for a catalog too, and a rejects file that cannot be written is said', async () => {
    const folder = await createFolder();
    const events = [await folder.write('events.csv', GOOD)];
    const catalog = await folder.write('catalog.csv', 'name,price\nx,1\n');
    expect(await errorOf(ingest({ events, catalog }))).toMatchObject({
      code: 'input/missing-column',
      place: { file: catalog },
    });
    const rejects = path.join(folder.path, 'no-such-folder', 'rejects.csv');
    expect((await errorOf(ingest({ events, rejects }))).code).toBe('usage/bad-option');
  });

  it('leave nothing behind, and neither does success', async () => {
    const folder = await createFolder();
    await ingest({ events: [await folder.write('events.csv', GOOD)], tempDirectory: folder.path });
    expect(await folder.files()).toEqual(['events.csv']);
  });
});
