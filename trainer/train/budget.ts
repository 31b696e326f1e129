import type { BlendEffort } from '../fit/fit-blend.js';

/** What the blends of a model may cost. */
export interface ColdEffort extends BlendEffort {
  /** Times some items play new, at most. */
  readonly coldFolds: number;
}

/** How much is tried on validation before the final fit. Every budget gives the same kind of model. */
export type Budget = 'quick' | 'normal' | 'thorough';

export interface SearchSpace {
  /** λ of the similarity and of the transition regression, in users, ascending: each is searched along this scale from 30. */
  readonly lambdas: readonly number[];
  /** How a past and a future step fade in the transition counts, a step. */
  readonly decays: readonly { readonly pastDecay: number; readonly futureDecay: number }[];
  /** Similarity : transition weights of the merge. */
  readonly mixes: readonly (readonly [number, number])[];
  /** How far back the rows look: steps and decay a step. */
  readonly windows: readonly { readonly steps: number; readonly decay: number }[];
  /** Weight of the implicit zeros, ascending; searched along this scale from 0.1. */
  readonly alpha0s: readonly number[];
  /**
   * How strongly an average user's factors are held back: λ(mean |I| + α0·n). λ itself moves a hundredfold between shops
   * and with α0, this hardly. All are tried at the first α0: their ups and downs have several tops.
   */
  readonly meanRidges: readonly number[];
  /** Epochs and dimension of a trial of factors; the final fit has more. */
  readonly trial: { readonly epochs: number; readonly dimension: number };
  readonly epochs: number;
  /** Predictions a blend is fitted and decided on at most, and hidden units of the network tried on top; 0: none. */
  readonly blend: ColdEffort;
  /** Validation queries a trial is judged on. */
  readonly trialQueries: number;
}

/** Of orders and of clicks. */
const DECAYS = [
  { pastDecay: 0.5, futureDecay: 1 },
  { pastDecay: 2, futureDecay: 2 },
] as const;

/**
 * Stronger ones were as good where rows were judged alone and worse in the blend, whose logarithms want weights of one size
 * (ADR 13).
 */
const LAMBDAS = [3, 10, 30];

/** The best moves thirtyfold between shops. */
const ALPHA0S = [0.01, 0.03, 0.1, 0.3, 1, 3];

const WINDOWS = [
  { steps: 50, decay: 0.1 },
  { steps: 20, decay: 0.5 },
  { steps: 20, decay: 1 },
  { steps: 20, decay: 2 },
] as const;

const MIXES = [
  [0.5, 1],
  [1, 0],
  [0, 1],
] as const;

export const SEARCH_SPACES: Readonly<Record<Budget, SearchSpace>> = {
  quick: {
    lambdas: [30],
    decays: DECAYS,
    mixes: MIXES,
    windows: WINDOWS,
    alpha0s: [0.1],
    meanRidges: [1],
    trial: { epochs: 4, dimension: 32 },
    epochs: 6,
    blend: { fitQueries: 1500, gateQueries: 600, coldFolds: 2, hidden: 0 },
    trialQueries: 400,
  },
  normal: {
    lambdas: LAMBDAS,
    decays: DECAYS,
    mixes: [...MIXES, [1, 1]],
    windows: WINDOWS,
    alpha0s: ALPHA0S,
    meanRidges: [1, 3, 10],
    trial: { epochs: 5, dimension: 32 },
    epochs: 8,
    blend: { fitQueries: 4000, gateQueries: 1500, coldFolds: 10, hidden: 16 },
    trialQueries: 1000,
  },
  thorough: {
    lambdas: LAMBDAS,
    decays: DECAYS,
    mixes: [...MIXES, [1, 1], [0.25, 1]],
    windows: WINDOWS,
    alpha0s: ALPHA0S,
    meanRidges: [0.3, 1, 3, 10, 30],
    trial: { epochs: 8, dimension: 64 },
    epochs: 16,
    blend: { fitQueries: 8000, gateQueries: 4000, coldFolds: 10, hidden: 24 },
    trialQueries: 3000,
  },
};

/** A prediction costs as much as the catalog is long: in one of fewer items there are up to so many times as many. */
const LARGE_CATALOG = 10_000;
const MOST_TIMES = { network: 3, gate: 2 };

/**
 * What the blends of the two policies may cost in a catalog. Where a network is tried, it learns from as many predictions as
 * there is time for, and as many more decide on it.
 */
export function toPolicyEffort({ blend }: SearchSpace, itemCount: number): BlendEffort {
  if (blend.hidden === 0) return blend;
  const times = (most: number): number => Math.min(most, Math.max(1, LARGE_CATALOG / itemCount));
  return {
    ...blend,
    networkQueries: Math.round(times(MOST_TIMES.network) * blend.fitQueries),
    gateQueries: Math.round(times(MOST_TIMES.gate) * blend.gateQueries),
  };
}
