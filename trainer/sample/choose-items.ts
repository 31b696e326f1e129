import type { Random } from '../../core/random.js';
import { DAY_SECONDS, dayOf, seasonShare } from './calendar.js';
import { demandFor, type Circumstances } from './circumstances.js';
import type { Shopper } from './draw-shopper.js';
import type { ItemAppeal } from './item-appeal.js';
import { RISING_DAYS } from './plan-story.js';
import type { SampleItem } from './sample-item.js';
import type { Story, Trend } from './sample-shop.js';
import { BRANDS } from './shop-data/brands.js';
import { PLACED_TYPES } from './shop-data/departments.js';

/** Who is looking, in which circumstances, with which chance. */
export interface Look extends Circumstances {
  readonly shopper: Shopper;
  readonly random: Random;
}

/** How a shopper comes upon an item. Every answer is in the range at that time. */
export interface ItemChooser {
  /** From the whole range, by taste, season, circumstances and what is talked about. */
  browse(look: Look): number;
  /** From some items by taste; undefined if none is in the range yet. */
  among(items: readonly number[], look: Look): number | undefined;
  /** One of those that follow an item; undefined if none is in the range yet. */
  following(item: number, look: Look): number | undefined;
  isInRange(item: number, time: number): boolean;
}

const TRIES = 32;
/** Chance that a look goes to something that is talked about, or that has just come in. */
const TREND_CHANCE = 0.06;
const NEWS_CHANCE = 0.05;
const NEWS_DAYS = 14;
/** A rising item is hardly noticed before. */
const UNNOTICED = 0.25;

interface Shelves {
  readonly items: readonly SampleItem[];
  readonly appeal: ItemAppeal;
  readonly story: Story;
}

export function createItemChooser({ items, appeal, story }: Shelves): ItemChooser {
  const { launchedAt, successors, trends } = story;
  const rising = new Set(trends.filter(({ kind }) => kind === 'rising').map(({ item }) => item));
  const launches = [...launchedAt.keys()].filter((item) => launchedAt[item]! > 0);

  const isInRange = (item: number, time: number): boolean => launchedAt[item]! <= time;

  const pleases = (item: number, look: Look): boolean => {
    const { shopper, time, random } = look;
    const { brand, picture, type } = items[item]!;
    const tint = shopper.tints.includes(picture.tint) ? 1 : 0.55;
    const level = Math.exp(-0.3 * Math.abs(BRANDS[brand]!.level - shopper.level));
    const season = seasonShare(PLACED_TYPES[type]!.category.season, dayOf(time));
    const demand = demandFor(items[item]!, look);
    return random.next() < tint * level * season * demand * (rising.has(item) ? UNNOTICED : 1);
  };

  /** Of two, the one more to the shopper's taste. */
  const better = (pool: readonly number[], style: number, random: Random): number => {
    const [first, second] = [random.pick(pool), random.pick(pool)];
    return appeal.of(style, first) >= appeal.of(style, second) ? first : second;
  };

  const talkedAbout = (look: Look, style: number): number | undefined => {
    const draw = look.random.next();
    if (draw < TREND_CHANCE) {
      const active = trends.filter((trend) => look.random.next() < strength(trend, look.time)).map(({ item }) => item);
      return active.length === 0 ? undefined : better(active, style, look.random);
    }
    if (draw > TREND_CHANCE + NEWS_CHANCE) return undefined;
    const news = launches.filter(
      (item) => isInRange(item, look.time) && launchedAt[item]! > look.time - NEWS_DAYS * DAY_SECONDS,
    );
    return news.length === 0 ? undefined : better(news, style, look.random);
  };

  const browse = (look: Look): number => {
    const { random, shopper, time } = look;
    const style = random.weighted(shopper.styles);
    const news = talkedAbout(look, style);
    if (news !== undefined) return news;
    for (let tries = 0; tries < TRIES; tries++) {
      // Each time another side of the shopper: in the evening the reader, at the weekend the gardener.
      const item = appeal.draw(random.weighted(shopper.styles), random);
      if (isInRange(item, time) && pleases(item, look)) return item;
    }
    // Nothing pleased: whatever is nearest to the taste. The first item is never a launch.
    const last = appeal.draw(style, random);
    return isInRange(last, time) ? last : 0;
  };

  const among = (candidates: readonly number[], look: Look): number | undefined => {
    const here = candidates.filter((item) => isInRange(item, look.time));
    if (here.length === 0) return undefined;
    const style = look.random.weighted(look.shopper.styles);
    for (let tries = 0; tries < TRIES; tries++) {
      const item = appeal.drawFrom(style, here, look.random);
      if (pleases(item, look)) return item;
    }
    return appeal.drawFrom(style, here, look.random);
  };

  const following = (item: number, look: Look): number | undefined => {
    const next = successors[item]!.filter((one) => isInRange(one, look.time));
    return next.length === 0 ? undefined : next[look.random.weighted(next.map((_, order) => 1 / (order + 1)))];
  };

  return { browse, among, following, isInRange };
}

/** 0 outside its time; a rising item grows to 1 on the last day, a viral one is at 1 for as long as it lasts. */
function strength({ kind, startsAt, endsAt }: Trend, time: number): number {
  if (time < startsAt || time >= endsAt) return 0;
  return kind === 'viral' ? 1 : (time - startsAt) / (RISING_DAYS * DAY_SECONDS);
}
