import { parseCart } from '../shop/cart.js';
import type { Catalog } from '../shop/catalog.js';
import { createSearch } from '../shop/search.js';
import { createPriceFormat, type ShopInfo } from '../shop/shop-info.js';
import { createCartActions } from './cart-actions.js';
import type { Keeper } from './keeper.js';
import { toPageEvent } from './page-events.js';
import { createPanelActions, setKeeping } from './panel-actions.js';
import { parseRoute } from './router.js';
import { planRows } from './row-plan.js';
import { createRows } from './rows.js';
import { createShelf, type Shelf, type ShelfFiles } from './shelf.js';
import { LIST_STEP, type Actions, type Shop, type ShopState } from './shop.js';
import type { Store } from './store.js';

export interface AppParts {
  readonly info: ShopInfo;
  readonly catalog: Catalog;
  readonly keeper: Keeper;
  /** Where the browser is at the start. */
  readonly address: URL;
  /** Draws the page; `isNewPage` after a navigation. */
  readonly draw: (shop: Shop, isNewPage: boolean) => void;
  /** Puts an address into the browser's bar and history. */
  readonly setAddress: (address: URL, replace: boolean) => void;
}

export interface ShopApp {
  /** Shows the page of an address the browser is already at. */
  visit(address: URL): void;
  /** Follows a link of the shop. */
  follow(href: string): void;
  /** Starts Shelfwise. Called once, after the first paint. */
  startShelf(files: ShelfFiles): void;
}

/** The storefront: its state, and all that changes it. */
export function createApp(parts: AppParts): ShopApp {
  const { info, catalog, keeper } = parts;
  const search = createSearch(catalog.products);
  const price = createPriceFormat(info.currency);
  let state = toFirstState(parts);
  let shelf: Shelf | undefined;

  const draw = (isNewPage = false): void => {
    const now = { state, rows: rows.list(), shelf: shelf?.state() ?? 'waiting' } as const;
    parts.draw({ info, catalog, search, price, actions, ...now }, isNewPage);
  };
  const rows = createRows({ catalog, onChange: () => draw() });
  const change = (changes: Partial<ShopState>): void => {
    state = { ...state, ...changes };
    draw();
  };
  const track: Shelf['track'] = (event) => shelf?.track(event);
  const planPage = (): void => rows.show(planRows({ route: state.route, catalog, cart: state.cart }));
  const store: Store = { catalog, search, keeper, shelf: () => shelf, state: () => state, change, track };
  const trackPage = (): void => {
    const event = toPageEvent(store);
    if (event !== undefined) track(event);
  };
  const visit = (address: URL): void => {
    state = { ...state, route: parseRoute(address), shown: LIST_STEP, notice: '' };
    planPage();
    draw(true);
    trackPage();
  };
  const go: Actions['go'] = (href, replace = false) => {
    const address = new URL(href, parts.address);
    parts.setAddress(address, replace);
    if (replace) change({ route: parseRoute(address), shown: LIST_STEP });
    else visit(address);
  };
  const onCart = (): void => {
    planPage();
    draw();
  };
  const actions: Actions = {
    go,
    showMore: () => change({ shown: state.shown + LIST_STEP }),
    ...createCartActions(store, { go, onCart }),
    ...createPanelActions(store),
    tellList: (row, recomms) => rows.tell(row, recomms),
  };

  return {
    visit,
    follow: (href) => go(href),
    startShelf(files) {
      const onKeeping = (keep: boolean): void => setKeeping(store, keep);
      const { currency } = info;
      shelf = createShelf({ ...files, keeping: keeper.isAllowed(), currency, onChange: () => draw(), onKeeping });
      trackPage();
    },
  };
}

function toFirstState({ keeper, address }: AppParts): ShopState {
  const kept = keeper.read();
  const saved = Array.isArray(kept?.saved) ? kept.saved.filter((id) => typeof id === 'string') : [];
  return {
    route: parseRoute(address),
    cart: parseCart(kept?.cart),
    saved: new Set(saved),
    isKeeping: keeper.isAllowed(),
    hasAnswered: keeper.isAllowed(),
    shown: LIST_STEP,
    order: undefined,
    isPanelOpen: false,
    notice: '',
  };
}
