import { describe, expect, it } from 'vitest';
import type { NextRows } from '../../core/artifact/next-section.js';
import { explainCold, spreadToCold } from '../../engine/scorers/cold-neighbours.js';

/** Item 2 is cold and resembles items 0 and 1. */
const neighbours: NextRows = {
  start: Uint32Array.from([0, 0, 0, 2]),
  target: Uint32Array.from([0, 1]),
  weight: Float32Array.from([0.75, 0.25]),
};

describe('scores of cold items', () => {
  it('are the weighted mean of their neighbours’ scores, whatever stood there; warm scores stay', () => {
    const scores = Float32Array.from([4, 8, 99]);
    spreadToCold(neighbours, scores);
    expect([...scores]).toEqual([4, 8, 5]);
  });

  it('are explained by what explains their neighbours’ scores', () => {
    const shares = [new Map([[7, 4]]), new Map([[7, 2], [8, 6]]), new Map<number, number>()]; // prettier-ignore
    const explain = (item: number): ReadonlyMap<number, number> => shares[item]!;
    expect(explainCold(neighbours, 2, explain)).toEqual(new Map([[7, 3.5], [8, 1.5]])); // prettier-ignore
    expect(explainCold(neighbours, 1, explain)).toBe(shares[1]);
  });

  it('stay as they are where the model has no cold items', () => {
    const none = { start: new Uint32Array(4), target: new Uint32Array(0), weight: new Float32Array(0) };
    const scores = Float32Array.from([4, 8, 99]);
    spreadToCold(none, scores);
    expect([...scores]).toEqual([4, 8, 99]);
    expect(explainCold(none, 2, () => new Map([[1, 1]]))).toEqual(new Map([[1, 1]]));
  });
});
