import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.js';
import type { ToldShare } from '../../../trainer/feedback/feedback.js';
import { shrinkRatios } from '../../../trainer/feedback/shrink.js';

const told = (value: number | null, standardError: number): ToldShare => ({ value, standardError });
const CELLS = 40;
const NAMES = Array.from({ length: CELLS }, (_, cell) => `c${String(cell)}`);
const expected = new Float64Array(CELLS).fill(1 / CELLS);
const ratiosOf = (
  shares: readonly (ToldShare | undefined)[],
  weeks = 4,
  flooded: readonly string[] = [],
): Float64Array => shrinkRatios(NAMES, expected, { cells: toCells(shares), flooded: new Set(flooded) }, weeks);
const toCells = (shares: readonly (ToldShare | undefined)[]): ReadonlyMap<string, ToldShare> =>
  new Map(shares.flatMap((share, cell) => (share ? [[NAMES[cell]!, share] as const] : [])));

/** Each cell's true ratio and an estimate of it with that error. */
function hear(ratioOf: (cell: number) => number, error: number): ToldShare[] {
  const random = createRandom(3);
  return Array.from({ length: CELLS }, (_, cell) => told(ratioOf(cell) / CELLS + error * random.normal(), error));
}

describe('ratios of what devices told', () => {
  it('are 1 where all that moved is noise', () => {
    const ratios = ratiosOf(hear(() => 1, 0.01));
    for (const ratio of ratios) expect(Math.abs(ratio - 1)).toBeLessThan(0.2);
  });

  it('come near the truth where it stands out of the noise', () => {
    const truth = (cell: number): number => (cell % 2 === 0 ? 1.7 : 0.3);
    const ratios = ratiosOf(hear(truth, 0.001));
    ratios.forEach((ratio, cell) => expect(Math.abs(ratio - truth(cell))).toBeLessThan(0.2));
  });

  it('lie nearer to the truth than what was told, where noise is half as large as the truth', () => {
    const truth = (cell: number): number => (cell % 2 === 0 ? 1.4 : 0.6);
    const heard = hear(truth, 0.18 / CELLS);
    const miss = (ratioOf: (cell: number) => number): number =>
      heard.reduce((sum, _, cell) => sum + (ratioOf(cell) - truth(cell)) ** 2, 0);
    const ratios = ratiosOf(heard);
    expect(miss((cell) => ratios[cell]!)).toBeLessThan(miss((cell) => heard[cell]!.value! * CELLS));
  });

  it('share what the published cells leave, where a cell was held back', () => {
    const shares = Array.from(expected, (_, cell) => (cell < 10 ? told(0.07, 0.001) : told(null, 0.001)));
    const ratios = ratiosOf(shares);
    expect(ratios[0]).toBeGreaterThan(2.3);
    expect(ratios[20]).toBeCloseTo(ratios[39]!, 12);
    expect(Math.abs(ratios[20]! - 0.3 / 0.75)).toBeLessThan(0.1);
  });

  it('stay within the limits however far one cell is flooded, and leave the others alone', () => {
    const flooded = Array.from(expected, (_, cell) => told(cell === 0 ? 0.9 : 0.1 / (CELLS - 1), 0.01));
    const ratios = ratiosOf(flooded, 1);
    expect(ratios[0]).toBeLessThanOrEqual(2);
    expect(Math.max(...ratios.slice(1)) - Math.min(...ratios.slice(1))).toBeLessThan(1e-9);
  });

  it('go over from the held back to the published without a step', () => {
    const around = (value: number | null): ToldShare[] =>
      Array.from(expected, (_, cell) => told(cell === 0 ? value : cell < 20 ? 0.035 : 0.01, 0.003));
    const [heldBack, published] = [ratiosOf(around(null)), ratiosOf(around(0.0101))];
    expect(published[0]).toBeCloseTo(heldBack[0]!, 2);
    expect(published[30]).toBeCloseTo(heldBack[30]!, 2);
  });

  it('are for a flooded cell what the others leave, whatever it says itself', () => {
    const shares = (value: number): ToldShare[] =>
      Array.from(expected, (_, cell) => told(cell === 0 ? value : 0.025, 0.001));
    const [low, high] = [0.01, 0.2].map((value) => ratiosOf(shares(value), 4, ['c0']));
    expect(low![0]).toBe(high![0]);
    expect(ratiosOf(shares(0.2))[0]).toBeGreaterThan(high![0]!);
  });

  it('are 1 for a cell of which nothing was told or expected', () => {
    const ratios = shrinkRatios(
      NAMES.slice(0, 3),
      Float64Array.of(0.5, 0, 0.5),
      { cells: toCells([undefined, told(0.3, 0.01), told(0.5, 0.01)]), flooded: new Set() },
      4,
    );
    expect([...ratios.slice(0, 2)]).toEqual([1, 1]);
  });
});
