import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ListDetail } from '../../src/elements/index.js';
import { FEWEST, ROW_LENGTH } from '../app/row-plan.js';
import type { Row } from '../app/rows.js';
import type { Shop } from '../app/shop.js';
import type { Product } from '../shop/product.js';
import { renderCard } from './card.js';
import { renderIcon } from './icon.js';
import { showTile } from './picture.js';

/**
 * A row of products with the line that says why, and the mark that opens the shopper's panel. The products are those of
 * `<shelfwise-row>`; until it has a list, and where it has none, the shop's own stand in it.
 */
export function renderRow(row: Row, shop: Shop): TemplateResult {
  const { key, plan, title, name, why, isOwn, exclude } = row;
  const id = `row-${plan.id}`;
  const { products } = plan.otherwise;
  const tell = ({ detail }: CustomEvent<ListDetail>): void => shop.actions.tellList(key, detail.recomms);
  return html`<section
    class="row"
    aria-labelledby=${id}
    data-own=${isOwn ? 'yes' : 'no'}
    data-row=${plan.id}
    ?hidden=${!isOwn && products.length === 0}
    @error=${{ handleEvent: showTile, capture: true }}
  >
    <div class="row-head">
      <h2 id=${id}>${title}</h2>
      <p class="why">${why}</p>
    </div>
    <shelfwise-row
      scenario=${plan.id}
      item-id=${plan.itemId ?? nothing}
      count=${ROW_LENGTH}
      min-count=${FEWEST}
      exclude=${exclude.join(',')}
      heading=${name}
      @shelfwise:list=${tell}
    >
      <template>
        <a class="card" data-bind-href="link">
          <span class="picture tone-2">
            <span class="tile-name" data-bind="title" aria-hidden="true"></span>
            <img data-bind-src="image" alt="" width="100" height="100" loading="lazy" decoding="async" />
          </span>
          <span class="card-name" data-bind="title"></span>
          <span class="card-facts">
            <span class="price">
              <span data-bind="price"></span>
              <s><span class="unseen">before </span><span data-bind="price_before"></span></s>
            </span>
            <span class="rating"
              ><span class="unseen">Rated </span><span data-bind="average_rating"></span
              ><span class="unseen"> of 5</span></span
            >
          </span>
        </a>
      </template>
      <ul class="strip">
        ${isOwn ? nothing : renderCards(products, shop)}
      </ul>
    </shelfwise-row>
    <button type="button" class="mark" @click=${shop.actions.openPanel}>
      ${renderIcon('device')} ${isOwn ? 'Made in your browser' : 'How rows are made here'}
    </button>
  </section>`;
}

function renderCards(products: readonly Product[], shop: Shop): TemplateResult {
  return html`${repeat(
    products,
    ({ id }) => id,
    (product) => html`<li>${renderCard(product, shop)}</li>`,
  )}`;
}

export function renderRows(shop: Shop): TemplateResult {
  return html`${repeat(
    shop.rows,
    (row) => row.key,
    (row) => renderRow(row, shop),
  )}`;
}
