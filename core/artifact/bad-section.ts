import { RecommenderError } from '../errors.js';

/** The error for a section that is not what its encoder writes. */
export function badSection(section: string, expected: string, cause?: unknown): RecommenderError {
  return new RecommenderError('artifact/bad-section', `section "${section}": expected ${expected}`, { cause });
}

/** @throws RecommenderError `artifact/bad-section` unless the bytes are a JSON object in UTF-8. */
export function parseJsonSection(section: string, bytes: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw badSection(section, 'JSON', cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badSection(section, 'a JSON object');
  return value as Record<string, unknown>;
}
