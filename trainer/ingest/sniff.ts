import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { RecommenderError } from '../../core/errors.js';
import { splitRecord } from './delimited.js';

export interface DelimitedSource {
  readonly kind: 'delimited';
  readonly file: string;
  readonly gzip: boolean;
  readonly delimiter: string;
  /** Column names, distinct even when case is ignored. */
  readonly header: readonly string[];
  /** Physical lines the header takes; more than 1 where a name holds a line break. */
  readonly headerLines: number;
}

export interface JsonLinesSource {
  readonly kind: 'json-lines';
  readonly file: string;
  readonly gzip: boolean;
}

export interface ParquetSource {
  readonly kind: 'parquet';
  readonly file: string;
}

/** A file whose format is known. */
export type Source = DelimitedSource | JsonLinesSource | ParquetSource;

const HEAD_BYTES = 1 << 18;
const BAD_LINES_OF_TEXT = 0.05;
const DELIMITER_NAMES: ReadonlyMap<string, string> = new Map([
  [',', 'a comma'],
  ['\t', 'a tab'],
  [';', 'a semicolon'],
  ['|', 'a vertical bar'],
]);
const BY_EXTENSION: ReadonlyMap<string, string> = new Map([
  ['.csv', ','],
  ['.tsv', '\t'],
  ['.tab', '\t'],
]);

/**
 * Finds out what a file is: first from its content, then from its extension.
 * @param delimiter the one a map names, if any.
 * @throws RecommenderError `input/missing-file`, `input/empty-file`, `input/binary-file`, `input/unknown-format`,
 *   `input/wrong-delimiter`.
 */
export async function sniffSource(file: string, delimiter?: string): Promise<Source> {
  await assertFile(file);
  const start = await readStart(file);
  if (start.subarray(0, 4).toString('latin1') === 'PAR1') return { kind: 'parquet', file };
  const gzip = start[0] === 0x1f && start[1] === 0x8b;
  const head = gzip ? await readGzipHead(file) : start;
  const text = assertText(file, head);
  if (text.trim() === '') throw new RecommenderError('input/empty-file', 'expected rows, got an empty file', at(file));
  const first = text.trimStart()[0];
  if (first === '{') return { kind: 'json-lines', file, gzip };
  if (first === '[') {
    throw new RecommenderError(
      'input/unknown-format',
      'expected one JSON object a line, got a JSON array',
      at(file, 1),
    );
  }
  return readHeader({ file, gzip, text, delimiter });
}

function at(file: string, line?: number): { place: { file: string; line?: number } } {
  return { place: line === undefined ? { file } : { file, line } };
}

async function assertFile(file: string): Promise<void> {
  try {
    const found = await stat(file);
    if (found.size === 0 && found.isFile()) {
      throw new RecommenderError('input/empty-file', 'expected rows, got a file of 0 bytes', at(file));
    }
    if (found.isFile()) return;
  } catch (error) {
    if (error instanceof RecommenderError) throw error;
    throw new RecommenderError('input/missing-file', 'expected a readable file, found none', {
      ...at(file),
      cause: error,
    });
  }
  throw new RecommenderError('input/missing-file', 'expected a file, found a folder or a device', at(file));
}

async function readStart(file: string): Promise<Buffer> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new RecommenderError('input/missing-file', 'expected a readable file', { ...at(file), cause: error });
  }
}

