import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shuffledEpsilon } from '../../../bench/privacy/shuffled-budget.js';
import { EPSILON } from '../../../core/privacy/questions.js';

const PAGE = readFileSync(fileURLToPath(new URL('../../../docs/later-tiers.md', import.meta.url)), 'utf8');
const rows = [...PAGE.matchAll(/^\| ([\d,]+) \| (\d\.\d\d) \|$/gm)].map(([, n, epsilon]) => ({
  n: Number(n!.replaceAll(',', '')),
  epsilon: Number(epsilon),
}));

describe('the page on later tiers', () => {
  it('quotes the numeric bound of mixing', () => {
    expect(rows.length).toBeGreaterThanOrEqual(4);
    for (const { n, epsilon } of rows) expect(shuffledEpsilon(n, EPSILON, 1e-6)).toBeCloseTo(epsilon, 2);
  });

  it('quotes errors of counts as their formulas give them', () => {
    const local = Math.sqrt(4 * 10_000 * Math.exp(EPSILON)) / (Math.exp(EPSILON) - 1);
    const split = Math.sqrt((2 * 2) / 0.5 ** 2);
    expect([...PAGE.matchAll(/ \| (\d+) \|$/gm)].map(([, error]) => Number(error))).toEqual(
      [local, split].map(Math.round),
    );
  });
});

describe('what mixing leaves of a report’s budget', () => {
  it('is never more than without, and less the more are mixed', () => {
    const left = [2, 5000, 20_000].map((n) => shuffledEpsilon(n, 2, 1e-6));
    expect(left[0]).toBeLessThanOrEqual(2);
    expect(left[1]).toBeLessThan(left[0]!);
    expect(left[2]).toBeLessThan(left[1]!);
  });

  it('is below the closed bound of the same paper', () => {
    const [n, delta] = [40_000, 1e-6];
    const grown = Math.exp(EPSILON);
    const closed = Math.log1p(
      ((grown - 1) / (grown + 1)) * ((8 * Math.sqrt(grown * Math.log(4 / delta))) / Math.sqrt(n) + (8 * grown) / n),
    );
    expect(shuffledEpsilon(n, EPSILON, delta)).toBeLessThan(closed);
  });
});
