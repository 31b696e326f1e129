import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, type WriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RecommenderError, type ErrorPlace } from '../core/errors.js';

/**
 * The objects of a JSON Lines file (gzipped or not), one at a time; blank lines and a byte order mark are passed over.
 * @throws RecommenderError `input/missing-file`, `input/binary-file`, `input/bad-line` with file and line.
 */
export async function* readJsonLines(
  file: string,
): AsyncGenerator<{ value: Record<string, unknown>; place: ErrorPlace }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 0;
  for await (const bytes of readLines(await openInput(file))) {
    line++;
    const place = { file, line };
    const text = decode(decoder, bytes, place);
    if (text.trim() !== '') yield { value: parseLine(text, place), place };
  }
}

async function openInput(file: string): Promise<{ file: string; input: Readable }> {
  const place = { file };
  if (!existsSync(file)) throw new RecommenderError('input/missing-file', 'expected this file', { place });
  const isGzip = await startsAsGzip(file).catch((cause: unknown) => {
    throw new RecommenderError('input/missing-file', 'expected a readable file', { place, cause });
  });
  const raw = createReadStream(file);
  if (!isGzip) return { file, input: raw };
  const gunzip = createGunzip();
  raw.on('error', (error) => gunzip.destroy(error));
  gunzip.on('close', () => raw.destroy());
  return { file, input: raw.pipe(gunzip) };
}

async function startsAsGzip(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

async function* readLines({ file, input }: { file: string; input: Readable }): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, end)]);
        rest = [];
        from = end + 1;
      }
      rest.push(chunk.subarray(from));
    }
  } catch (cause) {
    if (cause instanceof RecommenderError) throw cause;
    throw new RecommenderError('input/binary-file', 'expected a readable, whole file, got a damaged one', {
      place: { file },
      cause,
    });
  }
  yield Buffer.concat(rest);
}

function decode(decoder: TextDecoder, bytes: Buffer, place: ErrorPlace): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new RecommenderError('input/bad-line', 'expected UTF-8 text, got another encoding', { cause, place });
  }
}

function parseLine(text: string, place: ErrorPlace): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new RecommenderError('input/bad-line', 'expected one JSON object a line', { cause, place });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new RecommenderError('input/bad-line', 'expected one JSON object a line', { place });
}

/** A JSON Lines file being written, one value a line. */
export class JsonLinesWriter {
  private constructor(private readonly out: WriteStream) {}

  /** @throws RecommenderError `usage/bad-option` where the file cannot be written. */
  static async open(file: string): Promise<JsonLinesWriter> {
    const out = createWriteStream(file);
    try {
      await once(out, 'open');
    } catch (cause) {
      throw new RecommenderError('usage/bad-option', `expected --out to be a file that can be written, got ${file}`, {
        cause,
      });
    }
    // A disk that fills up is told by `write` or `close`, not by a crash in between.
    out.on('error', () => undefined);
    return new JsonLinesWriter(out);
  }

  async write(value: unknown): Promise<void> {
    if (!this.out.write(`${JSON.stringify(value)}\n`)) await once(this.out, 'drain');
  }

  async close(): Promise<void> {
    this.out.end();
    await finished(this.out);
  }
}
