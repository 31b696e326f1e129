import { html, type TemplateResult } from 'lit-html';
import type { Route } from '../app/router.js';
import type { Shop } from '../app/shop.js';
import { listProducts } from '../app/visible-list.js';
import { renderFilterForm, renderSort } from './filter-form.js';
import { renderGrid, toProductCount } from './list.js';
import { renderRows } from './row.js';

export function renderSearchPage(shop: Shop, route: Route & { readonly kind: 'search' }): TemplateResult {
  const list = listProducts(route, shop);
  return html`<div class="wide">
    <h1 tabindex="-1" class="page-title">${route.term === '' ? 'Search' : `“${route.term}”`}</h1>
    ${list.all.length === 0 ? renderNothingFound(shop, route.term) : renderFound(shop, route, list)} ${renderRows(shop)}
  </div>`;
}

function renderFound(
  shop: Shop,
  { query }: Route & { readonly kind: 'search' },
  list: ReturnType<typeof listProducts>,
): TemplateResult {
  const page = { href: '/search', query, list };
  return html`<div class="list">
    ${renderFilterForm(shop, page)}
    <div>
      <div class="list-bar">
        <p aria-live="polite">${toProductCount(list.wanted.length)}</p>
        ${renderSort(shop, page, true)}
      </div>
      ${renderGrid(list.wanted, shop)}
    </div>
  </div>`;
}

function renderNothingFound({ catalog }: Shop, term: string): TemplateResult {
  const { children } = catalog.root;
  return html`<p class="empty">
      ${term === '' ? 'Type what you are looking for.' : 'Nothing goes by that name here. Try a shorter word, or look through:'}
    </p>
    <ul class="chips">
      ${children.map(({ name, href }) => html`<li><a class="chip" href=${href}>${name}</a></li>`)}
      <li><a class="chip" href=${catalog.root.href}>Everything</a></li>
    </ul>`;
}
