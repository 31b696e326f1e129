import { topN } from '../../core/math/top-n.js';
import type { Random } from '../../core/random.js';
import type { Ranked } from './ranked.js';

export interface ExploreOptions {
  /** Places at the end that are drawn; at most 3, none in a list of fewer than 5. Default `explorationSlots`. */
  readonly slots?: number;
  /** Of the softmax over scores in nats: the larger, the more even the draw. Default 1. */
  readonly temperature?: number;
  /** Nats added to the score of what nobody knows yet, so that it can become known. Default 1: e times as likely. */
  readonly newBoost?: number;
  /** Which items are new. Default: none. */
  readonly isNew?: (item: number) => boolean;
  readonly random: Random;
}

/** One place of the answer. */
export interface ExploredSlot<T> {
  readonly entry: T;
  /** Probability that this item stands in this very place; 1 where nothing is drawn. Never leaves the device. */
  readonly propensity: number;
  /** The item would not be in the list but for the draw: exploration is the true cause. */
  readonly explored: boolean;
}

/** Draws the last places of a list. @param isNew items that nobody knows yet. */
export type Exploration = <T extends Ranked>(
  list: readonly T[],
  others: readonly T[],
  isNew: (item: number) => boolean,
) => ExploredSlot<T>[];

/** `explore` as rows take it. */
export function createExploration(options: Pick<ExploreOptions, 'slots' | 'random'>): Exploration {
  return (list, others, isNew) => explore(list, others, { ...options, isNew });
}

const MAX_SLOTS = 3;
const MIN_LIST = 5;
const DEFAULT_FROM = 8;
const POOL_LIMIT = 200;
/** Share of the draw that is even over the pool: no propensity falls below 0.1 / 200, so weights 1/p stay bounded. */
const EVEN_SHARE = 0.1;

/** Places that are drawn unless the caller says otherwise: the last of a list of 8 or more. */
export function explorationSlots(length: number): number {
  return length >= DEFAULT_FROM ? 1 : 0;
}

/**
 * Draws the last places of a list from its own tail and the candidates outside it, without replacement, in proportion to
 * 0.9·softmax((score + boost) / temperature) + 0.1 / pool. What stands before them is untouched.
 *
 * Propensities are exact: the probability over all earlier draws, not only the ones that happened.
 * @param list the places to fill, best first.
 * @param others candidates outside the list, distinct; the 200 strongest of both are drawn from.
 */
export function explore<T extends Ranked>(
  list: readonly T[],
  others: readonly T[],
  options: ExploreOptions,
): ExploredSlot<T>[] {
  const asked = options.slots ?? explorationSlots(list.length);
  const slots = list.length < MIN_LIST ? 0 : Math.max(0, Math.min(MAX_SLOTS, asked));
  const keep = list.length - slots;
  const answer = list.slice(0, keep).map((entry): ExploredSlot<T> => ({ entry, propensity: 1, explored: false }));
  if (slots === 0) return answer;
  const tail = list.slice(keep);
  const pool = selectPool(tail, others, options);
  const tailItems = new Set(tail.map(({ item }) => item));
  const left = Float64Array.from(pool.weights);
  for (let slot = 0; slot < slots; slot++) {
    const at = options.random.weighted(left);
    left[at] = 0;
    const entry = pool.entries[at]!;
    const propensity = slotProbability(pool.weights, at, slot, []);
    answer.push({ entry, propensity, explored: !tailItems.has(entry.item) });
  }
  return answer;
}

/** What is drawn from, and in which proportion; weights sum to 1. */
interface Pool<T> {
  readonly entries: readonly T[];
  readonly weights: Float64Array;
}

function selectPool<T extends Ranked>(tail: readonly T[], others: readonly T[], options: ExploreOptions): Pool<T> {
  const { temperature = 1, newBoost = 1, isNew = () => false } = options;
  const all = [...tail, ...others];
  const logits = all.map(({ item, score }) => (score + (isNew(item) ? newBoost : 0)) / temperature);
  const strongest = topN(logits, POOL_LIMIT);
  const largest = logits[strongest[0]!]!;
  const weights = Float64Array.from(strongest, (place) => Math.exp(logits[place]! - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const even = EVEN_SHARE / strongest.length;
  return {
    entries: strongest.map((place) => all[place]!),
    weights: weights.map((weight) => ((1 - EVEN_SHARE) * weight) / total + even),
  };
}

/** Probability that `target` is drawn at `slot` after the items of `taken`, over every way the draws between can go. */
function slotProbability(weights: Float64Array, target: number, slot: number, taken: readonly number[]): number {
  const rest = taken.reduce((sum, place) => sum - weights[place]!, 1);
  if (slot === 0) return weights[target]! / rest;
  let sum = 0;
  for (let place = 0; place < weights.length; place++) {
    if (place === target || taken.includes(place)) continue;
    sum += (weights[place]! / rest) * slotProbability(weights, target, slot - 1, [...taken, place]);
  }
  return sum;
}
