import { isCold } from '../../core/artifact/items-section.js';
import type { MinRelevance } from '../../core/list-rules.js';
import type { ScoreSource } from '../../core/protocol.js';
import type { Engine } from '../engine.js';
import { diversify } from './diversify.js';
import type { ExploredSlot, Exploration } from './explore.js';
import { keepRelevant } from './min-relevance.js';
import type { Ranked } from './ranked.js';
import { boostList, keepRules, type ShownRules } from './rules.js';
import { rotate, type RotationOptions } from './rotate.js';

/** What may be done to a scored list before it is cut; left out, nothing is. */
export interface ArrangeOptions extends ShownRules {
  readonly minRelevance?: MinRelevance;
  readonly rotation?: Omit<RotationOptions, 'now'>;
  /** 0-1. */
  readonly diversity?: number;
  /** Draws the last places: `createExploration`. Handed in, so that who never explores does not carry it. */
  readonly explore?: Exploration;
}

export interface ArrangeInputs {
  readonly engine: Engine;
  /** How long the list may be. */
  readonly count: number;
  /** Epoch seconds. */
  readonly now: number;
  /** Scores of all candidates where they are logits of one blend. */
  readonly background: ArrayLike<number> | undefined;
  /** The shopper's categories, for lists that should mirror them. */
  readonly shares: ReadonlyMap<number, number> | undefined;
}

type Sourced = Ranked & { readonly source: ScoreSource };

const POOL = 200;
/** What a booster can lift, and what is left where a category is full. */
const RULES_POOL = 1000;

/** How many entries `arrange` wants to see for a list of `count`: what moves up must have been ranked. */
export function arrangePool(count: number, options: ArrangeOptions): number {
  if (options.boost ?? options.maxPerCategory) return Math.max(2 * count, RULES_POOL);
  return isPlain(options) ? count : Math.max(2 * count, POOL);
}

/** Whether the list is shown as it is scored. */
function isPlain({ diversity, minRelevance, rotation, explore, groupOf, bury }: ArrangeOptions): boolean {
  const moves = [diversity, rotation?.rotationRate, bury?.size].some((value) => (value ?? 0) > 0);
  return !moves && (minRelevance ?? explore ?? groupOf) === undefined;
}

/**
 * From scored to shown: boost, relevance, rotation, diversity, rules, cut, exploration.
 * @param list best first, distinct; `arrangePool` entries where there are as many.
 */
export function arrange<T extends Sourced>(
  list: readonly T[],
  options: ArrangeOptions,
  inputs: ArrangeInputs,
): ExploredSlot<T>[] {
  const { count, engine } = inputs;
  const { minRelevance, rotation, diversity = 0 } = options;
  let ordered = options.boost === undefined ? list : boostList(list, options.boost);
  if (minRelevance !== undefined) ordered = onlyRelevant(ordered, inputs.background, minRelevance);
  if (rotation !== undefined) ordered = rotate(ordered, { ...rotation, now: inputs.now });
  ordered = vary(engine, ordered, { count, diversity, shares: inputs.shares });
  ordered = keepRules(ordered, options, engine.model.items.category);
  const shown = ordered.slice(0, count);
  if (options.explore === undefined) return shown.map((entry) => ({ entry, propensity: 1, explored: false }));
  return options.explore(shown, ordered.slice(count), (item) => isCold(engine.model.items, item));
}

/** The same entries with the first `count` places filled as different as `diversity` asks. */
export function vary<T extends Ranked>(
  { model, similarity }: Engine,
  list: readonly T[],
  { shares, ...how }: Pick<ArrangeInputs, 'count' | 'shares'> & { readonly diversity: number },
): readonly T[] {
  if (how.diversity === 0) return list;
  const calibration = shares && { shares, categoryOf: model.items.category };
  return diversify(list, { ...how, similarity, ...(calibration && { calibration }) });
}

/** Stand-ins that each level leaves out of rows whose scores only tell tiers apart. */
const STAND_INS: Readonly<Record<MinRelevance, readonly ScoreSource[]>> = {
  low: ['popularity'],
  medium: ['popularity', 'category'],
  high: ['popularity', 'category', 'factors'],
};

function onlyRelevant<T extends Sourced>(
  list: readonly T[],
  background: ArrayLike<number> | undefined,
  level: MinRelevance,
): readonly T[] {
  if (background !== undefined) return keepRelevant(list, background, level);
  return list.filter(({ source }) => !STAND_INS[level].includes(source));
}
