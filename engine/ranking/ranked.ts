/** One place of a scored list: what reorders lists keeps whatever else an entry carries. */
export interface Ranked {
  /** Item index. */
  readonly item: number;
  /** The blended score. Its unit does not matter where only the order is read. */
  readonly score: number;
}

/**
 * How much a place in the list is worth, 1 for the first: the discount of DCG (Järvelin and Kekäläinen 2002). Relevance by
 * place means the same in every shop, whatever the spread of its scores.
 * @param place 0-based.
 */
export function placeWorth(place: number): number {
  return 1 / Math.log2(place + 2);
}
