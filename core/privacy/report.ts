import type { Arm } from '../artifact/manifest.js';
import { RecommenderError } from '../errors.js';
import { createMechanisms, CATEGORY_CHOICES, QUESTION_FACTS, QUESTIONS, type Question } from './questions.js';

/**
 * One privatised answer as it travels: everything in it stands in clear, and only `answer` comes of behaviour. The same
 * question costs the same bytes as any other: every report has REPORT_BYTES.
 */
export interface Report {
  /** 32 hexadecimal digits of pure chance: tells a resent report from a second one, and nothing else. */
  readonly id: string;
  /** The epoch it was made in. */
  readonly epoch: number;
  readonly question: Question;
  /** Hash function of `item`, position in PLACEMENTS of `placement`, in BLEND_GROUPS of `weight`; else 0. */
  readonly parameter: number;
  /** Sequence of the model on the device, the same for everybody who has that model. */
  readonly model: number;
  /** Which of two models an experiment gave this device; 0 where there is none. */
  readonly arm: Arm;
  /** The noised answer: a bucket, a choice or a cell. */
  readonly answer: number;
}

const REPORT_VERSION = 1;
export const REPORT_BYTES = 256;

/** A line of JSON in a fixed order, filled up with spaces. @returns ASCII of REPORT_BYTES characters. */
export function encodeReport(report: Report): string {
  const { id, epoch, question, parameter, model, arm, answer } = report;
  return JSON.stringify({ v: REPORT_VERSION, id, epoch, question, parameter, model, arm, answer }).padEnd(REPORT_BYTES);
}

/**
 * Reads a report strictly: what `encodeReport` does not write is refused, so that a report has no room for anything else.
 * @throws RecommenderError `report/wrong-length`, `report/malformed`, `report/unknown-question`. Messages quote nothing.
 */
export function parseReport(text: string): Report {
  if (text.length !== REPORT_BYTES) {
    throw new RecommenderError('report/wrong-length', `expected ${String(REPORT_BYTES)} bytes`);
  }
  const raw = parseObject(text);
  if (raw['v'] !== REPORT_VERSION) throw malformed(`"v" to be ${String(REPORT_VERSION)}`);
  const question = QUESTIONS.find((known) => known === raw['question']);
  if (question === undefined) {
    throw new RecommenderError('report/unknown-question', `expected one of ${QUESTIONS.join(', ')}`);
  }
  const { id, arm } = raw;
  if (typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id)) throw malformed('"id" to be 32 hexadecimal digits');
  if (arm !== 0 && arm !== 1) throw malformed('"arm" to be 0 or 1');
  const report: Report = {
    id,
    epoch: toWhole(raw, 'epoch', 1_000_000),
    question,
    parameter: toWhole(raw, 'parameter', QUESTION_FACTS[question].parameters),
    model: toWhole(raw, 'model', 0x1_0000_0000),
    arm,
    answer: toWhole(raw, 'answer', ANSWERS[question]),
  };
  if (encodeReport(report) !== text) throw malformed('nothing beside the known fields, in their order');
  return report;
}

const MECHANISMS = createMechanisms();

/** How many answers each question can have, whatever a model says. */
export const ANSWERS: Readonly<Record<Question, number>> = {
  item: MECHANISMS.item.choices,
  category: CATEGORY_CHOICES.most,
  placement: MECHANISMS.placement.choices,
  model: MECHANISMS.model.choices,
  weight: MECHANISMS.weight.cells,
  dismissal: MECHANISMS.dismissal.choices,
};

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw malformed('a JSON object');
}

function toWhole(raw: Readonly<Record<string, unknown>>, field: string, below: number): number {
  const value = raw[field];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value >= below) {
    throw malformed(`"${field}" to be a whole number below ${String(below)}`);
  }
  return value;
}

function malformed(expected: string): RecommenderError {
  return new RecommenderError('report/malformed', `expected ${expected}`);
}
