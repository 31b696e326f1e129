import { describe, expect, it } from 'vitest';
import { excessOf, largestRatio } from '../../../core/privacy/publish/flood-check.js';

describe('growth that is believed', () => {
  it('may double in a week and triple the median of four', () => {
    expect([1, 2, 3, 4].map(largestRatio)).toEqual([2, 3, 4.5, 7.5]);
  });

  it('is exceeded only by what stands five standard errors above it', () => {
    expect(excessOf({ value: 0.2, standardError: 0.01 }, 0.1)).toBeCloseTo(0.1, 12);
    expect(excessOf({ value: 0.15, standardError: 0.01 }, 0.1)).toBe(0);
    expect(excessOf({ value: null, standardError: 0.01 }, 0)).toBe(0);
    expect(excessOf({ value: 0.9, standardError: null }, 0.1)).toBe(0);
  });
});
