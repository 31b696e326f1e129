import type { Model } from '../core/artifact/model.js';
import type { Categories } from './categories.js';
import type { Profile } from './profile.js';

/** The shopper's leanings. Shares are of the weights of known items and sum to 1 over what is known. */
export interface Leanings {
  readonly category: ReadonlyMap<number, number>;
  readonly brand: ReadonlyMap<number, number>;
  readonly department: ReadonlyMap<number, number>;
  /** Sum of the weights the category shares are of. */
  readonly weight: number;
  /** Mean price decile; 0: unknown. */
  readonly priceDecile: number;
  /** Category of the latest item, 0 where unknown. */
  readonly lastCategory: number;
}

export function toLeanings(profile: Profile, model: Model, { departmentOf }: Categories): Leanings {
  const { category, brand, priceDecile } = model.items;
  const sums = { category: new Map<number, number>(), brand: new Map<number, number>(), price: 0, priced: 0 };
  const byDepartment = new Map<number, number>();
  for (const { index, weight } of profile.known.values()) {
    addTo(sums.category, category[index]!, weight);
    addTo(byDepartment, departmentOf[category[index]!]!, weight);
    addTo(sums.brand, brand[index]!, weight);
    if (priceDecile[index]! > 0) {
      sums.price += priceDecile[index]! * weight;
      sums.priced += weight;
    }
  }
  const last = profile.steps.at(-1)?.items.at(-1);
  return {
    category: toShares(sums.category),
    department: toShares(byDepartment),
    brand: toShares(sums.brand),
    weight: [...sums.category.values()].reduce((a, b) => a + b, 0),
    priceDecile: sums.priced > 0 ? sums.price / sums.priced : 0,
    lastCategory: last === undefined ? 0 : category[last]!,
  };
}

/** How many events the whole shop's habits count beside the shopper's own. */
const PRIOR_WEIGHT = 2;

/**
 * log of how much likelier the shopper is to take something of a group than anybody: the own share, shrunken to the shop's.
 * 0 for who is like everybody, or of whom nothing is known.
 */
export function groupLift(
  shares: ReadonlyMap<number, number>,
  group: number,
  weight: number,
  shopShare: number,
): number {
  if (group === 0 || weight === 0 || !(shopShare > 0)) return 0;
  const own = (shares.get(group) ?? 0) * weight;
  return Math.log((own + PRIOR_WEIGHT * shopShare) / ((weight + PRIOR_WEIGHT) * shopShare));
}

function addTo(sums: Map<number, number>, key: number, weight: number): void {
  if (key !== 0) sums.set(key, (sums.get(key) ?? 0) + weight);
}

function toShares(sums: Map<number, number>): Map<number, number> {
  let total = 0;
  for (const value of sums.values()) total += value;
  return new Map([...sums].map(([key, value]) => [key, value / total]));
}
