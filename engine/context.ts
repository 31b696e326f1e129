import { HOURS_A_BLOCK, type ContextDimension, type ContextTable } from '../core/artifact/context-section.js';
import { DEVICES, REFERRERS, toCountryKey, type VisitContext } from '../core/context.js';

/** How much likelier each category is in the circumstances than at all, in nats: f32[categories] each. Not to be changed. */
export interface ContextLifts {
  /** Hour and weekday. */
  readonly time: Float32Array;
  /** Device, referrer and country. */
  readonly visit: Float32Array;
  /** The category page, or the category of the item before. */
  readonly page: Float32Array;
}

export interface ContextScores {
  /**
   * @param lastCategory category of the shopper's latest item in this visit: stands for the page where the context names no
   *   category that the model knows. 0: none.
   */
  lifts(context: VisitContext, lastCategory?: number): ContextLifts;
}

/**
 * Reads the lifts of a model for a visit. The answer to the latest question is kept, as a visit asks the same one for every
 * row it shows. Zeros without a table.
 * @param categories names of the model's categories; position 0 unknown.
 */
export function createContextScores(table: ContextTable | undefined, categories: readonly string[]): ContextScores {
  const none = new Float32Array(categories.length);
  if (table === undefined) return { lifts: () => ({ time: none, visit: none, page: none }) };
  const pages = createPageFinder(categories);
  let lastKey: string | undefined;
  let last: ContextLifts = { time: none, visit: none, page: none };
  return {
    lifts: (context, lastCategory = 0) => {
      const { hour, weekday, device, referrer, country, category } = context;
      const key = JSON.stringify([hour, weekday, device, referrer, country, category, lastCategory]);
      if (key === lastKey) return last;
      const named = category === undefined ? [] : pages(category);
      lastKey = key;
      last = {
        time: sumLifts(table, { hour: toBlock(hour), weekday: weekday ?? -1 }),
        visit: sumLifts(table, {
          device: DEVICES.indexOf(device ?? 'unknown') - 1,
          referrer: REFERRERS.indexOf(referrer ?? 'unknown') - 1,
          country: country === undefined ? -1 : table.countries.indexOf(toCountryKey(country)),
        }),
        page: pageLifts(table, named.length > 0 || lastCategory === 0 ? named : [lastCategory]),
      };
      return last;
    },
  };
}

function toBlock(hour: number | undefined): number {
  return hour === undefined ? -1 : Math.floor(hour / HOURS_A_BLOCK);
}

/** Sums the rows of some dimensions; a value below 0, or one the table does not have, adds nothing. */
function sumLifts(table: ContextTable, values: Partial<Record<ContextDimension, number>>): Float32Array {
  const sum = new Float32Array(table.categoryCount);
  for (const [name, value] of Object.entries(values) as [ContextDimension, number][]) {
    const { cells, scale } = table.lifts[name];
    const from = value * sum.length;
    if (from < 0 || from >= cells.length) continue;
    for (let c = 0; c < sum.length; c++) sum[c]! += cells[from + c]! * scale;
  }
  return sum;
}

/** The mean of some categories' rows: a department's page is all of its categories. */
function pageLifts({ categoryCount, page }: ContextTable, named: readonly number[]): Float32Array {
  const mean = new Float32Array(categoryCount);
  for (const category of named) {
    for (let k = page.start[category]!; k < page.start[category + 1]!; k++) {
      mean[page.target[k]!]! += (page.cells[k]! * page.scale) / named.length;
    }
  }
  return mean;
}

/**
 * Finds the categories a page shows. A name is a whole path ("Bedroom > Bed linen"), the beginning of one, or the last name
 * of one; case does not count.
 */
export function createPageFinder(categories: readonly string[]): (name: string) => number[] {
  const paths = categories.map((path) => path.toLowerCase());
  const where = (isMeant: (path: string) => boolean): number[] =>
    [...paths.keys()].filter((category) => category > 0 && isMeant(paths[category]!));
  return (name) => {
    const wanted = name.trim().toLowerCase();
    if (wanted === '') return [];
    const below = where((path) => path === wanted || path.startsWith(`${wanted} > `));
    return below.length > 0 ? below : where((path) => ` > ${path} > `.includes(` > ${wanted} > `));
  };
}
