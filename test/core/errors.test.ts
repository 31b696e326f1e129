import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, formatError, fromErrorRecord, RecommenderError, toErrorRecord } from '../../core/errors.js';

describe('errors', () => {
  it('are all explained in docs/errors.md, and no others are', () => {
    const text = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
    const explained = [...text.matchAll(/^\| `([a-z]+\/[a-z-]+)` *\| \S/gm)].map((match) => match[1]);
    expect(explained).toEqual([...ERROR_CODES]);
  });

  it('keep code, message and place on the way across a boundary', () => {
    const error = new RecommenderError('input/bad-line', 'expected a number', { place: { file: 'a.csv', line: 3 } });
    expect(formatError(fromErrorRecord(toErrorRecord(error)))).toBe('input/bad-line: expected a number (a.csv:3)');
    expect(toErrorRecord(new TypeError('x'))).toEqual({ code: 'internal/unexpected', message: 'x' });
  });

  it('keep their cause', () => {
    const cause = new Error('disk');
    expect(new RecommenderError('storage/unavailable', 'expected a disk', { cause }).cause).toBe(cause);
  });
});
