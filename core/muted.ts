/** What a shopper wants to see no more: one item, or all of a category and of those below it. */
export type MuteTarget = { readonly itemId: string } | { readonly category: string };

/** All that is muted, in the order it was. */
export interface Muted {
  readonly items: readonly string[];
  /** As the model names them; below each all is muted too. */
  readonly categories: readonly string[];
}

const ITEM = 'item:';
const CATEGORY = 'category:';

/** A target as one text, under which it is stored. */
export function toMuteKey(target: MuteTarget): string {
  return 'itemId' in target ? ITEM + target.itemId : CATEGORY + target.category;
}

export function fromMuteKeys(keys: readonly string[]): Muted {
  const after = (prefix: string): string[] =>
    keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  return { items: after(ITEM), categories: after(CATEGORY) };
}

export function toMuteKeys({ items, categories }: Muted): string[] {
  return [...items.map((itemId) => toMuteKey({ itemId })), ...categories.map((category) => toMuteKey({ category }))];
}

/** @param on false: takes the keys off. @returns a new array. */
export function withKeys(muted: readonly string[], keys: readonly string[], on: boolean): readonly string[] {
  const others = muted.filter((key) => !keys.includes(key));
  return on ? [...others, ...keys] : others;
}
