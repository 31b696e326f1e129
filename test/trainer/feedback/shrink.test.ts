import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.js';
import type { ToldShare } from '../../../trainer/feedback/feedback.js';
import { largestRatio, shrinkRatios } from '../../../trainer/feedback/shrink.js';

const told = (value: number | null, standardError: number): ToldShare => ({ value, standardError });
const CELLS = 40;
const expected = new Float64Array(CELLS).fill(1 / CELLS);

/** Each cell's true ratio and an estimate of it with that error. */
function hear(ratioOf: (cell: number) => number, error: number): ToldShare[] {
  const random = createRandom(3);
  return Array.from({ length: CELLS }, (_, cell) => told(ratioOf(cell) / CELLS + error * random.normal(), error));
}

describe('ratios of what devices told', () => {
  it('may double in a week and triple the median of four', () => {
    expect([1, 2, 3, 4].map(largestRatio)).toEqual([2, 3, 4.5, 7.5]);
  });

  it('are 1 where all that moved is noise', () => {
    const ratios = shrinkRatios(
      expected,
      hear(() => 1, 0.01),
      4,
    );
    for (const ratio of ratios) expect(Math.abs(ratio - 1)).toBeLessThan(0.2);
  });

  it('come near the truth where it stands out of the noise', () => {
    const truth = (cell: number): number => (cell % 2 === 0 ? 1.7 : 0.3);
    const ratios = shrinkRatios(expected, hear(truth, 0.001), 4);
    ratios.forEach((ratio, cell) => expect(Math.abs(ratio - truth(cell))).toBeLessThan(0.2));
  });

  it('lie nearer to the truth than what was told, where noise is as large as the truth', () => {
    const truth = (cell: number): number => (cell % 2 === 0 ? 1.4 : 0.6);
    const heard = hear(truth, 0.4 / CELLS);
    const miss = (ratioOf: (cell: number) => number): number =>
      heard.reduce((sum, _, cell) => sum + (ratioOf(cell) - truth(cell)) ** 2, 0);
    const ratios = shrinkRatios(expected, heard, 4);
    expect(miss((cell) => ratios[cell]!)).toBeLessThan(miss((cell) => heard[cell]!.value! * CELLS));
  });

  it('share what the published cells leave, where a cell was held back', () => {
    const shares = Array.from(expected, (_, cell) => (cell < 10 ? told(0.07, 0.001) : told(null, 0.001)));
    const ratios = shrinkRatios(expected, shares, 4);
    expect(ratios[0]).toBeGreaterThan(2.3);
    expect(ratios[20]).toBeCloseTo(ratios[39]!, 12);
    expect(Math.abs(ratios[20]! - 0.3 / 0.75)).toBeLessThan(0.1);
  });

  it('stay within the limits however far one cell is flooded, and leave the others alone', () => {
    const flooded = Array.from(expected, (_, cell) => told(cell === 0 ? 0.9 : 0.1 / (CELLS - 1), 0.01));
    const ratios = shrinkRatios(expected, flooded, 1);
    expect(ratios[0]).toBeLessThanOrEqual(2);
    expect(Math.max(...ratios.slice(1)) - Math.min(...ratios.slice(1))).toBeLessThan(1e-9);
  });

  it('are 1 for a cell of which nothing was told or expected', () => {
    const ratios = shrinkRatios(Float64Array.of(0.5, 0, 0.5), [undefined, told(0.3, 0.01), told(0.5, 0.01)], 4);
    expect([...ratios.slice(0, 2)]).toEqual([1, 1]);
  });
});
