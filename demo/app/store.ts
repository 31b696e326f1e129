import type { TrackedEvent } from '../../src/index.js';
import type { Catalog } from '../shop/catalog.js';
import type { Search } from '../shop/search.js';
import type { Keeper } from './keeper.js';
import type { Shelf } from './shelf.js';
import type { ShopState } from './shop.js';

/** What the parts of the storefront share. */
export interface Store {
  readonly catalog: Catalog;
  readonly search: Search;
  readonly keeper: Keeper;
  /** Undefined before it was started. */
  readonly shelf: () => Shelf | undefined;
  readonly state: () => ShopState;
  /** Changes the state and draws the page. */
  readonly change: (changes: Partial<ShopState>) => void;
  /** Tells Shelfwise; the rows follow. */
  readonly track: (event: TrackedEvent) => void;
}

/** Keeps the basket and the saved products, where the shopper allowed it. */
export function keepThings({ keeper, state }: Store): void {
  keeper.write({ cart: state().cart, saved: [...state().saved] });
}
