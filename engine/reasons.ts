import { FEATURE_GROUPS } from '../core/artifact/blend-section.js';
import type { Reason, ScoreSource } from '../core/protocol.js';
import { toEventCode } from '../core/events/event-names.js';
import type { Engine } from './engine.js';
import type { Slate } from './slate.js';
import { FEATURE_COUNT, FEATURE_INDEX } from './features.js';
import type { KnownItem, Profile } from './profile.js';

/** Which part of the model each feature belongs to. */
const GROUP_OF_FEATURE = (Object.keys(FEATURE_GROUPS) as (keyof typeof FEATURE_GROUPS)[]).flatMap(
  (group): ScoreSource[] => FEATURE_GROUPS[group].map(() => group),
);
const PURCHASE = toEventCode('purchase');

/**
 * The part of the model that lifts an item most above the average of its slate: sums of weight x (feature − mean) a
 * group. Popularity and trend are one group, because a blend may weigh them against each other (what rises and is not
 * yet well known); the item is called popular only where its popularity lifts it and more than the trends do.
 * @param onPage the visit names a category page. Where it does not, the shopper's own latest item stands for it, and what
 *   it lifts is owed to that item's category.
 */
export function mainSource(
  slate: Slate,
  weights: Float64Array,
  row: number,
  { means, onPage }: { readonly means: SlateMeans; readonly onPage: boolean },
): ScoreSource {
  const sums = new Map<ScoreSource, number>();
  for (let k = 0; k < FEATURE_COUNT; k++) {
    const lift = weights[k]! * (slate.features[row * FEATURE_COUNT + k]! - means.features[k]!);
    const group = k === FEATURE_INDEX.contextPage && !onPage ? 'category' : GROUP_OF_FEATURE[k]!;
    sums.set(group, (sums.get(group) ?? 0) + lift);
  }
  sums.set('trend', (sums.get('trend') ?? 0) + demandOf(slate, row) - means.demand);
  let best: ScoreSource = 'trend';
  let most = -Infinity;
  for (const [group, sum] of sums) {
    if (sum > most) {
      most = sum;
      best = group;
    }
  }
  if (best !== 'trend') return best;
  const k = FEATURE_INDEX.popularity;
  const popular = weights[k]! * (slate.features[row * FEATURE_COUNT + k]! - means.features[k]!);
  return weights[k]! > 0 && popular > most - popular ? 'popularity' : 'trend';
}

/** Demand that has changed since the log is a trend like any; 0 where the model knows of none. */
function demandOf({ demand }: Slate, row: number): number {
  return demand?.[row] ?? 0;
}

/** What a slate's items have on average. */
export interface SlateMeans {
  /** f64[FEATURE_COUNT]. */
  readonly features: Float64Array;
  readonly demand: number;
}

export function meansOf(slate: Slate): SlateMeans {
  const means = new Float64Array(FEATURE_COUNT);
  for (let row = 0; row < slate.items.length; row++) {
    for (let k = 0; k < FEATURE_COUNT; k++) means[k]! += slate.features[row * FEATURE_COUNT + k]! / slate.items.length;
  }
  const demand = slate.demand?.reduce((sum, value) => sum + value / slate.items.length, 0) ?? 0;
  return { features: means, demand };
}

/** For what nothing speaks for or against. */
export const AS_GIVEN: Reason = { kind: 'as-given', text: 'In the order the shop gives' };

/** For what is popular and of a kind, brand or price that the shopper named. */
export const AS_STATED: Reason = { kind: 'your-taste', text: 'Fits what you said you like' };

/** The reasons of the sources that name no item of the shopper's. */
const FIXED_REASONS: Readonly<Partial<Record<ScoreSource, Reason>>> = {
  trend: { kind: 'trending', text: 'Many people are looking at this now' },
  popularity: { kind: 'popular', text: 'Popular in this shop' },
  prototypes: { kind: 'your-taste', text: 'Liked by shoppers with a taste like yours' },
  context: { kind: 'this-visit', text: 'Often looked for in a visit like this' },
  exploration: { kind: 'something-new', text: 'Something new to try' },
  given: AS_GIVEN,
  pinned: { kind: 'shop-choice', text: 'Chosen by the shop' },
};

/** A shop's words for its items; the id where it has none. */
export type ItemNamer = (item: number) => string;

/** The reason that names the true cause: the shopper's own item with the largest share, where the cause is personal. */
export function toReason(
  engine: Engine,
  profile: Profile,
  found: { readonly item: number; readonly source: ScoreSource },
  nameOf: ItemNamer,
): Reason {
  const { item, source } = found;
  const fixed = FIXED_REASONS[source];
  if (fixed !== undefined) return fixed;
  if (source === 'history') return ownReason(engine, profile, item);
  const cause =
    source === 'category' ? latestOfKind(engine, profile, item) : strongestCause(engine, profile, item, source);
  if (cause === undefined) return { kind: 'your-taste', text: 'Fits what you have looked at' };
  return becauseOf(engine, cause, nameOf);
}

/** An item is in a list because of one that the shopper knows. */
export function becauseOf({ model }: Engine, { event, index }: KnownItem, nameOf: ItemNamer): Reason {
  const bought = event === PURCHASE;
  return {
    kind: bought ? 'because-you-bought' : 'because-you-viewed',
    text: `Because you ${bought ? 'bought' : 'looked at'} ${nameOf(index)}`,
    itemId: model.ids.itemIds[index] ?? '',
  };
}

function ownReason({ model }: Engine, profile: Profile, item: number): Reason {
  const bought = (profile.known.get(item)?.bought ?? 0) > 0;
  const text = `You ${bought ? 'bought' : 'looked at'} this before`;
  return { kind: 'your-own', text, itemId: model.ids.itemIds[item] ?? '' };
}

/** The latest item of the same category, or else the latest of all: its category leads to this one. */
function latestOfKind({ model }: Engine, { known, steps }: Profile, item: number): KnownItem | undefined {
  const { category } = model.items;
  const latest = steps.flatMap(({ items }) => items).reverse();
  const cause = latest.find((one) => category[one] === category[item]) ?? latest[0];
  return cause === undefined ? undefined : known.get(cause);
}

function strongestCause(engine: Engine, profile: Profile, item: number, source: ScoreSource): KnownItem | undefined {
  const { next, nextAll, content, factors } = engine.signals;
  const scorers = source === 'next' ? [next, nextAll] : source === 'content' ? [content] : [factors];
  for (const scorer of scorers) {
    const cause = largestShare(scorer.explain(profile, item), profile);
    if (cause !== undefined) return cause;
  }
  return undefined;
}

function largestShare(shares: ReadonlyMap<number, number>, profile: Profile): KnownItem | undefined {
  let best: KnownItem | undefined;
  let most = 0;
  for (const [index, share] of shares) {
    if (share > most) {
      most = share;
      best = profile.known.get(index);
    }
  }
  return best;
}
