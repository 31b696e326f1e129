import { describe, expect, it } from 'vitest';
import { tellingEngine } from '../../../bench/privacy/index.js';
import { studyBudget } from '../../../bench/privacy/study-budget.js';
import { EPSILON } from '../../../core/privacy/questions.js';

/** `npm run privacy` does the same with 300,000 reports a shopper. */
const SAMPLES = 10_000;

describe('reports made of events', () => {
  it('show a loss of ε between the two most unlike shoppers, not more and not less', () => {
    const studies = studyBudget(tellingEngine(), SAMPLES);
    for (const { question, epsilon, halfWidth } of studies) {
      expect([question, halfWidth < 0.4]).toEqual([question, true]);
      expect([question, epsilon - halfWidth <= EPSILON]).toEqual([question, true]);
      expect([question, epsilon + halfWidth >= EPSILON - 0.1]).toEqual([question, true]);
    }
  });
});
