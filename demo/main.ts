import { render } from 'lit-html';
import type { SelectDetail } from '../src/elements/index.js';
import { createApp } from './app/create-app.js';
import { keepFocus } from './app/keep-focus.js';
import { createKeeper } from './app/keeper.js';
import { toProductHref, toShopLink } from './app/router.js';
import type { Shop } from './app/shop.js';
import { parseCatalog } from './shop/catalog.js';
import { parseShopInfo } from './shop/shop-info.js';
import { renderLoadError } from './views/load-error.js';
import { renderPage, toTitle } from './views/page.js';

const root = document.querySelector<HTMLElement>('#shop');
if (root !== null) void start(root);

async function start(root: HTMLElement): Promise<void> {
  try {
    // A shop without a name is still a shop; one without a catalog is not.
    const shopInfo = readJson('/shop/shop.json').catch(() => undefined);
    const [info, catalog] = await Promise.all([shopInfo, readJson('/shop/catalog.json')]);
    run(root, info, catalog);
  } catch {
    root.replaceChildren();
    render(renderLoadError(), root);
  }
}

function run(root: HTMLElement, info: unknown, catalog: unknown): void {
  root.replaceChildren();
  const app = createApp({
    info: parseShopInfo(info),
    catalog: parseCatalog(catalog),
    keeper: createKeeper(document.documentElement),
    address: new URL(location.href),
    draw: (shop, isNewPage) => {
      keepFocus(root, () => render(renderPage(shop), root));
      if (isNewPage) announcePage(root, shop);
    },
    setAddress: (address, replace) => history[replace ? 'replaceState' : 'pushState'](null, '', address),
  });
  addEventListener('popstate', () => app.visit(new URL(location.href)));
  root.addEventListener('click', (event) => {
    const link = toShopLink(event);
    if (link === undefined) return;
    event.preventDefault();
    app.follow(link.href);
    scrollTo(0, 0);
  });
  root.addEventListener('shelfwise:select', (event) => {
    event.preventDefault();
    app.follow(toProductHref((event as CustomEvent<SelectDetail>).detail.itemId));
    scrollTo(0, 0);
  });
  app.visit(new URL(location.href));
  afterPaint(() =>
    app.startShelf({
      load: () => import('../src/index.js'),
      loadElements: () => import('../src/elements/index.js'),
      loadPanel: () => import('../src/privacy/index.js'),
    }),
  );
}

/** Keyboard and screen reader start a page at its heading, as they would after a load. */
function announcePage(root: HTMLElement, shop: Shop): void {
  const isFirst = root.dataset['visited'] === undefined;
  root.dataset['visited'] = '';
  document.title = toTitle(shop);
  if (!isFirst) root.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}

function afterPaint(call: () => void): void {
  requestAnimationFrame(() => setTimeout(call, 0));
}

async function readJson(address: string): Promise<unknown> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`expected ${address}, came status ${String(response.status)}`);
  return response.json();
}
