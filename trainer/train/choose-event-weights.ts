import { EVENT_NAMES, toEventCode, type EventName } from '../../core/events/event-names.js';
import { DEFAULT_EVENT_WEIGHTS, type EventWeights } from '../../core/events/event-weights.js';
import type { Random } from '../../core/random.js';
import { createNextScorer } from '../../engine/scorers/next-scorer.js';
import { weighEvidence } from '../fit/event-evidence.js';
import { judgeScorer } from '../fit/judge-scorer.js';
import { toConfidences } from '../fit/selection.js';
import type { StatisticsEngine } from '../fit/statistics.js';
import type { Validation } from '../fit/validation.js';
import type { History } from '../history.js';
import { solveSimilarity } from './choose-rows.js';
import { countBase, type BaseOptions } from './count-base.js';
import { chooseBest, type Trial } from './trial.js';

/** A type that makes up less of a log is left as it is: too little to learn from. */
const LEAST_SHARE = 0.01;
/** A window that suits orders and clicks alike; rows are chosen anew with the weights that win. */
const WINDOW = { steps: 20, decay: 0.5 };
const LAMBDA = 30;

export interface EventWeightContext {
  readonly history: History;
  readonly validation: Validation;
  readonly limits: Omit<BaseOptions, 'eventWeights'>;
  readonly statistics: StatisticsEngine;
  readonly random: Random;
  readonly onTrial: (what: string) => void;
}

/**
 * How much each type of event says about what a shopper wants next, by the shop's own held-out steps: the usual table,
 * all types alike, and the weights that the evidence asks for, each judged by the rows it leads to. Without two types
 * that are more than a trace in the log there is nothing to choose.
 * @returns confidences: the largest weight of a type in the log is 1.
 */
export function chooseEventWeights(context: EventWeightContext): {
  readonly eventWeights: EventWeights;
  readonly trials: readonly Trial[];
} {
  const { history, limits, onTrial, random, statistics, validation } = context;
  const usual = toConfidences(DEFAULT_EVENT_WEIGHTS, history);
  const types = commonTypes(history, usual);
  if (types.length < 2) return { eventWeights: usual, trials: [] };
  const rowsOf = (eventWeights: EventWeights): ReturnType<typeof solveSimilarity> =>
    solveSimilarity(countBase(validation.fitHistory, { ...limits, eventWeights }, statistics).similarity, LAMBDA);
  onTrial('weights of events');
  const rows = rowsOf(usual);
  const learned = weighEvidence(rows, validation, validation.fit, {
    types,
    eventWeights: usual,
    decay: WINDOW.decay,
    random,
  });
  const tables = [
    { eventWeights: usual, what: 'as usual' },
    { eventWeights: withWeights(usual, types, () => 1), what: 'all alike' },
    ...(learned === undefined
      ? []
      : [{ eventWeights: withWeights(usual, types, (name) => learned.get(name)!), what: describe(learned) }]),
  ];
  const { best, trials } = chooseBest(
    tables,
    ({ eventWeights }) => {
      const scorer = createNextScorer(eventWeights === usual ? rows : rowsOf(eventWeights), WINDOW);
      return judgeScorer(validation, validation.gate, eventWeights, (profile, out) => {
        scorer.score(profile, out);
      });
    },
    ({ what }) => `weights of events ${what}`,
  );
  return { eventWeights: best.eventWeights, trials };
}

function commonTypes({ event }: History, weights: EventWeights): EventName[] {
  const counts = new Uint32Array(256);
  for (const code of event) counts[code]!++;
  return EVENT_NAMES.filter(
    (name) => weights[name] > 0 && counts[toEventCode(name)]! >= Math.max(1, LEAST_SHARE * event.length),
  );
}

/** A type too rare to learn of weighs what the common type does that it usually is most like. */
function withWeights(
  usual: EventWeights,
  types: readonly EventName[],
  weightOf: (name: EventName) => number,
): EventWeights {
  const distance = (a: EventName, b: EventName): number => Math.abs(usual[a] - usual[b]);
  const likest = (name: EventName): EventName =>
    types.includes(name)
      ? name
      : types.reduce((best, one) => (distance(one, name) < distance(best, name) ? one : best));
  const positive = EVENT_NAMES.filter((name) => usual[name] > 0);
  return { ...usual, ...Object.fromEntries(positive.map((name) => [name, weightOf(likest(name))])) };
}

function describe(learned: ReadonlyMap<EventName, number>): string {
  return `as learned: ${[...learned].map(([name, weight]) => `${name} ${String(weight)}`).join(', ')}`;
}
