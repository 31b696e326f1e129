import { describe, expect, it } from 'vitest';
import { createChoice } from '../../../core/privacy/choice.js';
import { createHashedChoice } from '../../../core/privacy/hashed-choice.js';
import { createMean } from '../../../core/privacy/mean.js';
import { CATEGORY_CHOICES, createMechanisms, EPSILON } from '../../../core/privacy/questions.js';

/** e^ε for ε = quarters / 4 between two fractions over SCALE, by its series: exact, no floating point. */
const SCALE = 10n ** 60n;
function exponentialBounds(quarters: number): readonly [below: bigint, above: bigint] {
  let term = SCALE;
  let sum = SCALE;
  for (let k = 1n; k < 200n; k++) {
    term = (term * BigInt(quarters)) / (4n * k);
    sum += term;
  }
  return [sum, sum + 1000n]; // 200 roundings down, and a rest below them
}

/** A distribution's two levels as whole numbers: `keep` words of 2^32 shared by `inside` answers, the rest by `outside`. */
interface Levels {
  readonly keep: number;
  readonly inside: number;
  readonly outside: number;
}

/** The most likely answer over the least likely one, compared with e^ε: (keep / inside) / ((2^32 − keep) / outside). */
function exceeds({ keep, inside, outside }: Levels, bound: bigint): boolean {
  const [kept, others] = [BigInt(keep), (1n << 32n) - BigInt(keep)];
  return kept * BigInt(outside) * SCALE > bound * others * BigInt(inside);
}

const MECHANISMS: readonly (readonly [string, (epsilon: number) => Levels])[] = [
  ...[2, 6, 8, 12, 30, 64].map(
    (choices) =>
      [
        `choice of ${String(choices)}`,
        (epsilon: number) => ({ keep: createChoice(choices, epsilon).keep, inside: 1, outside: choices - 1 }),
      ] as const,
  ),
  [
    'hashed choice',
    (epsilon) => {
      const { keep, choices } = createHashedChoice(epsilon);
      return { keep, inside: 1, outside: choices - 1 };
    },
  ],
  [
    'mean',
    (epsilon) => {
      const { keep, cells, window } = createMean(epsilon);
      return { keep, inside: window, outside: cells - window };
    },
  ],
];

describe('the budget, exactly from the whole numbers that are drawn', () => {
  for (const [name, levelsAt] of MECHANISMS) {
    it(`is never above ε and never a word of 2^32 below: ${name}`, () => {
      for (let quarters = 1; quarters <= 24; quarters++) {
        const [below, above] = exponentialBounds(quarters);
        const levels = levelsAt(quarters / 4);
        expect([quarters, exceeds(levels, below)]).toEqual([quarters, false]);
        expect([quarters, exceeds({ ...levels, keep: levels.keep + 1 }, above)]).toEqual([quarters, true]);
      }
    });
  }

  it('is what devices are compiled with: ε = 4, and the sizes of the design', () => {
    const { item, placement, model, category, dismissal } = createMechanisms();
    expect(EPSILON).toBe(4);
    expect([item.choices, placement.choices, model.choices, dismissal.choices]).toEqual([56, 6, 2, 12]);
    expect(category(CATEGORY_CHOICES.least).choices).toBe(8);
  });
});
