import { RecommenderError } from '../core/errors.js';
import { toHex } from '../core/hex.js';
import type { ShopEvent } from '../core/events/shop-event.js';
import type { PersonalModel } from '../engine/personal.js';
import type { Recommendation, RecommendRequest } from '../core/protocol.js';
import type { RowRequest } from '../engine/recommender.js';

/** A list as it was given, with what is needed to explain it later and to go on with it. */
export interface ServedList {
  readonly request: RecommendRequest;
  /** What the engine was asked; undefined where no model was there. */
  readonly asked: RowRequest | undefined;
  /** Epoch seconds. */
  readonly shownAt: number;
  /** What was known of the shopper then. */
  readonly events: readonly ShopEvent[];
  /** The personal model that answered, if one did. */
  readonly personal: PersonalModel | undefined;
  readonly recomms: readonly Recommendation[];
}

/** Which items stood in a list that was given, and when, epoch seconds. */
export interface ShownList {
  readonly itemIds: readonly string[];
  readonly shownAt: number;
}

const KEPT_LISTS = 50;
const ID_BYTES = 16;

/** The latest lists of this page, in memory only. */
export interface ServedLists {
  /** Answers with the list's recommId: 128 random bits in hex. @param recommId the list that it goes on with. */
  add(list: ServedList, recommId?: string): string;
  /**
   * A list and what it went on with, in that order.
   * @throws RecommenderError `request/unknown-recommendation`.
   */
  get(recommId: string): readonly ServedList[];
  /** The kept lists, the oldest first. */
  shown(): ShownList[];
  clear(): void;
}

export function createServedLists(): ServedLists {
  const lists = new Map<string, readonly ServedList[]>();
  return {
    add(list, recommId = toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES)))) {
      lists.set(recommId, [...(lists.get(recommId) ?? []), list]);
      const [oldest] = lists.keys();
      if (lists.size > KEPT_LISTS && oldest !== undefined) lists.delete(oldest);
      return recommId;
    },
    get(recommId) {
      const pages = lists.get(recommId);
      if (pages !== undefined) return pages;
      const expected = `expected the recommId of one of the latest ${String(KEPT_LISTS)} lists`;
      throw new RecommenderError('request/unknown-recommendation', expected);
    },
    shown: () =>
      [...lists.values()].flat().map(({ recomms, shownAt }) => ({ itemIds: recomms.map(({ id }) => id), shownAt })),
    clear: () => lists.clear(),
  };
}
