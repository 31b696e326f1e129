import { createHashFamily } from '../../core/privacy/hashed-choice.js';
import { epochOf } from '../../core/privacy/epoch.js';
import { drawQuestion, type Mechanisms, type QuestionWeights } from '../../core/privacy/questions.js';
import type { RandomBytes } from '../../core/privacy/random-bytes.js';
import type { Report } from '../../core/privacy/report.js';
import { toHex } from '../../core/hex.js';

/** Somebody who wants one product, and its category, to look wanted. */
export interface PoisonPlan {
  readonly itemId: string;
  readonly categoryChoice: number;
  readonly model: number;
}

/**
 * A report as an attacker writes it: of the right form, drawn like everybody's, and always the answer that lifts the product
 * most. No noise is added, so it weighs more than an honest one.
 */
export function forgeReport(
  { itemId, categoryChoice, model }: PoisonPlan,
  now: number,
  {
    mechanisms,
    weights,
    random,
  }: {
    readonly mechanisms: Mechanisms;
    readonly weights: QuestionWeights;
    readonly random: RandomBytes;
  },
): Report | undefined {
  const draw = drawQuestion(weights, random);
  if (draw === undefined) return undefined;
  const epoch = epochOf(now);
  const answers = {
    item: () => createHashFamily(epoch, mechanisms.item.choices).bucketOf(itemId, draw.parameter),
    category: () => categoryChoice,
    placement: () => mechanisms.placement.choices - 1,
    model: () => 1,
    weight: () => mechanisms.weight.cells - 1,
    dismissal: () => 0,
  };
  return { id: toHex(random(16)), epoch, ...draw, model, arm: 0, answer: answers[draw.question]() };
}
