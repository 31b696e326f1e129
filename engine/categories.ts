import type { Model } from '../core/artifact/model.js';
import { ITEM_FLAGS } from '../core/artifact/items-section.js';
import { topN } from '../core/math/top-n.js';

/** What the categories of a model say, made ready once. Position 0 is the unknown category. */
export interface Categories {
  /** u16[categories]: number of the top of each category's path; 0: unknown. */
  readonly departmentOf: Uint16Array;
  /** f64[categories]: share of all users' items that lies in a category, and in its department. */
  readonly share: Float64Array;
  readonly departmentShare: Float64Array;
  /** The most popular items of each category. */
  readonly top: readonly (readonly number[])[];
}

const TOP_EACH = 20;

export function createCategories({ ids, items }: Model): Categories {
  const departments = new Map<string, number>([['', 0]]);
  const departmentOf = Uint16Array.from(ids.categories, (path) => {
    const top = path.split(' > ', 1)[0] ?? '';
    if (!departments.has(top)) departments.set(top, departments.size);
    return departments.get(top)!;
  });
  const members: number[][] = ids.categories.map(() => []);
  const share = new Float64Array(ids.categories.length);
  const departmentShare = new Float64Array(departments.size);
  let total = 0;
  for (let item = 0; item < items.count; item++) {
    const category = items.category[item]!;
    members[category]!.push(item);
    const users = isCold(items.flags, item) ? 1 : 1 + Math.expm1(items.popularity[item]!);
    share[category]! += users;
    departmentShare[departmentOf[category]!]! += users;
    total += users;
  }
  const top = members.map((list) => {
    const users = Float64Array.from(list, (item) => (isCold(items.flags, item) ? 0 : items.popularity[item]!));
    return topN(users, TOP_EACH).map((place) => list[place]!);
  });
  return {
    departmentOf,
    share: share.map((users) => users / Math.max(1, total)),
    departmentShare: departmentShare.map((users) => users / Math.max(1, total)),
    top,
  };
}

function isCold(flags: Uint8Array, item: number): boolean {
  return (flags[item]! & ITEM_FLAGS.cold) !== 0;
}
