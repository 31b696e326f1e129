import type { Recommendation } from '../../src/index.js';
import type { Cart, PricedLine } from '../shop/cart.js';
import type { Catalog } from '../shop/catalog.js';
import type { Search } from '../shop/search.js';
import type { PriceFormat, ShopInfo } from '../shop/shop-info.js';
import type { Route } from './router.js';
import type { Row } from './rows.js';
import type { ShelfState } from './shelf.js';

export interface Order {
  readonly number: number;
  readonly lines: readonly PricedLine[];
  readonly total: number;
}

/** All that changes on the page. */
export interface ShopState {
  readonly route: Route;
  readonly cart: Cart;
  readonly saved: ReadonlySet<string>;
  readonly isKeeping: boolean;
  /** Did the shopper answer the question at the bottom, now or on an earlier visit? */
  readonly hasAnswered: boolean;
  /** Products of a list shown so far. */
  readonly shown: number;
  readonly order: Order | undefined;
  readonly isPanelOpen: boolean;
  /** Read out to those who cannot see the page change. */
  readonly notice: string;
}

export interface Actions {
  /** Follows an address of the shop; `replace` changes the address of the page one is on. */
  readonly go: (href: string, replace?: boolean) => void;
  readonly setQuantity: (id: string, quantity: number) => void;
  readonly toggleSaved: (id: string) => void;
  readonly showMore: () => void;
  readonly checkOut: () => void;
  readonly answer: (keep: boolean) => void;
  readonly openPanel: () => void;
  readonly closePanel: () => void;
  /** A row's element shows another list; none where the shop's own row stays. */
  readonly tellList: (row: string, recomms: readonly Recommendation[]) => void;
}

/** What a view needs to draw the page. */
export interface Shop {
  readonly info: ShopInfo;
  readonly catalog: Catalog;
  readonly search: Search;
  readonly price: PriceFormat;
  readonly state: ShopState;
  readonly rows: readonly Row[];
  readonly shelf: ShelfState;
  readonly actions: Actions;
}

/** Products added to a list at a time. */
export const LIST_STEP = 24;
