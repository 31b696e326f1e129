import { isUtf8 } from 'node:buffer';
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RecommenderError } from '../../core/errors.js';

/** A text file as DuckDB reads it safely: UTF-8, lines ended by LF alone, no control byte it would stumble over. */
export interface PlainText {
  /** The file itself where nothing had to be changed, else a cleaned copy. */
  readonly path: string;
  /** Physical lines, blank ones included. */
  readonly lines: number;
  /** 1-based numbers of lines that are not text: wrong UTF-8, control bytes, longer than 1 MB. Ascending. */
  readonly badLines: readonly number[];
}

export interface PlainTextInput {
  readonly path: string;
  readonly gzip: boolean;
  /** Where a cleaned copy goes. */
  readonly copyPath: string;
  readonly onBytes?: (bytes: number) => void;
}

const LF = 10;
const CR = 13;
/** NUL, and the byte used as "no delimiter" when DuckDB reads whole lines. */
const FORBIDDEN = [0, 1];
const MAX_LINE_BYTES = 1 << 20;
const KEPT_OF_LONG_LINE = 1000;

/**
 * Counts lines and finds what is not text. The file is used in place if it is clean; gzip, CRLF and bad lines make a
 * copy (DuckDB would read a truncated gzip file or a lone CR without a word).
 * @throws RecommenderError `input/binary-file` for damaged gzip.
 */
export async function toPlainText(input: PlainTextInput): Promise<PlainText> {
  if (!input.gzip) {
    const lines = await countCleanLines(input);
    if (lines !== undefined) return { path: input.path, lines, badLines: [] };
  }
  return copyLines(input);
}

async function countCleanLines(input: PlainTextInput): Promise<number | undefined> {
  let lines = 0;
  for await (const block of wholeLines(open(input))) {
    if (!isClean(block)) return undefined;
    lines += countLines(block);
  }
  return lines;
}

async function copyLines(input: PlainTextInput): Promise<PlainText> {
  const out = createWriteStream(input.copyPath);
  const badLines: number[] = [];
  let lines = 0;
  for await (const block of wholeLines(open(input))) {
    const clean = isClean(block) ? block : cleanBlock(block, lines, badLines);
    if (!out.write(clean)) await once(out, 'drain');
    lines += countLines(block);
  }
  out.end();
  await once(out, 'finish');
  return { path: input.copyPath, lines, badLines };
}

function open(input: PlainTextInput): Readable {
  const file = createReadStream(input.path, { highWaterMark: 1 << 20 });
  if (input.onBytes !== undefined) {
    const { onBytes } = input;
    file.on('data', (chunk) => onBytes(chunk.length));
  }
  if (!input.gzip) return file;
  const gunzip = createGunzip({ chunkSize: 1 << 20 });
  file.on('error', (error) => gunzip.destroy(error));
  gunzip.on('close', () => file.destroy());
  return file.pipe(gunzip);
}

/** The stream in blocks that end at a line break (but the last); an overlong line is cut and made recognisable. */
async function* wholeLines(stream: Readable): AsyncGenerator<Buffer> {
  let carry: Buffer[] = [];
  let carried = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const end = chunk.lastIndexOf(LF) + 1;
      if (end > 0) {
        yield Buffer.concat([...carry, chunk.subarray(0, end)]);
        carry = [];
        carried = 0;
      }
      if (carried > MAX_LINE_BYTES) continue;
      carry.push(chunk.subarray(end));
      carried += chunk.length - end;
      if (carried > MAX_LINE_BYTES)
        carry = [Buffer.concat(carry).subarray(0, KEPT_OF_LONG_LINE), Buffer.from(FORBIDDEN)];
    }
  } catch (error) {
    throw new RecommenderError('input/binary-file', 'expected a readable, whole file, got a damaged one', {
      cause: error,
    });
  }
  if (carried > 0) yield Buffer.concat(carry);
}

function isClean(block: Buffer): boolean {
  return !block.includes(CR) && FORBIDDEN.every((byte) => !block.includes(byte)) && isUtf8(block);
}

function countLines(block: Buffer): number {
  let lines = 0;
  for (let at = block.indexOf(LF); at >= 0; at = block.indexOf(LF, at + 1)) lines++;
  return block.length > 0 && block[block.length - 1] !== LF ? lines + 1 : lines;
}

function cleanBlock(block: Buffer, linesBefore: number, badLines: number[]): Buffer {
  const parts: Buffer[] = [];
  let line = linesBefore;
  for (let from = 0; from < block.length;) {
    const end = block.indexOf(LF, from);
    const to = end < 0 ? block.length : end;
    const raw = block.subarray(from, to > from && block[to - 1] === CR ? to - 1 : to);
    line++;
    const isText = isUtf8(raw) && FORBIDDEN.every((byte) => !raw.includes(byte));
    if (!isText) badLines.push(line);
    parts.push(isText && !raw.includes(CR) ? raw : Buffer.from(printable(raw)));
    if (end >= 0) parts.push(block.subarray(end, end + 1));
    from = to + 1;
  }
  return Buffer.concat(parts);
}

/** What of a line can be shown. */
function printable(raw: Buffer): string {
  let text = raw.toString('utf8').replaceAll('\r', ' ');
  for (const byte of FORBIDDEN) text = text.replaceAll(String.fromCharCode(byte), '\u{fffd}');
  return text;
}
