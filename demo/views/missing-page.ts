import { html, type TemplateResult } from 'lit-html';
import type { Shop } from '../app/shop.js';
import { renderRows } from './row.js';

export function renderMissingPage(shop: Shop): TemplateResult {
  return html`<div class="wide">
    <h1 tabindex="-1" class="page-title">This shelf is empty</h1>
    <p class="lead">
      There is no page at this address; the product may be gone. Search above, or
      <a href=${shop.catalog.root.href}>look at everything there is</a>.
    </p>
    ${renderRows(shop)}
  </div>`;
}
