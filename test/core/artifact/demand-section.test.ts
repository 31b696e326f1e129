import { describe, expect, it } from 'vitest';
import { decodeDemand, encodeDemand } from '../../../core/artifact/demand-section.js';
import { RecommenderError } from '../../../core/errors.js';

const demand = Float32Array.of(0, 0.5, -0.5, 1 / 32, -127 / 32);
const bytes = encodeDemand(demand);

describe('the section of demand', () => {
  it('decodes to exactly what was encoded, a byte an item', () => {
    expect(decodeDemand(bytes)).toEqual(demand);
    expect(bytes).toHaveLength(4 + demand.length);
  });

  it('keeps what lies beyond its range at the end of it', () => {
    expect([...decodeDemand(encodeDemand(Float32Array.of(99, -99)))]).toEqual([127 / 32, -127 / 32]);
  });

  it('answers truncation and a byte too many with a coded error', () => {
    for (const wrong of [bytes.slice(0, -1), Uint8Array.of(...bytes, 0), bytes.slice(0, 3)]) {
      expect(() => decodeDemand(wrong)).toThrow(RecommenderError);
    }
  });
});
