import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { JsonLinesWriter, readJsonLines } from '../../trainer/json-lines.js';
import { createFolder, errorOf } from './ingest/shop-folder.js';

async function read(content: string | Uint8Array): Promise<[number | undefined, object][]> {
  const folder = await createFolder();
  const lines: [number | undefined, object][] = [];
  for await (const { value, place } of readJsonLines(await folder.write('lines.jsonl', content))) {
    lines.push([place.line, value]);
  }
  return lines;
}

const TWO = '{"id":"\u{e9}"}\n\n{"id":"b"}';

describe('JSON Lines', () => {
  it.each<[string, string | Uint8Array]>([
    ['as they are', TWO],
    ['with CRLF', TWO.replaceAll('\n', '\r\n')],
    ['behind a byte order mark', `\u{feff}${TWO}\n`],
    ['gzipped, whatever the name', gzipSync(TWO)],
  ])('are read %s, each with its line', async (_how, content) => {
    expect(await read(content)).toEqual([
      [1, { id: '\u{e9}' }],
      [3, { id: 'b' }],
    ]);
  });

  it('are read where one line is longer than the reader takes at once', async () => {
    const id = 'x'.repeat(300_000);
    expect(await read(`{"id":"${id}"}\n{"id":"b"}\n`)).toEqual([
      [1, { id }],
      [2, { id: 'b' }],
    ]);
  });

  it.each<[string, string | Uint8Array, string, number | undefined]>([
    ['no JSON', '{"id":1}\nno\n', 'input/bad-line', 2],
    ['no object', '[1]\n', 'input/bad-line', 1],
    ['another encoding', Buffer.from('{"id":1}\n{"id":"\u{e9}"}\n', 'latin1'), 'input/bad-line', 2],
    ['half a gzip file', gzipSync(TWO).subarray(0, 20), 'input/binary-file', undefined],
  ])('of %s are refused by code and place', async (_what, content, code, line) => {
    expect(await errorOf(read(content))).toMatchObject({ code, place: line === undefined ? {} : { line } });
  });

  it('are neither read from a folder nor written to one', async () => {
    const { path: folder } = await createFolder();
    expect(await errorOf(readJsonLines(folder).next())).toMatchObject({ code: 'input/missing-file' });
    expect(await errorOf(JsonLinesWriter.open(folder))).toMatchObject({ code: 'usage/bad-option' });
    expect(await errorOf(JsonLinesWriter.open(`${folder}/none/out`))).toMatchObject({ code: 'usage/bad-option' });
  });
});
