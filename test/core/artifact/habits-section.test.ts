import { describe, expect, it } from 'vitest';
import { decodeHabits, encodeHabits, type Habits } from '../../../core/artifact/habits-section.js';
import { RecommenderError } from '../../../core/errors.js';

const habits: Habits = {
  repeat: Float32Array.from([0, 1, 128, 255], (code) => (code / 255) ** 2),
  categoryRepeat: Float32Array.of(0.25, 0),
  intervalDays: Float32Array.of(30, 7.5),
  intervalSpread: Float32Array.of(1, 0.5),
  visitDays: 7,
};
const bytes = encodeHabits(habits);

describe('the section of habits', () => {
  it('decodes to exactly what was encoded', () => {
    expect(decodeHabits(bytes)).toEqual(habits);
  });

  it('costs a byte an item and twelve a category', () => {
    expect(bytes).toHaveLength(12 + 4 + 2 * 12);
  });

  it('keeps a share too small for the grid apart from no share', () => {
    const decoded = decodeHabits(encodeHabits({ ...habits, repeat: Float32Array.of(1e-9, 0) }));
    expect(decoded.repeat[0]).toBeGreaterThan(0);
    expect(decoded.repeat[1]).toBe(0);
  });

  it('answers truncation, an interval of zero and a share above one with a coded error', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeHabits(bytes.slice(0, length))).toThrow(RecommenderError);
    }
    expect(() => decodeHabits(encodeHabits({ ...habits, intervalDays: Float32Array.of(30, 0) }))).toThrow(/above 0/);
    expect(() => decodeHabits(encodeHabits({ ...habits, categoryRepeat: Float32Array.of(2, 0) }))).toThrow(/shares/);
  });
});
