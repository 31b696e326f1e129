import type { Ids } from '../artifact/ids-section.js';
import type { ItemTable } from '../artifact/items-section.js';
import { CATEGORY_CHOICES } from './questions.js';

/**
 * The choices of the category question under one model, known to everybody who has it: 0 is none, then the categories with
 * most items, last all others together where there are too many to name.
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

export function createCategoryDomain(ids: Pick<Ids, 'categories'>, items: Pick<ItemTable, 'category'>): CategoryDomain {
  const sizes = new Uint32Array(ids.categories.length);
  for (const category of items.category) sizes[category]!++;
  const known = ids.categories.map((_, category) => category).filter((category) => category > 0);
  const largest = known.sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const room = CATEGORY_CHOICES.most - 1;
  const named = largest.length <= room ? largest : largest.slice(0, room - 1);
  const hasOthers = named.length < largest.length;
  const choiceOf = new Uint8Array(ids.categories.length);
  if (hasOthers) choiceOf.fill(room, 1);
  named.forEach((category, k) => (choiceOf[category] = k + 1));
  const names = ['', ...named.map((category) => ids.categories[category]!), ...(hasOthers ? [OTHER_CATEGORIES] : [])];
  return { choices: Math.max(CATEGORY_CHOICES.least, names.length), names, choiceOf };
}
