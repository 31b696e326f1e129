import { dayOf } from '../epoch.js';
import { HASH_FUNCTIONS } from '../hashed-choice.js';
import { createMechanisms, EPSILON, QUESTIONS, type Mechanisms, type Question } from '../questions.js';
import {
  AGGREGATES_FORMAT,
  AGGREGATES_VERSION,
  type Aggregates,
  type Answers,
  type EpochAnswers,
  type PoisoningView,
} from './aggregates.js';
import { mergeCounts, totalOf, type EpochCounts } from './epoch-counts.js';
import { findFloods } from './flood-check.js';
import { publishCategories, type AskedByModel } from './publish-categories.js';
import { publishDismissals, publishModels, publishPlacements, publishWeights } from './publish-choices.js';
import { publishItems, type CatalogEntry } from './publish-items.js';
import { checkUsage } from './usage-check.js';

export interface CountedEpoch {
  readonly epoch: number;
  readonly counts: EpochCounts;
}

export interface PublishInput {
  readonly shop: string;
  /** Oldest first, without gaps: an epoch without reports has no counts. At least one. */
  readonly epochs: readonly CountedEpoch[];
  readonly categories: AskedByModel;
  /** The shop's present items. */
  readonly catalog: readonly CatalogEntry[];
  /** Default: all. */
  readonly questions?: readonly Question[];
  /** What the reports were made with. Default 4, as on devices. */
  readonly epsilon?: number;
}

/**
 * Everything that is told of a shop's reports, from their counts alone. Yields between portions of the work; `finish` takes
 * them all at once.
 */
export function* publishAggregates(input: PublishInput): Generator<undefined, Aggregates> {
  const { shop, epochs, categories, catalog, questions = QUESTIONS, epsilon = EPSILON } = input;
  const mechanisms = createMechanisms(epsilon);
  const all = mergeCounts(
    epochs.map(({ counts }) => counts),
    mechanisms,
  );
  const items = epochs.map(({ epoch, counts }) => ({ epoch, counts: counts.item }));
  const answers: Partial<Answers> = {
    ...(questions.includes('item') && { item: yield* publishItems(mechanisms.item, items, catalog) }),
    ...(questions.includes('category') && {
      category: publishCategories(mechanisms.category, all.category, categories),
    }),
    ...(questions.includes('placement') && { placement: publishPlacements(mechanisms.placement, all.placement) }),
    ...(questions.includes('model') && { model: publishModels(mechanisms.model, all.model) }),
    ...(questions.includes('weight') && { weight: publishWeights(mechanisms.weight, all.weight) }),
    ...(questions.includes('dismissal') && { dismissal: publishDismissals(mechanisms.dismissal, all.dismissal) }),
  };
  return {
    format: AGGREGATES_FORMAT,
    version: AGGREGATES_VERSION,
    shop,
    epochs: [epochs[0]!.epoch, epochs.at(-1)!.epoch],
    epsilon,
    reports: totalOf(all),
    questions: answers,
    series: epochs.map((epoch) => toEpochAnswers(epoch, mechanisms)),
    poisoning: {
      ...toPoisoningView(all),
      ...(answers.item && { items: findFloods(mechanisms.item, answers.item, { catalog, weeks: epochs.length }) }),
    },
  };
}

/** Runs a work that yields to its end. */
export function finish<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function toEpochAnswers({ epoch, counts }: CountedEpoch, mechanisms: Mechanisms): EpochAnswers {
  const { n, placement, model, dismissal } = counts;
  return {
    epoch,
    day: dayOf(epoch),
    reports: totalOf(counts),
    n,
    placement: publishPlacements(mechanisms.placement, placement).filter((answers) => answers.n > 0),
    model: publishModels(mechanisms.model, model),
    dismissal: publishDismissals(mechanisms.dismissal, dismissal),
    hashFunctions: toPoisoningView(counts).hashFunctions,
  };
}

function toPoisoningView(counts: EpochCounts): PoisoningView {
  const reports = totalOf(counts);
  const buckets = counts.item.length / HASH_FUNCTIONS;
  const functions = Array.from({ length: HASH_FUNCTIONS }, (_, h) =>
    counts.item.subarray(h * buckets, (h + 1) * buckets).reduce((sum, count) => sum + count, 0),
  );
  const totals = (cells: readonly number[][]): number[] =>
    cells.map((cell) => cell.reduce((sum, count) => sum + count, 0));
  return {
    hashFunctions: checkUsage(functions, reports),
    placements: checkUsage(totals(counts.placement), reports),
    weights: checkUsage(totals(counts.weight), reports),
  };
}