async function readGzipHead(file: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  const source = createReadStream(file);
  try {
    for await (const chunk of source.pipe(createGunzip()) as AsyncIterable<Buffer>) {
      parts.push(chunk);
      size += chunk.length;
      if (size >= HEAD_BYTES) break;
    }
  } catch (error) {
    throw new RecommenderError('input/binary-file', 'expected a whole gzip file, got a damaged one', {
      ...at(file),
      cause: error,
    });
  } finally {
    source.destroy();
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

/** The head as text; a few wrong lines are left to be rejected one by one, but never the first. */
function assertText(file: string, head: Buffer): string {
  const cut = head.length < HEAD_BYTES ? head.length : head.lastIndexOf(10) + 1 || head.length;
  const whole = head.subarray(0, cut);
  const isBad = (line: string): boolean => line.includes('\0') || !isUtf8(Buffer.from(line, 'latin1'));
  const lines = whole.toString('latin1').split('\n');
  const bad = lines.filter(isBad).length;
  const text = whole.toString('utf8').replace(/^\u{feff}/u, '');
  if (bad > lines.length * BAD_LINES_OF_TEXT || isBad(lines[0] ?? '')) {
    throw new RecommenderError(
      'input/binary-file',
      `expected UTF-8 text or Parquet, got ${binaryKind(head)}`,
      at(file, 1),
    );
  }
  if (!text.includes('\n') && text.includes('\r')) {
    throw new RecommenderError(
      'input/unknown-format',
      'expected lines that end with LF or CRLF, got CR alone',
      at(file, 1),
    );
  }
  return text;
}

function binaryKind(head: Buffer): string {
  const magic = head.subarray(0, 4).toString('latin1');
  if (magic.startsWith('PK')) return 'a zip or spreadsheet file: export it as CSV';
  if (magic.startsWith('\xff\xfe') || magic.startsWith('\xfe\xff')) return 'UTF-16 text: save it as UTF-8';
  return head.includes(0) ? 'a binary file' : 'text in another encoding: save it as UTF-8';
}

interface HeaderInput {
  readonly file: string;
  readonly gzip: boolean;
  readonly text: string;
  readonly delimiter: string | undefined;
}

function readHeader({ file, gzip, text, delimiter }: HeaderInput): DelimitedSource {
  const extension = path.extname(file.replace(/\.gz$/i, '')).toLowerCase();
  const firstLine = text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1).replace(/\r$/, '');
  const expected = delimiter ?? BY_EXTENSION.get(extension) ?? guessDelimiter(firstLine);
  if (expected === undefined) {
    assertNoOtherDelimiter(file, firstLine, ',');
    throw new RecommenderError(
      'input/unknown-format',
      `expected CSV, TSV, JSON Lines or Parquet, got text that is none of them (${extension || 'no extension'})`,
      at(file, 1),
    );
  }
  const { names, lines } = splitHeader(text, expected);
  if (names.length === 1) assertNoOtherDelimiter(file, firstLine, expected);
  return { kind: 'delimited', file, gzip, delimiter: expected, header: distinctNames(names), headerLines: lines };
}

function guessDelimiter(line: string): string | undefined {
  const count = (delimiter: string): number => line.split(delimiter).length - 1;
  if (count(',') === 0 && count('\t') === 0) return undefined;
  return count(',') >= count('\t') ? ',' : '\t';
}

function assertNoOtherDelimiter(file: string, header: string, expected: string): void {
  const found = [...DELIMITER_NAMES.keys()].find((other) => other !== expected && header.includes(other));
  if (found === undefined) return;
  const name = (delimiter: string): string => DELIMITER_NAMES.get(delimiter) ?? JSON.stringify(delimiter);
  throw new RecommenderError(
    'input/wrong-delimiter',
    `expected ${name(expected)} between columns, got ${name(found)} (a map may say "delimiter": ${JSON.stringify(found)})`,
    at(file, 1),
  );
}

function splitHeader(text: string, delimiter: string): { names: readonly string[]; lines: number } {
  const physical = text.split('\n').map((line) => line.replace(/\r$/, ''));
  for (let lines = 1; lines <= Math.min(physical.length, 20); lines++) {
    const record = splitRecord(physical.slice(0, lines).join('\n'), delimiter);
    if (record.kind === 'record') return { names: record.fields, lines };
    if (record.kind === 'malformed') break;
  }
  return { names: (physical[0] ?? '').split(delimiter), lines: 1 };
}

function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((raw, index) => {
    const name = raw.trim() === '' ? `column_${String(index + 1)}` : raw.trim();
    const distinct = taken.has(name.toLowerCase()) ? `${name}_${String(index + 1)}` : name;
    taken.add(distinct.toLowerCase());
    return distinct;
  });
}
