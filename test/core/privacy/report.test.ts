import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecommenderError } from '../../../core/errors.js';
import { closingOf, dayOf, EPOCH_MS, epochOf } from '../../../core/privacy/epoch.js';
import { drawQuestion, DEFAULT_WEIGHTS, QUESTION_FACTS, QUESTIONS } from '../../../core/privacy/questions.js';
import { parseReportPolicy } from '../../../core/privacy/report-policy.js';
import { ANSWERS, encodeReport, parseReport, REPORT_BYTES, type Report } from '../../../core/privacy/report.js';

const REPORT: Report = {
  id: '00112233445566778899aabbccddeeff',
  epoch: 2968,
  question: 'item',
  parameter: 255,
  model: 12,
  arm: 0,
  answer: 55,
};

const DISMISSAL: Report = { ...REPORT, question: 'dismissal', parameter: 0, answer: 11 };

const reports: fc.Arbitrary<Report> = fc.constantFrom(...QUESTIONS).chain((question) =>
  fc.record({
    id: fc.stringMatching(/^[0-9a-f]{32}$/),
    epoch: fc.integer({ min: 0, max: 999_999 }),
    question: fc.constant(question),
    parameter: fc.nat(QUESTION_FACTS[question].parameters - 1),
    model: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    arm: fc.constantFrom(0 as const, 1 as const),
    answer: fc.nat(ANSWERS[question] - 1),
  }),
);

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    if (error instanceof RecommenderError) return error.code;
    throw error;
  }
  return undefined;
};
const padded = (value: unknown): string => JSON.stringify(value).padEnd(REPORT_BYTES);

describe('a report', () => {
  it('has one size whatever it says, and comes back as it was', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const text = encodeReport(report);
        expect(new TextEncoder().encode(text)).toHaveLength(REPORT_BYTES);
        expect(parseReport(text)).toEqual(report);
      }),
    );
    expect(parseReport(encodeReport(DISMISSAL))).toEqual(DISMISSAL);
  });

  it.each([
    ['a byte less', encodeReport(REPORT).slice(1), 'report/wrong-length'],
    ['a byte more', `${encodeReport(REPORT)} `, 'report/wrong-length'],
    ['no JSON', 'x'.repeat(REPORT_BYTES), 'report/malformed'],
    ['a list', padded([REPORT]), 'report/malformed'],
    ['null', padded(null), 'report/malformed'],
    ['another version', padded({ v: 2, ...REPORT }), 'report/malformed'],
    ['one more field', padded({ v: 1, ...REPORT, more: 1 }), 'report/malformed'],
    ['another order', padded({ ...REPORT, v: 1 }), 'report/malformed'],
    ['space in front', encodeReport(REPORT).trim().padStart(REPORT_BYTES), 'report/malformed'],
    ['an unknown question', padded({ v: 1, ...REPORT, question: 'search' }), 'report/unknown-question'],
    ['a question called constructor', padded({ v: 1, ...REPORT, question: 'constructor' }), 'report/unknown-question'],
    ['an id of other letters', padded({ v: 1, ...REPORT, id: `${'0'.repeat(31)}G` }), 'report/malformed'],
    ['SQL for an id', padded({ v: 1, ...REPORT, id: "'; drop table counters; --" }), 'report/malformed'],
    ['an answer beyond the last', padded({ v: 1, ...REPORT, answer: 56 }), 'report/malformed'],
    ['a twelfth row', padded({ v: 1, ...DISMISSAL, answer: 12 }), 'report/malformed'],
    ['a row that was asked for', padded({ v: 1, ...DISMISSAL, parameter: 1 }), 'report/malformed'],
    ['half an answer', padded({ v: 1, ...REPORT, answer: 1.5 }), 'report/malformed'],
    ['a negative epoch', padded({ v: 1, ...REPORT, epoch: -1 }), 'report/malformed'],
    ['an arm of true', padded({ v: 1, ...REPORT, arm: true }), 'report/malformed'],
    ['a number written another way', encodeReport(REPORT).replace('2968', '2.968e3').slice(0, 256), 'report/malformed'],
  ])('with %s is refused', (_, text, code) => {
    expect(codeOf(() => parseReport(text))).toBe(code);
  });

  it('is read or refused with a code, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ minLength: REPORT_BYTES, maxLength: REPORT_BYTES }), (text) => {
        expect(codeOf(() => parseReport(text))).toMatch(/^report\//);
      }),
    );
  });
});

describe('what a manifest may say of reports', () => {
  it('is how often each question is asked, within limits', () => {
    expect(parseReportPolicy(undefined)).toEqual(DEFAULT_WEIGHTS);
    expect(parseReportPolicy({ weights: { item: 0, placement: 40 } })).toEqual({
      ...DEFAULT_WEIGHTS,
      item: 0,
      placement: 40,
    });
  });

  it.each([
    [{ weights: { item: 61 } }],
    [{ weights: { item: -1 } }],
    [{ weights: { dismissal: 41 } }],
    [{ weights: { item: 1.5 } }],
    [{ weights: { search: 10 } }],
    [{ epsilon: 8 }],
    [{ periodMs: 1 }],
    [{ questions: ['who are you'] }],
    [[]],
    ['all'],
    [null],
  ])('%j is refused', (policy) => {
    expect(codeOf(() => parseReportPolicy(policy))).toBe('artifact/not-a-manifest');
  });

  it('is, where nothing is said, a sixth question among a hundred', () => {
    expect(Object.values(DEFAULT_WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBe(100);
    expect(parseReportPolicy({ weights: { item: 40, category: 20, placement: 15, model: 15, weight: 10 } })).toEqual({
      ...DEFAULT_WEIGHTS,
      weight: 10,
    });
    expect(parseReportPolicy({ weights: { dismissal: 0 } }).dismissal).toBe(0);
  });

  it('can switch every question off', () => {
    const off = parseReportPolicy({ weights: Object.fromEntries(QUESTIONS.map((question) => [question, 0])) });
    expect(drawQuestion(off, () => new Uint8Array(4))).toBeUndefined();
  });
});

describe('an epoch', () => {
  it('is 7 days of UTC and closes 7 days after its end', () => {
    const epoch = epochOf(Date.UTC(2026, 10, 28));
    expect(epochOf(epoch * EPOCH_MS)).toBe(epoch);
    expect(epochOf(epoch * EPOCH_MS - 1)).toBe(epoch - 1);
    expect(closingOf(epoch) - epoch * EPOCH_MS).toBe(2 * EPOCH_MS);
    expect(Date.parse(dayOf(epoch))).toBe(epoch * EPOCH_MS);
  });
});
