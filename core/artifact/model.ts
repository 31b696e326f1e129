import { RecommenderError } from '../errors.js';
import { decodeSettings, encodeSettings, type Settings } from './blend-section.js';
import { decodeContent, encodeContent, type ContentTable } from './content-section.js';
import { decodeDemand, encodeDemand, type Demand } from './demand-section.js';
import { decodeContext, encodeContext, type ContextTable } from './context-section.js';
import { decodeGram, encodeGram } from './gram-section.js';
import { decodeHabits, encodeHabits, type Habits } from './habits-section.js';
import { decodeIds, encodeIds, type Ids } from './ids-section.js';
import { decodeItems, encodeItems, type ItemTable } from './items-section.js';
import type { MODEL_SECTIONS, ModelFacts, OPTIONAL_SECTIONS, SectionName } from './manifest.js';
import { decodeNext, encodeNext, type NextRows } from './next-section.js';
import { decodePrototypes, encodePrototypes, type Prototypes } from './prototypes-section.js';
import { decodeTogether, encodeTogether, type Together } from './together-section.js';

/** A decoded artifact: what the engine scores with. Immutable once made. */
export interface Model {
  readonly ids: Ids;
  /** Item id -> item index. */
  readonly itemToIndex: ReadonlyMap<string, number>;
  readonly items: ItemTable;
  readonly next: NextRows;
  /** f64[d x d], symmetric: the Gram matrix of the quantised factors. */
  readonly gram: Float64Array;
  readonly settings: Settings;
  /** The optional sections: undefined where the shop's data gave no reason for one. */
  readonly content: ContentTable | undefined;
  /** The supported items that each cold item resembles; weights of a row sum to 1. */
  readonly cold: NextRows | undefined;
  readonly prototypes: Prototypes | undefined;
  readonly context: ContextTable | undefined;
  readonly together: Together | undefined;
  readonly habits: Habits | undefined;
  readonly demand: Demand | undefined;
}

export type ModelParts = Omit<Model, 'itemToIndex'>;

/** The sections a device scores with, encoded. `decodeModel` of the same bytes gives an equal model. */
export function encodeModel(parts: ModelParts): Map<SectionName, Uint8Array<ArrayBuffer>> {
  const { content, cold, prototypes, context, together, habits, demand } = parts;
  const sections: (readonly [SectionName, Uint8Array<ArrayBuffer> | undefined])[] = [
    ['ids', encodeIds(parts.ids)],
    ['items', encodeItems(parts.items)],
    ['next', encodeNext(parts.next)],
    ['gram', encodeGram(parts.gram, parts.items.dimension)],
    ['blend', encodeSettings(parts.settings)],
    ['content', content && encodeContent(content)],
    ['cold', cold && encodeNext(cold)],
    ['prototypes', prototypes && encodePrototypes(prototypes)],
    ['context', context && encodeContext(context)],
    ['together', together && encodeTogether(together)],
    ['habits', habits && encodeHabits(habits)],
    ['demand', demand && encodeDemand(demand)],
  ];
  return new Map(
    sections.filter((section): section is [SectionName, Uint8Array<ArrayBuffer>] => section[1] !== undefined),
  );
}

/**
 * @param sections verified bytes of at least MODEL_SECTIONS; of OPTIONAL_SECTIONS those the manifest names.
 * @throws RecommenderError `artifact/bad-section` where a section is malformed or sections disagree on sizes.
 */
export function decodeModel(facts: ModelFacts, sections: ReadonlyMap<SectionName, Uint8Array>): Model {
  const bytes = (name: (typeof MODEL_SECTIONS)[number]): Uint8Array => {
    const found = sections.get(name);
    if (found === undefined) throw bad(`section "${name}" to be present`);
    return found;
  };
  const optional = <T>(name: (typeof OPTIONAL_SECTIONS)[number], decode: (bytes: Uint8Array) => T): T | undefined => {
    const found = sections.get(name);
    return found === undefined ? undefined : decode(found);
  };
  const parts: ModelParts = {
    ids: decodeIds(bytes('ids')),
    items: decodeItems(bytes('items')),
    next: decodeNext(bytes('next')),
    gram: decodeGram(bytes('gram')),
    settings: decodeSettings(bytes('blend')),
    content: optional('content', decodeContent),
    cold: optional('cold', decodeNext),
    prototypes: optional('prototypes', decodePrototypes),
    context: optional('context', decodeContext),
    together: optional('together', decodeTogether),
    habits: optional('habits', decodeHabits),
    demand: optional('demand', decodeDemand),
  };
  checkSizes(facts, parts);
  return createModel(parts);
}

/** Adds the look-up from id to index. A Map, so that `__proto__` is an id like any other. */
export function createModel(parts: ModelParts): Model {
  return { ...parts, itemToIndex: new Map(parts.ids.itemIds.map((id, index) => [id, index])) };
}

/** How many of what a section has (undefined: there is no such section), and how many it must have. */
type Size = readonly [section: SectionName, what: string, came: number | undefined, expected: number];

function checkSizes({ items: count, dimension }: ModelFacts, parts: ModelParts): void {
  const { items, ids, next, gram } = parts;
  const sizes: Size[] = [
    ['items', 'items', items.count, count],
    ['ids', 'items', ids.itemIds.length, count],
    ['next', 'rows', rowsOf(next), count],
    ['items', 'dimensions', items.dimension, dimension],
    ['gram', 'dimensions', Math.sqrt(gram.length), dimension],
    ...optionalSizes(parts, { count, dimension }),
  ];
  for (const [section, what, came, expected] of sizes) {
    if (came !== undefined && came !== expected)
      throw bad(`${String(expected)} ${what} in section "${section}", got ${String(came)}`);
  }
  if (items.category.some((index) => index >= ids.categories.length)) throw bad('categories within the table');
  if (items.brand.some((index) => index >= ids.brands.length)) throw bad('brands within the table');
}

function optionalSizes(parts: ModelParts, { count, dimension }: { count: number; dimension: number }): Size[] {
  const { content, cold, prototypes, context, together, habits, demand } = parts;
  const categories = parts.ids.categories.length;
  return [
    ['content', 'items', content && content.vectors.length / content.dimension, count],
    ['cold', 'rows', rowsOf(cold), count],
    ['prototypes', 'items', prototypes?.itemCount, count],
    ['prototypes', 'dimensions', prototypes?.dimension, dimension],
    ['context', 'categories', context?.categoryCount, categories],
    ['together', 'rows', rowsOf(together?.bought), count],
    ['together', 'viewed rows', rowsOf(together?.viewed), count],
    ['together', 'category rows', rowsOf(together?.kinds), categories],
    ['habits', 'items', habits?.repeat.length, count],
    ['demand', 'items', demand?.length, count],
    ['habits', 'categories', habits?.categoryRepeat.length, categories],
  ];
}

function rowsOf(rows: NextRows | undefined): number | undefined {
  return rows && rows.start.length - 1;
}

function bad(expected: string): RecommenderError {
  return new RecommenderError('artifact/bad-section', `expected ${expected}`);
}
