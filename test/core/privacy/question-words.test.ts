import { describe, expect, it } from 'vitest';
import { describeQuestion } from '../../../core/privacy/question-words.js';
import { QUESTION_FACTS, QUESTIONS } from '../../../core/privacy/questions.js';

describe('a question in words', () => {
  it.each(QUESTIONS)('is one sentence or two for every parameter: %s', (question) => {
    for (let parameter = 0; parameter < QUESTION_FACTS[question].parameters; parameter++) {
      expect(describeQuestion({ question, parameter })).toMatch(/^[A-Z][^?]{20,120}\?( [A-Z].+\.)?$/);
    }
  });

  it.each(['placement', 'weight'] as const)('tells the parameters of one question apart: %s', (question) => {
    const { parameters } = QUESTION_FACTS[question];
    const words = Array.from({ length: parameters }, (_, parameter) => describeQuestion({ question, parameter }));
    expect(new Set(words).size).toBe(parameters);
  });
});
