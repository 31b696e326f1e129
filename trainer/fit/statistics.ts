import type { Random } from '../../core/random.js';
import type { History } from '../history.js';
import { fitIals, type IalsFit, type IalsOptions } from './ials.js';
import { toInteractions, type InteractionOptions, type Interactions } from './interactions.js';
import { countCoOccurrence, type CoOccurrenceOptions, type PairCounts } from './pair-counts.js';
import { createTrendClock, type TrendClock, type TrendOptions } from './popularity.js';
import { toSteps, type StepOptions, type Steps } from './steps.js';
import { countTransitions, type TransitionOptions } from './transition-counts.js';

/**
 * The heavy sums: what grows with the number of users. All that follows (ridge solutions, merging, quantising, blending)
 * grows with the number of items and needs nothing else of the history, so an engine that computes these elsewhere, over
 * more than one machine holds, replaces the local one. Such an engine keeps its own form of what `toInteractions` and
 * `toSteps` return. Results differ between engines by rounding only.
 */
export interface StatisticsEngine {
  /** Distinct users of every item, who has enough of them, and the matrix of users and items. */
  toInteractions(history: History, options: InteractionOptions): Interactions;
  /** The same history in order. */
  toSteps(history: History, options: StepOptions): Steps;
  /** Distinct users and recent events of every item as of any moment. */
  createTrendClock(history: History, options: TrendOptions): TrendClock;
  /** XᵀX over users. */
  countCoOccurrence(interactions: Interactions, options: CoOccurrenceOptions): PairCounts;
  /** SᵀS and SᵀT over the ordered steps of users. */
  countTransitions(steps: Steps, options: TransitionOptions): PairCounts;
  fitFactors(interactions: Interactions, options: IalsOptions, random: Random): IalsFit;
}

/** Computes in this process, for histories that fit its memory. */
export const localStatistics: StatisticsEngine = {
  toInteractions,
  toSteps,
  createTrendClock,
  countCoOccurrence,
  countTransitions,
  fitFactors: fitIals,
};
