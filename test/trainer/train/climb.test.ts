import { describe, expect, it } from 'vitest';
import { climb } from '../../../trainer/train/trial.js';

const SCALE = [3, 10, 30, 100, 300, 1000];

/** A hill with its top at `top`, falling by one a place. */
function hill(top: number): { readonly asked: number[]; readonly judge: (option: number) => number } {
  const asked: number[] = [];
  const judge = (option: number): number => {
    asked.push(option);
    return -Math.abs(SCALE.indexOf(option) - SCALE.indexOf(top));
  };
  return { asked, judge };
}

describe('climbing along a scale', () => {
  it('finds the top wherever it lies, and asks for no option twice', () => {
    for (const top of SCALE) {
      const { asked, judge } = hill(top);
      expect(climb(SCALE, 2, { judge, describe: String }).best).toBe(top);
      expect(new Set(asked).size).toBe(asked.length);
    }
  });

  it('asks for the start and its two neighbours alone where the start is best', () => {
    const { asked, judge } = hill(30);
    climb(SCALE, 2, { judge, describe: String });
    expect(asked).toEqual([30, 100, 10]);
  });

  it('does not go down once up was better', () => {
    const { asked, judge } = hill(100);
    climb(SCALE, 2, { judge, describe: String });
    expect(asked).toEqual([30, 100, 300]);
  });

  it('keeps the first of equals and tells every trial', () => {
    const { best, trials } = climb(SCALE, 1, { judge: () => 0.5, describe: (lambda) => `λ ${String(lambda)}` });
    expect(best).toBe(10);
    expect(trials.map(({ what }) => what)).toEqual(['λ 10', 'λ 30', 'λ 3']);
  });
});
