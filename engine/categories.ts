import type { Model } from '../core/artifact/model.js';
import { topN } from '../core/math/top-n.js';
import { warmPopularity } from './trends.js';

/** What the categories of a model say, made ready once. Position 0 is the unknown category. */
export interface Categories {
  /** u16[categories]: number of the top of each category's path; 0: unknown. */
  readonly departmentOf: Uint16Array;
  /** f64[categories]: share of all users' items that lies in a category, and in its department. */
  readonly share: Float64Array;
  readonly departmentShare: Float64Array;
  /** The most popular items of each category. */
  readonly top: readonly (readonly number[])[];
  /** f32[items]: distinct users of each item; 0 for new ones. And their sums, f64[categories] and over all. */
  readonly users: Float32Array;
  readonly categoryUsers: Float64Array;
  readonly allUsers: number;
}

const TOP_EACH = 20;

export function createCategories({ ids, items }: Model): Categories {
  const departments = new Map<string, number>([['', 0]]);
  const departmentOf = Uint16Array.from(ids.categories, (path) => {
    const top = path.split(' > ', 1)[0] ?? '';
    if (!departments.has(top)) departments.set(top, departments.size);
    return departments.get(top)!;
  });
  const popularity = warmPopularity(items);
  const users = popularity.map(Math.expm1);
  const members: number[][] = ids.categories.map(() => []);
  const share = new Float64Array(ids.categories.length);
  const departmentShare = new Float64Array(departments.size);
  const categoryUsers = new Float64Array(ids.categories.length);
  let total = 0;
  let allUsers = 0;
  for (let item = 0; item < items.count; item++) {
    const category = items.category[item]!;
    members[category]!.push(item);
    const smoothed = 1 + Math.expm1(popularity[item]!);
    share[category]! += smoothed;
    departmentShare[departmentOf[category]!]! += smoothed;
    total += smoothed;
    categoryUsers[category]! += users[item]!;
    allUsers += users[item]!;
  }
  const toShare = (sum: number): number => sum / Math.max(1, total);
  const topOf = (list: readonly number[]): number[] =>
    topN(
      list.map((item) => popularity[item]!),
      TOP_EACH,
    ).map((place) => list[place]!);
  return {
    departmentOf,
    share: share.map(toShare),
    departmentShare: departmentShare.map(toShare),
    top: members.map(topOf),
    users,
    categoryUsers,
    allUsers,
  };
}
