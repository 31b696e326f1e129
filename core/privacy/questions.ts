import { FEATURE_GROUPS } from '../artifact/blend-section.js';
import { SCENARIOS } from '../scenarios.js';
import { createChoice, type ChoiceMechanism } from './choice.js';
import { createHashedChoice, HASH_FUNCTIONS, type HashMechanism } from './hashed-choice.js';
import { createMean, type MeanMechanism } from './mean.js';
import { drawInteger, drawWeighted, type RandomBytes } from './random-bytes.js';

/** What one report costs, whatever it answers. Compiled in: no server can ask for more. */
export const EPSILON = 4;
/** At most one report in so many milliseconds of the local clock. */
export const REPORT_PERIOD_MS = 7 * 86_400_000;
/** A fresh ledger waits one period and up to one more, drawn once: to wipe it buys no second report. */
export const FRESH_WAIT_MS = { least: REPORT_PERIOD_MS, most: 2 * REPORT_PERIOD_MS } as const;
/** A report that was made waits so long at most, drawn uniformly, before it is sent. */
export const SEND_DELAY_MS = 24 * 3_600_000;

/** How far a shopper got with a row, the furthest stage; position = answer. */
export const PLACEMENT_STAGES = ['none', 'rendered', 'seen', 'clicked', 'added', 'bought'] as const;
export type PlacementStage = (typeof PLACEMENT_STAGES)[number];

/** The rows that a placement report may be about and a dismissal report may name: the built-in scenarios, never a shop's own words. */
export const PLACEMENTS = SCENARIOS;

/** The weights that a blend report may be about: one a group of features, together the whole blend. */
export const BLEND_GROUPS = Object.keys(FEATURE_GROUPS) as readonly (keyof typeof FEATURE_GROUPS)[];

/** A weight's gradient is told in units of so many nats, clipped to [-1, 1]. */
export const GRADIENT_CLIP = 2;

/** Choices of the category question: none, at most 62 named ones, the rest. Never fewer than 8. */
export const CATEGORY_CHOICES = { least: 8, most: 64 } as const;

/** The six public questions. A report answers one. */
export const QUESTIONS = ['item', 'category', 'placement', 'model', 'weight', 'dismissal'] as const;
export type Question = (typeof QUESTIONS)[number];

export interface QuestionFacts {
  /** How often it is asked, of 100. */
  readonly weight: number;
  /** What a manifest may set the weight to; 0 switches the question off. */
  readonly weightRange: readonly [least: number, most: number];
  /** How many public parameters there are to draw from; 1: none. */
  readonly parameters: number;
}

export const QUESTION_FACTS: Readonly<Record<Question, QuestionFacts>> = {
  item: { weight: 40, weightRange: [0, 60], parameters: HASH_FUNCTIONS },
  category: { weight: 20, weightRange: [0, 40], parameters: 1 },
  placement: { weight: 15, weightRange: [0, 40], parameters: PLACEMENTS.length },
  model: { weight: 15, weightRange: [0, 40], parameters: 1 },
  weight: { weight: 5, weightRange: [0, 40], parameters: BLEND_GROUPS.length },
  dismissal: { weight: 5, weightRange: [0, 40], parameters: 1 },
};

/** How each question is privatised at a budget. @param categories choices of the category question. */
export interface Mechanisms {
  readonly item: HashMechanism;
  readonly category: (categories: number) => ChoiceMechanism;
  readonly placement: ChoiceMechanism;
  readonly model: ChoiceMechanism;
  readonly weight: MeanMechanism;
  readonly dismissal: ChoiceMechanism;
}

/** @param epsilon default 4, the only one devices use; others serve `simulate` and the console's what-ifs. */
export function createMechanisms(epsilon: number = EPSILON): Mechanisms {
  return {
    item: createHashedChoice(epsilon),
    category: (categories) => createChoice(categories, epsilon),
    placement: createChoice(PLACEMENT_STAGES.length, epsilon),
    model: createChoice(2, epsilon),
    weight: createMean(epsilon),
    dismissal: createChoice(1 + PLACEMENTS.length, epsilon),
  };
}

/** What the next report will be about: drawn before anything is known of the events it will come from, and never again. */
export interface Draw {
  readonly question: Question;
  /** The item question's hash function, the placement, the weight's group; else 0. */
  readonly parameter: number;
}

/** How often each question is asked, in the order of QUESTIONS: the compiled weights, as far as a manifest has not changed them. */
export type QuestionWeights = Readonly<Record<Question, number>>;

export const DEFAULT_WEIGHTS: QuestionWeights = {
  item: QUESTION_FACTS.item.weight,
  category: QUESTION_FACTS.category.weight,
  placement: QUESTION_FACTS.placement.weight,
  model: QUESTION_FACTS.model.weight,
  weight: QUESTION_FACTS.weight.weight,
  dismissal: QUESTION_FACTS.dismissal.weight,
};

/** @returns undefined where every question is switched off. */
export function drawQuestion(weights: QuestionWeights, random: RandomBytes): Draw | undefined {
  const shares = QUESTIONS.map((question) => weights[question]);
  if (shares.every((share) => share === 0)) return undefined;
  const question = QUESTIONS[drawWeighted(random, shares)]!;
  return { question, parameter: drawInteger(random, QUESTION_FACTS[question].parameters) };
}
