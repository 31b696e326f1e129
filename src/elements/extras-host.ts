import type { Explanation, Recommendation } from '../../core/protocol.js';
import type { CardList } from './card-list.js';
import type { create } from './card.js';
import type { RowWords } from './words.js';

/** What the extras need of their row. They are a file of their own, which may import nothing that the row's file has. */
export interface ExtrasHost {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly list: CardList;
  /** Where the buttons go, beside the heading. */
  readonly head: HTMLElement;
  readonly create: typeof create;
  /** The catalog's text as it may be shown. */
  readonly toSafeText: (value: unknown) => string;
  words(): RowWords;
  explain(itemId: string): Promise<Explanation>;
  /** Tells the device that an item is not wanted. */
  dismiss(item: Recommendation): void;
  /** Tells the device which slots of the list were seen. */
  tellSeen(slots: readonly number[]): void;
}
