import type { Random } from '../../core/random.js';
import { DAY_SECONDS, DAYS, END_TIME, START_TIME } from './calendar.js';
import type { SampleItem } from './sample-item.js';
import type { ItemPair, Story, Trend } from './sample-shop.js';
import { PLACED_TYPES } from './shop-data/departments.js';
import { PROJECTS } from './shop-data/projects.js';

const LAUNCH_SHARE = 0.07;
const FIRST_LAUNCH_DAY = 20;
const LAST_LAUNCH_DAY = 168;
const RISING_SHARE = 0.006;
const VIRAL_SHARE = 0.003;
export const RISING_DAYS = 24;
const VIRAL_DAYS = 10;
/** The median is 1. */
const MAX_POPULARITY = 1;
const SUCCESSORS = 3;

/** Decides what happens in the shop: complements, paths from item to item, trends, launches. */
export function planStory(items: readonly SampleItem[], random: Random): Story {
  const launchedAt = planLaunches(items.length, random.fork('launches'));
  return {
    pairs: planPairs(items, random.fork('pairs')),
    successors: planSuccessors(items, random.fork('successors')),
    trends: planTrends(items, launchedAt, random.fork('trends')),
    launchedAt,
  };
}

/** Indices of the items of each type, by the type's name. */
export function itemsByType(items: readonly SampleItem[]): ReadonlyMap<string, readonly number[]> {
  return groupIndices(items, (item) => PLACED_TYPES[item.type]!.type.name);
}

/** Indices of the items of each category, by the category's name. */
export function itemsByCategory(items: readonly SampleItem[]): ReadonlyMap<string, readonly number[]> {
  return groupIndices(items, (item) => PLACED_TYPES[item.type]!.category.name);
}

function groupIndices(items: readonly SampleItem[], keyOf: (item: SampleItem) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  items.forEach((item, index) => {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [index]);
    else group.push(index);
  });
  return groups;
}

/** The newest ids came into the range one after another. */
function planLaunches(itemCount: number, random: Random): Float64Array {
  const launches = Math.floor(itemCount * LAUNCH_SHARE);
  const days = Array.from(
    { length: launches },
    () => FIRST_LAUNCH_DAY + random.int(LAST_LAUNCH_DAY - FIRST_LAUNCH_DAY),
  );
  days.sort((a, b) => a - b);
  const launchedAt = new Float64Array(itemCount);
  // At six in the morning, before the day's first visits that matter.
  days.forEach((day, order) => (launchedAt[itemCount - launches + order] = START_TIME + day * DAY_SECONDS + 6 * 3600));
  return launchedAt;
}

function planPairs(items: readonly SampleItem[], random: Random): ItemPair[] {
  const byType = itemsByType(items);
  const seen = new Set<string>();
  const pairs: ItemPair[] = [];
  for (const { name, steps } of PROJECTS) {
    steps.slice(1).forEach((step, order) => {
      const targets = byType.get(step) ?? [];
      for (const from of byType.get(steps[order]!) ?? []) {
        if (targets.length === 0 || seen.has(`${String(from)} ${step}`)) continue;
        seen.add(`${String(from)} ${step}`);
        pairs.push({ from, to: drawMatch(items, from, { targets, random }), project: name });
      }
    });
  }
  return pairs;
}

/** Things that belong together tend to share a maker and a colour. */
function drawMatch(
  items: readonly SampleItem[],
  from: number,
  draw: { readonly targets: readonly number[]; readonly random: Random },
): number {
  const item = items[from]!;
  const weights = draw.targets.map((index) => {
    const other = items[index]!;
    const sameBrand = other.brand === item.brand ? 3 : 1;
    const sameTint = other.picture.tint === item.picture.tint ? 2 : 1;
    return sameBrand * sameTint * Math.sqrt(other.popularity);
  });
  return draw.targets[draw.random.weighted(weights)]!;
}

/** From each item, the few that people go on to: mostly its category, a like colour, not its own variants. */
function planSuccessors(items: readonly SampleItem[], random: Random): number[][] {
  const byCategory = itemsByCategory(items);
  return items.map((item, index) => {
    const neighbours = (byCategory.get(PLACED_TYPES[item.type]!.category.name) ?? []).filter(
      (other) => other !== index && (item.groupId === undefined || items[other]!.groupId !== item.groupId),
    );
    const weights = neighbours.map((other) => {
      const { picture, type, popularity } = items[other]!;
      return (picture.tint === item.picture.tint ? 3 : 1) * (type === item.type ? 2 : 1) * Math.sqrt(popularity);
    });
    return drawDistinct(neighbours, weights, { count: SUCCESSORS, random });
  });
}

function drawDistinct(
  values: readonly number[],
  weights: number[],
  { count, random }: { readonly count: number; readonly random: Random },
): number[] {
  return Array.from({ length: Math.min(count, values.length) }, () => {
    const at = random.weighted(weights);
    weights[at] = 0;
    return values[at]!;
  });
}

/** Rising: more and more to the last day. Viral: ten days somewhere in the middle. Things that were always there, unremarked. */
function planTrends(items: readonly SampleItem[], launchedAt: Float64Array, random: Random): Trend[] {
  const old = random.shuffle(
    [...items.keys()].filter((item) => launchedAt[item] === 0 && items[item]!.popularity < MAX_POPULARITY),
  );
  const rising = Math.max(1, Math.round(items.length * RISING_SHARE));
  const viral = Math.max(1, Math.round(items.length * VIRAL_SHARE));
  return old.slice(0, rising + viral).map((item, order) => {
    if (order < rising) {
      return { item, kind: 'rising', startsAt: END_TIME - RISING_DAYS * DAY_SECONDS, endsAt: END_TIME };
    }
    const startsAt = START_TIME + (30 + random.int(DAYS - 30 - RISING_DAYS - VIRAL_DAYS)) * DAY_SECONDS;
    return { item, kind: 'viral', startsAt, endsAt: startsAt + VIRAL_DAYS * DAY_SECONDS };
  });
}
