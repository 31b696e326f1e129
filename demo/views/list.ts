import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Shop } from '../app/shop.js';
import type { Product } from '../shop/product.js';
import { renderCard } from './card.js';

/** Products as a grid, some at a time. */
export function renderGrid(products: readonly Product[], shop: Shop): TemplateResult {
  const shown = products.slice(0, shop.state.shown);
  return html`<ul class="grid">
      ${repeat(
        shown,
        ({ id }) => id,
        (product) => html`<li>${renderCard(product, shop)}</li>`,
      )}
    </ul>
    ${shown.length === products.length ? nothing : renderMore(shown.length, products.length, shop)}`;
}

function renderMore(shown: number, all: number, { actions }: Shop): TemplateResult {
  return html`<div class="more">
    <p class="faint">${shown} of ${all.toLocaleString('en-GB')}</p>
    <button type="button" class="button" @click=${(event: Event) => showMore(event, actions)}>Show more</button>
  </div>`;
}

/** Goes on at the first product that was not there: the button is beyond them now, or gone. */
function showMore({ currentTarget }: Event, actions: Shop['actions']): void {
  const grid = (currentTarget as HTMLElement).closest('.more')?.previousElementSibling;
  const next = grid?.children.length ?? 0;
  actions.showMore();
  grid?.children[next]?.querySelector('a')?.focus({ preventScroll: true });
}

export function toProductCount(count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? 'product' : 'products'}`;
}
