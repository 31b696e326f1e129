import type { Ids } from '../artifact/ids-section.js';
import type { ItemTable } from '../artifact/items-section.js';
import { CATEGORY_CHOICES } from './questions.js';

/**
 * The choices of the category question under one model, known to everybody who has it: 0 is none, then groups of categories,
 * last all others together where there are too many to name. A category path such as `Home > Lamps > Floor lamps` is cut to
 * the deepest level at which the shop has no more groups than can be named: few choices are heard better than many.
 */
export interface CategoryDomain {
  /** d: at least 8, at most 64; those above the named ones are never true, only noise. */
  readonly choices: number;
  /** Names by choice: the empty name for none, `…` for all others. */
  readonly names: readonly string[];
  /** u8[categories of the model]: choice of each. */
  readonly choiceOf: Uint8Array;
}

export const OTHER_CATEGORIES = '…';

const SEPARATOR = ' > ';
const ROOM = CATEGORY_CHOICES.most - 1;

export function createCategoryDomain(ids: Pick<Ids, 'categories'>, items: Pick<ItemTable, 'category'>): CategoryDomain {
  const groupOf = cutPaths(ids.categories);
  const sizes = new Map<string, number>();
  for (const category of items.category) {
    const group = groupOf[category]!;
    if (group !== '') sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  const largest = [...sizes.keys()].sort((a, b) => sizes.get(b)! - sizes.get(a)! || (a < b ? -1 : 1));
  const hasOthers = largest.length > ROOM;
  const names = ['', ...(hasOthers ? [...largest.slice(0, ROOM - 1), OTHER_CATEGORIES] : largest)];
  const choices = new Map(names.map((name, choice) => [name, choice]));
  const other = hasOthers ? ROOM : 0;
  const choiceOf = Uint8Array.from(groupOf, (group) => choices.get(group) ?? (group === '' ? 0 : other));
  return { choices: Math.max(CATEGORY_CHOICES.least, names.length), names, choiceOf };
}

/** Every category's path, cut to the deepest level that leaves no more groups than can be named; else to the first. */
function cutPaths(categories: readonly string[]): string[] {
  const paths = categories.map((name) => name.split(SEPARATOR));
  const deepest = paths.reduce((most, path) => Math.max(most, path.length), 1);
  const cutAt = (depth: number): string[] => paths.map((path) => path.slice(0, depth).join(SEPARATOR));
  for (let depth = deepest; depth > 1; depth--) {
    const groups = cutAt(depth);
    if (new Set(groups.filter((group) => group !== '')).size <= ROOM) return groups;
  }
  return cutAt(1);
}
