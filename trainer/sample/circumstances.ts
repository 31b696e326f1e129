import { contextAt } from '../../core/context.js';
import { COUNTRIES, DEVICES, REFERRERS } from './event-log.js';
import type { SampleItem } from './sample-item.js';
import { PLACED_TYPES, type PlacedType } from './shop-data/departments.js';

/** When, on what and from where a visit is made. */
export interface Circumstances {
  /** Epoch seconds. */
  readonly time: number;
  /** Index in DEVICES. */
  readonly device: number;
  /** Index in REFERRERS. */
  readonly referrer: number;
  /** Index in COUNTRIES. */
  readonly country: number;
}

type Word = (typeof DEVICES)[number] | (typeof REFERRERS)[number] | (typeof COUNTRIES)[number] | Hours;
type Hours = 'weekend' | 'working hours' | 'evening';

/** Names of departments (`item_category`) and categories (`item_category2`). */
interface Leaning {
  /** Everything else is wanted a quarter as much. */
  readonly towards?: readonly string[];
  readonly awayFrom?: readonly string[];
}

/**
 * What is planted for a model with context to find. Cooking and digging at the weekend, errands in working hours, comfort in
 * the evening; furniture is not bought on a phone; the newsletter shows textiles and tableware (and what is on sale), pictures
 * on social media decoration, a search engine is asked for things that are needed; and each country has its own leanings.
 */
const LEANINGS: Partial<Record<Word, Leaning>> = {
  weekend: { towards: ['Kitchen', 'Garden', 'Balcony & terrace'] },
  'working hours': { towards: ['Household', 'Children', 'Bathroom', 'Curtains & blinds'] },
  evening: { towards: ['Bedroom', 'Living room', 'Lighting', 'Candles & decoration'] },
  mobile: {
    awayFrom: ['Living room', 'Curtains & blinds', 'Bedroom furniture', 'Outdoor furniture', 'Children’s furniture'],
  },
  google: { towards: ['Household', 'Curtains & blinds', 'Kitchen tools', 'Garden tools', 'Bulbs & strings'] },
  newsletter: { towards: ['Bed linen', 'Towels', 'Table linen', 'Tableware', 'Glassware', 'Cushions & throws'] },
  instagram: { towards: ['Candles & decoration', 'Lighting', 'House plants', 'Dining'] },
  pinterest: { towards: ['Candles & decoration', 'Living room', 'Pots & planters', 'Children'] },
  AT: { towards: ['Garden', 'Balcony & terrace', 'Bedroom', 'Household'] },
  NL: { towards: ['Curtains & blinds', 'House plants', 'Lighting', 'Pots & planters', 'Living room'] },
  FR: { towards: ['Dining', 'Kitchen', 'Bathroom'] },
};

const DAMPED = 0.25;

/** f64[types] a word: 1, or less where the leaning is the other way. */
const DEMAND = new Map(
  Object.entries(LEANINGS).map(([word, leaning]) => [word, PLACED_TYPES.map((placed) => toDemand(placed, leaning))]),
);

/** How much of its best an item is wanted in the circumstances, in (0, 1]. */
export function demandFor({ type, salePrice }: SampleItem, circumstances: Circumstances): number {
  const offered = REFERRERS[circumstances.referrer] === 'newsletter' && salePrice === undefined ? DAMPED : 1;
  return typeDemand(type, circumstances) * offered;
}

/** The same for a type, an index in PLACED_TYPES. */
export function typeDemand(type: number, { country, device, referrer, time }: Circumstances): number {
  const words = [COUNTRIES[country]!, DEVICES[device]!, REFERRERS[referrer]!, ...hoursOf(time)];
  return words.reduce((demand, word) => demand * (DEMAND.get(word)?.[type] ?? 1), 1);
}

function hoursOf(time: number): Hours[] {
  const { hour, weekday } = contextAt(time);
  const isWeekend = weekday === 0 || weekday === 6;
  const hours: Hours[] = isWeekend ? ['weekend'] : hour >= 8 && hour < 17 ? ['working hours'] : [];
  return hour >= 19 ? [...hours, 'evening'] : hours;
}

function toDemand({ category, department }: PlacedType, { towards, awayFrom }: Leaning): number {
  const isNamed = (names: readonly string[]): boolean =>
    names.includes(category.name) || names.includes(department.name);
  if (towards !== undefined && !isNamed(towards)) return DAMPED;
  return awayFrom !== undefined && isNamed(awayFrom) ? DAMPED : 1;
}
