import type { Scenario } from '../scenarios.js';
import { createCategoryDomain } from './category-domain.js';
import { privatiseChoice, type ChoiceMechanism } from './choice.js';
import { dismissedRows } from './dismissal-outcome.js';
import type { Evidence } from './evidence.js';
import { createHashFamily, privatiseBucket } from './hashed-choice.js';
import { privatiseMean } from './mean.js';
import { placementOutcome } from './placement-outcome.js';
import { PLACEMENTS, type Draw, type Mechanisms } from './questions.js';
import { drawInteger, type RandomBytes } from './random-bytes.js';
import type { Report } from './report.js';

/** Everything of a report that is settled before the events are looked at. */
export type ReportFrame = Omit<Report, 'answer' | 'question' | 'parameter'> & Draw;

/** What a report may be made of: the events since the last report's cut and nothing older. */
export interface ReportInputs {
  /** Of the question that is answered. */
  readonly evidence: Evidence;
  /** Rows answered with a list since the cut. */
  readonly rendered: ReadonlySet<Scenario>;
}

/**
 * The answer before noise: an item's id (empty: none), a category's or another choice of so many, or the gradient.
 */
type Truth =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'choice'; readonly value: number; readonly mechanism: (mechanisms: Mechanisms) => ChoiceMechanism }
  | { readonly kind: 'mean'; readonly value: number };

/** The privatised answer to the question drawn: pure but for the randomness handed in. */
export function makeReport(
  frame: ReportFrame,
  inputs: ReportInputs,
  mechanisms: Mechanisms,
  random: RandomBytes,
): Report {
  return { ...frame, answer: privatise(frame, drawTruth(frame.parameter, inputs, random), { mechanisms, random }) };
}

/**
 * The answer before noise, which never leaves the device: an item's id (empty: none) to the item question, the gradient to the
 * weight question, else the number of the choice. Simulations compare estimates with it.
 */
export function answerTruly({ parameter }: Draw, inputs: ReportInputs, random: RandomBytes): string | number {
  return drawTruth(parameter, inputs, random).value;
}

function drawTruth(parameter: number, { evidence, rendered }: ReportInputs, random: RandomBytes): Truth {
  switch (evidence.question) {
    case 'item':
      return { kind: 'text', value: drawOne(evidence.items, random) ?? '' };
    case 'category': {
      const { choices, choiceOf } = createCategoryDomain(evidence, evidence);
      const told = evidence.told.map((category) => choiceOf[category]!).filter((choice) => choice > 0);
      return { kind: 'choice', value: drawOne(told, random) ?? 0, mechanism: ({ category }) => category(choices) };
    }
    case 'placement': {
      const value = placementOutcome(parameter, evidence.events, rendered);
      return { kind: 'choice', value, mechanism: ({ placement }) => placement };
    }
    case 'dismissal': {
      const row = drawOne(dismissedRows(evidence.events), random);
      const value = row === undefined ? 0 : 1 + PLACEMENTS.indexOf(row);
      return { kind: 'choice', value, mechanism: ({ dismissal }) => dismissal };
    }
    case 'model':
      return { kind: 'choice', value: evidence.wasForeseen ? 1 : 0, mechanism: ({ model }) => model };
    case 'weight':
      return { kind: 'mean', value: evidence.gradient };
  }
}

function privatise(
  { parameter, epoch }: ReportFrame,
  truth: Truth,
  { mechanisms, random }: { readonly mechanisms: Mechanisms; readonly random: RandomBytes },
): number {
  switch (truth.kind) {
    case 'text': {
      const family = createHashFamily(epoch, mechanisms.item.choices);
      return privatiseBucket(mechanisms.item, family.bucketOf(truth.value, parameter), random);
    }
    case 'choice':
      return privatiseChoice(truth.mechanism(mechanisms), truth.value, random);
    case 'mean':
      return privatiseMean(mechanisms.weight, truth.value, random);
  }
}

/** Undefined, and nothing drawn, where there is none to draw from. */
function drawOne<T>(from: readonly T[], random: RandomBytes): T | undefined {
  return from.length === 0 ? undefined : from[drawInteger(random, from.length)];
}
