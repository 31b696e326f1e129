import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { RecommenderError, type ErrorPlace } from '../core/errors.js';

/**
 * The objects of a JSON Lines file (`.gz` too), one at a time; blank lines are passed over.
 * @throws RecommenderError `input/missing-file`, `input/bad-line` with file and line.
 */
export async function* readJsonLines(
  file: string,
): AsyncGenerator<{ value: Record<string, unknown>; place: ErrorPlace }> {
  if (!existsSync(file)) throw new RecommenderError('input/missing-file', 'expected this file', { place: { file } });
  const raw = createReadStream(file);
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line++;
    if (text.trim() !== '') yield { value: parseLine(text, { file, line }), place: { file, line } };
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
