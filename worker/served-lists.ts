import { RecommenderError } from '../core/errors.js';
import { toHex } from '../core/hex.js';
import type { ShopEvent } from '../core/events/shop-event.js';
import type { PersonalModel } from '../engine/personal.js';
import type { Recommendation, RecommendRequest } from '../core/protocol.js';
import type { RowRequest } from '../engine/recommender.js';

/** A list as it was given, with what is needed to explain it later. */
export interface ServedList {
  readonly kind: RecommendRequest['kind'];
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
  /** Answers with the list's recommId: 128 random bits in hex. */
  add(list: ServedList): string;
  /** @throws RecommenderError `request/unknown-recommendation`. */
  get(recommId: string): ServedList;
  /** The kept lists, oldest first. */
  shown(): ShownList[];
  clear(): void;
}

export function createServedLists(): ServedLists {
  const lists = new Map<string, ServedList>();
  return {
    add(list) {
      const recommId = toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
      lists.set(recommId, list);
      const [oldest] = lists.keys();
      if (lists.size > KEPT_LISTS && oldest !== undefined) lists.delete(oldest);
      return recommId;
    },
    get(recommId) {
      const list = lists.get(recommId);
      if (list !== undefined) return list;
      const message = `expected the recommId of one of the latest ${String(KEPT_LISTS)} lists`;
      throw new RecommenderError('request/unknown-recommendation', message);
    },
    shown: () => [...lists.values()].map(({ recomms, shownAt }) => ({ itemIds: recomms.map(({ id }) => id), shownAt })),
    clear: () => lists.clear(),
  };
}
