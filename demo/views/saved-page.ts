import { html, type TemplateResult } from 'lit-html';
import type { Shop } from '../app/shop.js';
import { renderGrid } from './list.js';
import { renderRows } from './row.js';

export function renderSavedPage(shop: Shop): TemplateResult {
  const products = [...shop.state.saved].map(shop.catalog.find).filter((product) => product !== undefined);
  return html`<div class="wide">
    <h1 tabindex="-1" class="page-title">Saved products</h1>
    ${
      products.length === 0
        ? html`<p class="empty">Nothing saved yet. The heart on a product's page puts it here.</p>`
        : renderGrid(products, shop)
    }
    ${renderRows(shop)}
  </div>`;
}
