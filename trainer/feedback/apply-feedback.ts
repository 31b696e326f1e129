import type { Demand } from '../../core/artifact/demand-section.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import { createCategoryDomain, type CategoryDomain } from '../../core/privacy/category-domain.js';
import type { PopularityColumns } from '../fit/popularity.js';
import type { NamedGroups } from '../fit/taxonomy.js';
import type { History } from '../history.js';
import type { Feedback } from './feedback.js';
import { logShares } from './log-shares.js';
import { shrinkRatios, winsorise } from './shrink.js';

/** What feedback makes of a model. */
export interface AppliedFeedback {
  readonly popularity: PopularityColumns;
  /** f32[items]: logarithm of how many times what the log says each item is asked for now. */
  readonly demand: Demand;
}

export interface FeedbackContext {
  readonly history: History;
  readonly eventWeights: EventWeights;
  readonly categories: NamedGroups;
}

const WEEK = 7 * 86_400;
const LARGEST_RISE = 1.25;

/**
 * Demand as it is by now, and popularity and trend with it: what the log says times what devices told, groups of categories
 * first and single items around their group, each shrunk by its own error to what was expected. The log is the prior; nothing
 * told leaves it as it is. ADR 14 has what this gains.
 */
export function applyFeedback(
  popularity: PopularityColumns,
  feedback: Feedback,
  context: FeedbackContext,
): AppliedFeedback {
  const ratios = itemRatios(feedback, context);
  const scale = (column: Float32Array): Float32Array =>
    column.map((value, item) => Math.log1p(Math.expm1(value) * ratios[item]!));
  return {
    demand: toDemand(ratios, popularity.popularity),
    popularity: {
      popularity: grownPopularity(popularity.popularity, ratios, {
        history: context.history,
        weeks: feedback.weeks,
      }),
      trend1: scale(popularity.trend1),
      trend7: scale(popularity.trend7),
      trend30: scale(popularity.trend30),
    },
  };
}

/**
 * What is added to scores: falls as far as they go, rises to a quarter. Whoever reports falsely can only add, and adding moves
 * everything else down alike, which the median takes off: a fall cannot be made up, a rise can.
 */
function toDemand(ratios: Float64Array, popularity: Float32Array): Demand {
  const middle = Math.log(weightedMedian(ratios, popularity.map(Math.expm1)));
  return Float32Array.from(ratios, (ratio) => Math.min(Math.log(LARGEST_RISE), Math.log(ratio) - middle));
}

function weightedMedian(values: Float64Array, weights: Float32Array): number {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const half = weights.reduce((sum, weight) => sum + weight, 0) / 2;
  let sum = 0;
  for (const at of order) {
    sum += weights[at]!;
    if (sum >= half) return values[at]!;
  }
  return 1;
}

/** f64[items]: now over then. */
function itemRatios({ categories, items, weeks }: Feedback, context: FeedbackContext): Float64Array {
  const { history, eventWeights } = context;
  const { group, names } = toGroups(context.categories);
  const log = logShares(history, { eventWeights, category: group, categoryCount: names.length });
  const byGroup = shrinkRatios(
    log.categories,
    names.map((name) => categories.get(name)),
    weeks,
  );
  // An item nobody looked at in the last weeks is still expected half a look: else nothing told of it could count.
  const least = 0.5 / Math.max(1, log.reports);
  const expected = log.items.map((share, item) => Math.max(least, share) * byGroup[group[item]!]!);
  const total = expected.reduce((sum, share) => sum + share, 0);
  const byItem = shrinkRatios(
    expected.map((share) => share / total),
    history.itemIds.map((id) => items.get(id)),
    weeks,
  );
  return byItem.map((ratio, item) => winsorise(ratio * byGroup[group[item]!]!, weeks));
}

/** The groups that devices were asked about. */
function toGroups({ names, index }: NamedGroups): Pick<CategoryDomain, 'names'> & { readonly group: Uint16Array } {
  const domain = createCategoryDomain({ categories: names }, { category: index });
  return { names: domain.names, group: index.map((category) => domain.choiceOf[category]!) };
}

/** Distinct users go on coming at the pace of the log, faster or slower by the item's ratio. */
function grownPopularity(
  popularity: Float32Array,
  ratios: Float64Array,
  { history, weeks }: { readonly history: History; readonly weeks: number },
): Float32Array {
  const [first, last] = history.time.reduce(
    ([least, most], time) => [Math.min(least, time), Math.max(most, time)],
    [Infinity, 0],
  );
  const pace = Math.min(1, (weeks * WEEK) / Math.max(WEEK, last - first));
  return popularity.map((value, item) => Math.log1p(Math.expm1(value) * (1 + pace * ratios[item]!)));
}
