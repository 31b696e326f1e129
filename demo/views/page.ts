import { html, type TemplateResult } from 'lit-html';
import type { Route } from '../app/router.js';
import type { Shop } from '../app/shop.js';
import type { Catalog } from '../shop/catalog.js';
import { findCategory } from '../shop/category-tree.js';
import { renderCartPage, renderOrderPage } from './cart-page.js';
import { renderCategoryPage } from './category-page.js';
import { renderHomePage } from './home-page.js';
import { renderMissingPage } from './missing-page.js';
import { renderPanel } from './panel.js';
import { renderProductPage } from './product-page.js';
import { renderSavedPage } from './saved-page.js';
import { renderSearchPage } from './search-page.js';
import { renderConsentBar, renderFooter, renderHeader } from './shell.js';

export function renderPage(shop: Shop): TemplateResult {
  return html`${renderHeader(shop)}
    <main id="main">${renderMain(shop)}</main>
    ${renderFooter(shop)} ${renderConsentBar(shop)} ${renderPanel(shop)}
    <p class="unseen" role="status">${shop.state.notice}</p>`;
}

function renderMain(shop: Shop): TemplateResult {
  const { route } = shop.state;
  switch (route.kind) {
    case 'home':
      return renderHomePage(shop);
    case 'category': {
      const trail = findCategory(shop.catalog.root, route.slugs);
      return trail === undefined ? renderMissingPage(shop) : renderCategoryPage(shop, route, trail);
    }
    case 'product': {
      const product = shop.catalog.find(route.id);
      return product === undefined ? renderMissingPage(shop) : renderProductPage(shop, product);
    }
    case 'search':
      return renderSearchPage(shop, route);
    case 'cart':
      return renderCartPage(shop);
    case 'saved':
      return renderSavedPage(shop);
    case 'order':
      return renderOrderPage(shop);
    case 'missing':
      return renderMissingPage(shop);
  }
}

/** The window's title: where one is, then the shop. */
export function toTitle(shop: Shop): string {
  const here = toPlace(shop);
  return here === undefined ? shop.info.name : `${here} · ${shop.info.name}`;
}

const FIXED_PLACES: Readonly<Record<string, string>> = {
  cart: 'Basket',
  saved: 'Saved products',
  order: 'Thank you',
  search: 'Search',
};

function toPlace({ state: { route }, catalog }: Shop): string | undefined {
  if (route.kind === 'home') return undefined;
  if (route.kind === 'search' && route.term !== '') return `“${route.term}”`;
  return toName(route, catalog) ?? 'Not found';
}

function toName(route: Route, catalog: Catalog): string | undefined {
  if (route.kind === 'category') return findCategory(catalog.root, route.slugs)?.at(-1)?.name;
  if (route.kind === 'product') return catalog.find(route.id)?.name;
  return FIXED_PLACES[route.kind];
}
