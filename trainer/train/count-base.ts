import type { EventWeights } from '../../core/events/event-weights.js';
import type { Interactions } from '../fit/interactions.js';
import type { PopularityColumns } from '../fit/popularity.js';
import type { StatisticsEngine } from '../fit/statistics.js';
import type { History } from '../history.js';
import type { PairCounts } from '../fit/pair-counts.js';

/** What is counted of one history: all that the base models are solved from. */
export interface BaseCounts {
  readonly similarity: PairCounts;
  /** Counted when asked for, once for each pair of decays. */
  readonly transition: (decays: TransitionDecays) => PairCounts;
  readonly interactions: Interactions;
  /** As of just after the last event. */
  readonly popularity: PopularityColumns;
}

export interface BaseOptions {
  readonly eventWeights: EventWeights;
  readonly minUsers: number;
  readonly minPairUsers: number;
}

/** A user of n items counts n^-exponent: a wholesaler does not outweigh a town. Measured in ADR 6. */
const SIMILARITY_EXPONENT = 0.5;
const TRANSITION_EXPONENT = 0.3;

/** How a past and a future step fade, a step: orders are remembered for longer than clicks. */
export interface TransitionDecays {
  readonly pastDecay: number;
  readonly futureDecay: number;
}

export function countBase(history: History, options: BaseOptions, statistics: StatisticsEngine): BaseCounts {
  const { eventWeights, minUsers, minPairUsers } = options;
  const interactions = statistics.toInteractions(history, { eventWeights, minUsers });
  const { supported } = interactions;
  const steps = statistics.toSteps(history, { eventWeights, supported });
  const transitions = new Map<string, PairCounts>();
  const trends = statistics.createTrendClock(history, { eventWeights, supported });
  return {
    interactions,
    popularity: trends(lastTime(history) + 1),
    similarity: statistics.countCoOccurrence(interactions, { minPairUsers, userExponent: SIMILARITY_EXPONENT }),
    transition: (decays) => {
      const key = `${String(decays.pastDecay)} ${String(decays.futureDecay)}`;
      const known = transitions.get(key);
      if (known !== undefined) return known;
      const counted = statistics.countTransitions(steps, {
        minPairUsers,
        userExponent: TRANSITION_EXPONENT,
        ...decays,
      });
      transitions.set(key, counted);
      return counted;
    },
  };
}

/** 0 for a history without events. */
export function lastTime(history: History): number {
  return history.time.reduce((latest, time) => Math.max(latest, time), 0);
}
