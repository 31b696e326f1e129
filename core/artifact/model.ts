import { RecommenderError } from '../errors.js';
import { decodeSettings, encodeSettings, type Settings } from './blend-section.js';
import { decodeGram, encodeGram } from './gram-section.js';
import { decodeIds, encodeIds, type Ids } from './ids-section.js';
import { decodeItems, encodeItems, type ItemTable } from './items-section.js';
import type { MODEL_SECTIONS } from './manifest.js';
import { type Manifest, type SectionName } from './manifest.js';
import { decodeNext, encodeNext, type NextRows } from './next-section.js';

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
}

export type ModelParts = Omit<Model, 'itemToIndex'>;

/** The sections a device scores with, encoded. `decodeModel` of the same bytes gives an equal model. */
export function encodeModel(parts: ModelParts): Map<SectionName, Uint8Array<ArrayBuffer>> {
  return new Map<SectionName, Uint8Array<ArrayBuffer>>([
    ['ids', encodeIds(parts.ids)],
    ['items', encodeItems(parts.items)],
    ['next', encodeNext(parts.next)],
    ['gram', encodeGram(parts.gram, parts.items.dimension)],
    ['blend', encodeSettings(parts.settings)],
  ]);
}

/**
 * @param sections verified bytes of at least MODEL_SECTIONS.
 * @throws RecommenderError `artifact/bad-section` where a section is malformed or sections disagree on sizes.
 */
export function decodeModel(manifest: Manifest, sections: ReadonlyMap<SectionName, Uint8Array>): Model {
  const bytes = (name: (typeof MODEL_SECTIONS)[number]): Uint8Array => {
    const found = sections.get(name);
    if (found === undefined) throw bad(`section "${name}" to be present`);
    return found;
  };
  const ids = decodeIds(bytes('ids'));
  const items = decodeItems(bytes('items'));
  const next = decodeNext(bytes('next'));
  const gram = decodeGram(bytes('gram'));
  const settings = decodeSettings(bytes('blend'));
  checkSizes(manifest, { ids, items, next, gram, settings });
  return createModel({ ids, items, next, gram, settings });
}

/** Adds the look-up from id to index. A Map, so that `__proto__` is an id like any other. */
export function createModel(parts: ModelParts): Model {
  return { ...parts, itemToIndex: new Map(parts.ids.itemIds.map((id, index) => [id, index])) };
}

function checkSizes(manifest: Manifest, parts: ModelParts): void {
  const { items, ids, next, gram } = parts;
  const sizes: [string, number, number][] = [
    ['items in section "items"', items.count, manifest.items],
    ['items in section "ids"', ids.itemIds.length, manifest.items],
    ['rows in section "next"', next.start.length - 1, manifest.items],
    ['dimensions in section "items"', items.dimension, manifest.dimension],
    ['dimensions in section "gram"', Math.sqrt(gram.length), manifest.dimension],
  ];
  for (const [what, came, expected] of sizes) {
    if (came !== expected) throw bad(`${String(expected)} ${what}, got ${String(came)}`);
  }
  if (items.category.some((index) => index >= ids.categories.length)) throw bad('categories within the table');
  if (items.brand.some((index) => index >= ids.brands.length)) throw bad('brands within the table');
}

function bad(expected: string): RecommenderError {
  return new RecommenderError('artifact/bad-section', `expected ${expected}`);
}
