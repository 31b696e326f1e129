import type { Model } from '../core/artifact/model.js';
import { PRICE_LEVELS, type StatedProfile } from '../core/stated-profile.js';
import { createPageFinder } from './context.js';

/** What each thing a shopper said counts: factors on relevance, as odds. */
const CATEGORY_FACTOR = 2;
const BRAND_FACTOR = 2;
const PRICE_FACTOR = 1.5;

/** Factor on the relevance of each item, 1 where nothing was said that it fits; undefined where nothing was said at all. */
export function toStatedBoost({ ids, items }: Model, stated: StatedProfile): ((item: number) => number) | undefined {
  if (Object.keys(stated).length === 0) return undefined;
  const { favourite_categories = [], favourite_brands = [], price_level } = stated;
  const categories = new Set(favourite_categories.flatMap(createPageFinder(ids.categories)));
  const named = new Set(favourite_brands.map(toKey));
  const brands = new Set(ids.brands.flatMap((brand, k) => (k > 0 && named.has(toKey(brand)) ? [k] : [])));
  const [least, most] = price_level === undefined ? [Infinity, Infinity] : PRICE_LEVELS[price_level];
  return (item) => {
    const decile = items.priceDecile[item]!;
    return (
      (categories.has(items.category[item]!) ? CATEGORY_FACTOR : 1) *
      (brands.has(items.brand[item]!) ? BRAND_FACTOR : 1) *
      (decile >= least && decile <= most ? PRICE_FACTOR : 1)
    );
  };
}

function toKey(brand: string): string {
  return brand.trim().toLowerCase();
}
