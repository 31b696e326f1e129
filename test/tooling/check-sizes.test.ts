import { describe, expect, it } from 'vitest';
import { complaintsOf, formatBytes, parseBytes, parseSizes, withSizes } from '../../scripts/check-sizes.mjs';

const readme = (now: string): string =>
  [
    'Before',
    '<!-- sizes:start -->',
    '| what | file | size now | limit |',
    '| --- | --- | --- | --- |',
    `| page script | \`dist/browser/index.js\` | ${now} | 5 kB |`,
    '<!-- sizes:end -->',
    'After | with | bars |',
  ].join('\n');

describe('the sizes table of the README', () => {
  it('gives the file, the size now and the limit of each row', () => {
    const row = {
      what: 'page script',
      file: 'dist/browser/index.js',
      nowBytes: 4800,
      limitBytes: 5000,
      isMissed: false,
    };
    expect(parseSizes(readme('4.8 kB'))).toEqual([row]);
  });

  it('is missed when it is not there', () => {
    expect(() => parseSizes('no table')).toThrow('sizes:start');
  });

  it('may not state a size more than 3 % off', () => {
    const [row] = parseSizes(readme('4.8 kB'));
    expect(complaintsOf(row!, 4700)).toEqual([]);
    expect(complaintsOf(row!, 4600)).toHaveLength(1);
  });

  it('may not state a limit that is passed', () => {
    const [row] = parseSizes(readme('5.01 kB'));
    expect(complaintsOf(row!, 5010)).toEqual(['page script: 5.01 kB is above the limit of 5.00 kB']);
  });

  it('may own up to a limit that is missed, and only to one that is', () => {
    const [row] = parseSizes(readme('5.01 kB').replace('| 5 kB |', '| 5 kB (missed) |'));
    expect(complaintsOf(row!, 5010)).toEqual([]);
    expect(complaintsOf(row!, 4990)).toEqual(['page script: 4.99 kB keeps the limit by now: it is not missed']);
  });

  it('is rewritten in its third column alone', () => {
    expect(withSizes(readme('?'), [4712])).toBe(readme('4.71 kB'));
  });
});

describe('sizes', () => {
  it.each([
    [812, '812 B'],
    [4712, '4.71 kB'],
    [28_340, '28.3 kB'],
    [2_150_000, '2.15 MB'],
  ])('%i bytes read as %s, and back within the tolerance', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
    expect(Math.abs(parseBytes(text)! - bytes) / bytes).toBeLessThan(0.005);
  });
});
