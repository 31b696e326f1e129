import { html, nothing, type TemplateResult } from 'lit-html';
import type { Route } from '../app/router.js';
import type { Shop } from '../app/shop.js';
import { listProducts } from '../app/visible-list.js';
import type { CategoryNode } from '../shop/category-tree.js';
import { renderFilterForm, renderSort } from './filter-form.js';
import { renderGrid, toProductCount } from './list.js';
import { renderRows } from './row.js';
import { renderTrail } from './trail.js';

export function renderCategoryPage(
  shop: Shop,
  route: Route & { readonly kind: 'category' },
  trail: readonly CategoryNode[],
): TemplateResult {
  const here = trail.at(-1) ?? shop.catalog.root;
  const list = listProducts(route, shop);
  const page = { href: here.href, query: route.query, list };
  return html`<div class="wide">
    ${renderTrail(trail.slice(0, -1))}
    <div class="list-head">
      <h1 tabindex="-1">${here.name}</h1>
      ${renderChildren(here)}
    </div>
    <div class="list">
      ${renderFilterForm(shop, page)}
      <div>
        <div class="list-bar">
          <p aria-live="polite">${toProductCount(list.wanted.length)}</p>
          ${renderSort(shop, page)}
        </div>
        ${
          list.wanted.length === 0
            ? html`<p class="empty">
                Nothing here matches these filters. <a href=${here.href}>Show all of ${here.name}</a>
              </p>`
            : renderGrid(list.wanted, shop)
        }
      </div>
    </div>
    ${renderRows(shop)}
  </div>`;
}

function renderChildren({ children, name }: CategoryNode): TemplateResult | typeof nothing {
  if (children.length === 0) return nothing;
  return html`<nav aria-label=${`In ${name}`}>
    <ul class="chips">
      ${children.map(
        (child) =>
          html`<li>
            <a class="chip" href=${child.href}>${child.name} <span class="faint">${child.products.length}</span></a>
          </li>`,
      )}
    </ul>
  </nav>`;
}
