import type { CategoryDomain } from '../../core/privacy/category-domain.js';
import { privatiseChoice } from '../../core/privacy/choice.js';
import { createHashFamily, privatiseBucket } from '../../core/privacy/hashed-choice.js';
import { privatiseMean } from '../../core/privacy/mean.js';
import type { Draw, Mechanisms } from '../../core/privacy/questions.js';
import { drawInteger, type RandomBytes } from '../../core/privacy/random-bytes.js';
import type { Report } from '../../core/privacy/report.js';
import { eventWeight } from '../../core/events/event-weights.js';
import type { ShopEvent } from '../../core/events/shop-event.js';
import type { Scenario } from '../../core/scenarios.js';
import type { Engine } from '../engine.js';
import { rankList } from '../rank-list.js';
import { blendGradient } from './blend-gradient.js';
import { holdOutLast, toProfile } from './held-out.js';
import { placementOutcome } from './placement-outcome.js';

/** What a report may be made of: the events since the last report's cut and nothing older. */
export interface ReportInputs {
  /** Oldest first. Empty is an answer like any other. */
  readonly events: readonly ShopEvent[];
  /** Rows answered with a list since the cut. */
  readonly rendered: ReadonlySet<Scenario>;
  readonly engine: Engine;
  readonly categories: CategoryDomain;
}

/** Everything of a report that is settled before the events are looked at. */
export type ReportFrame = Omit<Report, 'answer' | 'question' | 'parameter'> & Draw;

/** A list so long is what the model check asks about. */
const TOP = 10;

/**
 * The privatised answer to the question drawn: pure but for the randomness handed in. The closed-form model alone speaks; a
 * personal model, which has learned from older events, does not.
 */
export function makeReport(
  frame: ReportFrame,
  inputs: ReportInputs,
  mechanisms: Mechanisms,
  random: RandomBytes,
): Report {
  const truth = answerTruly(frame, inputs, random);
  return { ...frame, answer: privatise(frame, truth, { mechanisms, inputs, random }) };
}

/**
 * The answer before noise, which never leaves the device: an item's id (empty: none) to the item question, the gradient to the
 * weight question, else the number of the choice. Simulations compare estimates with it.
 */
export function answerTruly({ question, parameter }: Draw, inputs: ReportInputs, random: RandomBytes): string | number {
  switch (question) {
    case 'item':
      return drawItem(inputs, random);
    case 'category':
      return drawCategory(inputs, random);
    case 'placement':
      return placementOutcome(parameter, inputs.events, inputs.rendered);
    case 'model':
      return wasForeseen(inputs) ? 1 : 0;
    case 'weight':
      return gradientOf(inputs, parameter);
  }
}

function privatise(
  { question, parameter, epoch }: ReportFrame,
  truth: string | number,
  {
    mechanisms,
    inputs,
    random,
  }: {
    readonly mechanisms: Mechanisms;
    readonly inputs: ReportInputs;
    readonly random: RandomBytes;
  },
): number {
  if (typeof truth === 'string') {
    const family = createHashFamily(epoch, mechanisms.item.choices);
    return privatiseBucket(mechanisms.item, family.bucketOf(truth, parameter), random);
  }
  switch (question) {
    case 'category':
      return privatiseChoice(mechanisms.category(inputs.categories.choices), truth, random);
    case 'weight':
      return privatiseMean(mechanisms.weight, truth, random);
    default:
      return privatiseChoice(mechanisms[question === 'placement' ? 'placement' : 'model'], truth, random);
  }
}

/** One of the distinct items that were looked at or more; the empty text where there is none. */
function drawItem({ engine, events }: ReportInputs, random: RandomBytes): string {
  const { model } = engine;
  const known = [...toProfile(model, events).known.keys()].sort((a, b) => a - b);
  return known.length === 0 ? '' : model.ids.itemIds[known[drawInteger(random, known.length)]!]!;
}

/** The category of one of the events that speak for an item and have one; 0 where there is none. */
function drawCategory({ engine, events, categories }: ReportInputs, random: RandomBytes): number {
  const { items } = engine.model;
  const { events: told, weights } = toProfile(engine.model, events);
  const choices = told
    .filter(({ event, rating }) => eventWeight(weights, event, rating) > 0)
    .map(({ item }) => categories.choiceOf[items.category[item]!]!)
    .filter((choice) => choice > 0);
  return choices.length === 0 ? 0 : choices[drawInteger(random, choices.length)]!;
}

/** Was the last new item in the list that the events before it give? */
function wasForeseen({ engine, events }: ReportInputs): boolean {
  const held = holdOutLast(engine.model, events);
  if (held === undefined) return false;
  const list = rankList(engine, held.before, { count: TOP, repeats: 'forbid', now: held.time });
  return list.some(({ item }) => item === held.item);
}

function gradientOf({ engine, events }: ReportInputs, group: number): number {
  const held = holdOutLast(engine.model, events);
  return held === undefined ? 0 : blendGradient(engine, held, group);
}
