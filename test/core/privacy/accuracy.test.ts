import { describe, expect, it } from 'vitest';
import { createWorlds } from '../../../bench/privacy/question-worlds.js';
import { studyErrors } from '../../../bench/privacy/study-errors.js';

/** `npm run privacy` does the same with 400 runs at 1,000, 10,000 and 100,000 people. */
const RUNS = 400;

describe('estimates from noised answers', () => {
  for (const world of createWorlds(4)) {
    it.each([1000, 10_000])(`err as theory says: ${world.name}, %i people`, (n) => {
      const study = studyErrors(world, n, n > 1000 ? RUNS / 4 : RUNS);
      expect(study.errorRatio).toBeGreaterThan(0.85);
      expect(study.errorRatio).toBeLessThan(1.15);
      expect(Math.abs(study.worstBias)).toBeLessThan(4.5);
      expect(study.publishedRatio).toBeGreaterThan(0.85);
      expect(study.publishedRatio).toBeLessThan(1.15);
    });
  }
});
