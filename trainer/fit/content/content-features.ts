import { categoryPath, type CatalogItem } from '../../../core/catalog.js';
import type { SparseRows } from '../interactions.js';
import type { Catalog } from '../../history.js';

/** What a catalog says of its items: one row an item, TF-IDF weights of length 1 (an item without text: no entries). */
export interface ContentFeatures {
  readonly rows: SparseRows;
  /** Columns: distinct tokens kept. */
  readonly featureCount: number;
}

/** Longest texts and vocabularies read: what lies beyond adds cost and says little. */
const MAX_TITLE_WORDS = 24;
const MAX_DESCRIPTION_WORDS = 64;
const MAX_FEATURES = 60_000;
const MAX_WORD_LENGTH = 40;
/** A token of one item says nothing about any other. */
const MIN_ITEMS = 2;

/**
 * How much a field says. A whole field (a brand, a level of the category tree) is one deliberate statement of the shop's;
 * a description's words are many and loose.
 */
const FIELD_WEIGHT = { level: 1, brand: 1, title: 1, description: 0.7, price: 0.5 } as const;
type Field = keyof typeof FIELD_WEIGHT;

/**
 * Tokens name their field, so that the category "Red" and the word "red" of a title stay apart. Weight: field weight ·
 * ln(1 + items / items with the token); tokens of a single item are dropped, then those of the fewest items beyond 60,000.
 */
export function toContentFeatures(catalog: Catalog): ContentFeatures {
  const tokensOf = catalog.items.map((item, index) => toTokens(item, catalog.priceDecile[index] ?? 0));
  const itemsWith = new Map<string, number>();
  for (const tokens of tokensOf)
    for (const token of tokens.keys()) itemsWith.set(token, (itemsWith.get(token) ?? 0) + 1);
  const position = toPositions(itemsWith);
  const start = new Uint32Array(tokensOf.length + 1);
  const column: number[] = [];
  const value: number[] = [];
  tokensOf.forEach((tokens, index) => {
    const entries = [...tokens]
      .filter(([token]) => position.has(token))
      .map(([token, weight]) => ({
        at: position.get(token)!,
        weight: weight * Math.log(1 + tokensOf.length / itemsWith.get(token)!),
      }))
      .sort((a, b) => a.at - b.at);
    const norm = Math.hypot(...entries.map(({ weight }) => weight));
    for (const { at, weight } of entries) {
      column.push(at);
      value.push(weight / norm);
    }
    start[index + 1] = column.length;
  });
  const rows = { start, column: Uint32Array.from(column), value: Float32Array.from(value) };
  return { rows, featureCount: position.size };
}

/** u8[items]: 1 for the items among those asked for that share a token with another item. */
export function describedItems({ rows }: ContentFeatures, among: (item: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: rows.start.length - 1 }, (_, item) =>
    rows.start[item + 1]! > rows.start[item]! && among(item) ? 1 : 0,
  );
}

/** Token -> field weight, each token once. */
function toTokens(item: CatalogItem, priceDecile: number): Map<string, number> {
  const tokens = new Map<string, number>();
  const add = (field: Field, name: string): void => {
    tokens.set(`${field} ${name}`, FIELD_WEIGHT[field]);
  };
  categoryPath(item).forEach((name, level) => {
    add('level', `${String(level)} ${normalise(name)}`);
  });
  if (item.item_brand !== undefined && item.item_brand !== '') add('brand', normalise(item.item_brand));
  for (const word of toWords(item.item_name ?? '', MAX_TITLE_WORDS)) add('title', word);
  for (const word of toWords(item.description ?? '', MAX_DESCRIPTION_WORDS)) add('description', word);
  if (priceDecile > 0) add('price', String(priceDecile));
  return tokens;
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}

/** Letters and digits of any script; "12.5%" and "a4" are one word each. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:[.,]\p{N}+)*%?/gu;
/** Scripts written without spaces: their runs are cut into overlapping pairs of characters. */
const UNSPACED =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{M}ー]{3,}$/u;

const SINGLE_LETTER = /^[a-z]$/;

/** The first words of a text, lower case, single Latin letters left out. */
export function toWords(text: string, limit: number): string[] {
  const words: string[] = [];
  for (const [run] of normalise(text).matchAll(WORD)) {
    if (words.length >= limit) break;
    if (UNSPACED.test(run)) words.push(...toPairs(run));
    else if (!SINGLE_LETTER.test(run)) words.push(run.slice(0, MAX_WORD_LENGTH));
  }
  return words.slice(0, limit);
}

function toPairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.slice(1).map((character, at) => `${characters[at]!}${character}`);
}

/** Columns of the tokens that are kept, in code-unit order of the tokens. */
function toPositions(itemsWith: ReadonlyMap<string, number>): Map<string, number> {
  const kept = [...itemsWith.keys()]
    .filter((token) => itemsWith.get(token)! >= MIN_ITEMS)
    .sort((a, b) => itemsWith.get(b)! - itemsWith.get(a)! || (a < b ? -1 : 1))
    .slice(0, MAX_FEATURES)
    .sort();
  return new Map(kept.map((token, at) => [token, at]));
}
