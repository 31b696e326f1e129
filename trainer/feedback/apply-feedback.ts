import type { Demand } from '../../core/artifact/demand-section.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import { createCategoryDomain, type CategoryDomain } from '../../core/privacy/category-domain.js';
import { largestRatio } from '../../core/privacy/publish/flood-check.js';
import type { PopularityColumns } from '../fit/popularity.js';
import type { NamedGroups } from '../fit/taxonomy.js';
import type { History } from '../history.js';
import type { Feedback } from './feedback.js';
import { withoutFlood } from './flood.js';
import { logShares } from './log-shares.js';
import { shrinkRatios, winsorise } from './shrink.js';

/** What feedback makes of a model. */
export interface AppliedFeedback {
  readonly popularity: PopularityColumns;
  /** f32[items]: logarithm of how many times what the log says each item is asked for now. */
  readonly demand: Demand;
  /** What was taken for forged and left out. */
  readonly flood: Flood;
}

export interface Flood {
  /** Estimated share of all reports. */
  readonly share: number;
  /** Ids of the items it pushed. */
  readonly items: readonly string[];
}

export interface FeedbackContext {
  readonly history: History;
  readonly eventWeights: EventWeights;
  readonly categories: NamedGroups;
}

const WEEK = 7 * 86_400;
/** What is added to scores: not more than twice, as a share may grow in a week, and nothing for a tenth. */
const LARGEST_RISE = Math.log(2);
const UNHEARD = Math.log(1.1);

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
  const { ratios, flood } = itemRatios(feedback, context);
  const scale = (column: Float32Array): Float32Array =>
    column.map((value, item) => Math.log1p(Math.expm1(value) * ratios[item]!));
  return {
    flood,
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
 * What is added to scores, against the median: falls as far as they go, rises up to the largest, and both only as far as they
 * are more than what goes unheard: lists do not follow every breath.
 */
function toDemand(ratios: Float64Array, popularity: Float32Array): Demand {
  const middle = Math.log(weightedMedian(ratios, popularity.map(Math.expm1)));
  return Float32Array.from(ratios, (ratio) => {
    const change = Math.log(ratio) - middle;
    return change > 0 ? Math.min(LARGEST_RISE, Math.max(0, change - UNHEARD)) : Math.min(0, change + UNHEARD);
  });
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

/** @returns `ratios`: f64[items], now over then. */
function itemRatios(
  feedback: Feedback,
  context: FeedbackContext,
): { readonly ratios: Float64Array; readonly flood: Flood } {
  const { weeks } = feedback;
  const { history, eventWeights } = context;
  const { group, names } = toGroups(context.categories);
  const log = logShares(history, { eventWeights, category: group, categoryCount: names.length });
  // An item nobody looked at in the last weeks is still expected half a look: else nothing told of it could count.
  const least = 0.5 / Math.max(1, log.reports);
  const index = new Map(history.itemIds.map((id, item) => [id, item]));
  const { items, categories, forged } = withoutFlood(
    feedback,
    (id) => largestRatio(weeks) * Math.max(least, log.items[index.get(id) ?? -1] ?? 0),
    (id) => names[group[index.get(id) ?? -1] ?? 0]!,
  );
  const byGroup = shrinkRatios(names, log.categories, categories, weeks);
  const expected = log.items.map((share, item) => Math.max(least, share) * byGroup[group[item]!]!);
  const total = expected.reduce((sum, share) => sum + share, 0);
  const byItem = shrinkRatios(
    history.itemIds,
    expected.map((share) => share / total),
    items,
    weeks,
  );
  return {
    ratios: byItem.map((ratio, item) => winsorise(ratio * byGroup[group[item]!]!, weeks)),
    flood: { share: forged, items: [...items.flooded] },
  };
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
