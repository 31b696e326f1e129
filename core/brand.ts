declare const brand: unique symbol;

/** A position in the artifact's item table, 0-based. */
export type ItemIndex = number & { readonly [brand]: 'ItemIndex' };

export function toItemIndex(index: number): ItemIndex {
  return index as ItemIndex;
}
