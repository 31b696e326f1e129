import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Row } from '../app/rows.js';
import type { Shop } from '../app/shop.js';
import { renderCard } from './card.js';
import { renderIcon } from './icon.js';

/** A row of products with the line that says why, and the mark that opens the shopper's panel. */
export function renderRow(row: Row, shop: Shop): TemplateResult | typeof nothing {
  if (row.products.length === 0) return nothing;
  const id = `row-${row.id}`;
  return html`<section class="row" aria-labelledby=${id} data-own=${row.isOwn ? 'yes' : 'no'} data-row=${row.id}>
    <div class="row-head">
      <h2 id=${id}>${row.title}</h2>
      <p class="why">${row.why}</p>
      <div class="row-steps">
        <button type="button" class="round" aria-label="Back in this row" @click=${(event: Event) => step(event, -1)}>
          ${renderIcon('back')}
        </button>
        <button type="button" class="round" aria-label="On in this row" @click=${(event: Event) => step(event, 1)}>
          ${renderIcon('forward')}
        </button>
      </div>
    </div>
    <ul class="strip">
      ${repeat(
        row.products,
        (product) => product.id,
        (product, index) => html`<li>${renderCard(product, shop, { list: row.id, index })}</li>`,
      )}
    </ul>
    ${renderMark(row, shop)}
  </section>`;
}

export function renderRows(shop: Shop): TemplateResult {
  return html`${repeat(
    shop.rows,
    (row) => row.id,
    (row) => renderRow(row, shop),
  )}`;
}

function renderMark(row: Row, { actions }: Shop): TemplateResult {
  return html`<button type="button" class="mark" @click=${actions.openPanel}>
    ${renderIcon('device')} ${row.isOwn ? 'Made in your browser' : 'How rows are made here'}
  </button>`;
}

/** Moves the strip by what is in view. */
function step({ currentTarget }: Event, direction: 1 | -1): void {
  const strip = (currentTarget as HTMLElement).closest('.row')?.querySelector('.strip');
  strip?.scrollBy({ left: direction * strip.clientWidth, behavior: 'smooth' });
}
