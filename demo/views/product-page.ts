import { html, nothing, type TemplateResult } from 'lit-html';
import { toProductHref } from '../app/router.js';
import type { Shop } from '../app/shop.js';
import { quantityOf } from '../shop/cart.js';
import type { Product, Stock } from '../shop/product.js';
import { renderPrice, renderRating } from './card.js';
import { renderIcon } from './icon.js';
import { renderPicture } from './picture.js';
import { renderRows } from './row.js';
import { renderTrail } from './trail.js';

export function renderProductPage(shop: Shop, product: Product): TemplateResult {
  return html`<div class="wide">
    ${renderTrail(shop.catalog.trailOf(product))}
    <article class="product">
      <div class="product-picture">${renderPicture(product, { alt: product.name, eager: true })}</div>
      <div class="product-words">
        ${product.brand === undefined ? nothing : html`<p class="brand">${product.brand}</p>`}
        <h1 tabindex="-1">${product.name}</h1>
        <p class="product-facts">${renderPrice(product, shop)} ${renderRating(product)}</p>
        ${renderVariants(shop, product)} ${renderStock(product)} ${renderButtons(shop, product)}
        ${product.description === undefined ? nothing : html`<p class="description">${product.description}</p>`}
        ${renderDetails(product)}
      </div>
    </article>
    ${renderRows(shop)}
  </div>`;
}

function renderVariants({ catalog }: Shop, product: Product): TemplateResult | typeof nothing {
  const variants = catalog.variantsOf(product);
  if (variants.length < 2) return nothing;
  return html`<nav class="variants" aria-label="Variants">
    <p>${product.variant ?? 'Variants'}</p>
    <ul>
      ${variants.map(
        (variant) =>
          html`<li>
            <a
              class="variant"
              href=${toProductHref(variant.id)}
              aria-current=${variant.id === product.id ? 'true' : nothing}
              title=${variant.variant ?? variant.name}
            >
              ${
                variant.picture === undefined
                  ? html`<span class="variant-name">${variant.variant ?? variant.name}</span>`
                  : html`${renderPicture(variant)}<span class="unseen">${variant.variant ?? variant.name}</span>`
              }
            </a>
          </li>`,
      )}
    </ul>
  </nav>`;
}

const STOCK_WORDS: Readonly<Record<Stock, string | undefined>> = {
  in: 'In stock, ready to send',
  out: 'Out of stock at the moment',
  preorder: 'Not here yet: order now, sent when it comes',
  unknown: undefined,
};

function renderStock({ stock }: Product): TemplateResult | typeof nothing {
  const words = STOCK_WORDS[stock];
  return words === undefined ? nothing : html`<p class="stock" data-stock=${stock}>${words}</p>`;
}

function renderButtons({ state, actions }: Shop, { id, stock }: Product): TemplateResult {
  const inCart = quantityOf(state.cart, id);
  const isSaved = state.saved.has(id);
  return html`<div class="buy">
      <button
        type="button"
        class="button strong"
        ?disabled=${stock === 'out'}
        @click=${() => actions.setQuantity(id, inCart + 1)}
      >
        Add to basket
      </button>
      <button type="button" class="button save" aria-pressed=${isSaved} @click=${() => actions.toggleSaved(id)}>
        ${renderIcon('heart')} ${isSaved ? 'Saved' : 'Save'}
      </button>
    </div>
    <p class="in-cart">${inCart === 0 ? nothing : html`<a href="/cart">${inCart} in your basket</a>`}</p>`;
}

function renderDetails({ id, brand, variant, path }: Product): TemplateResult {
  const facts = [
    ['Brand', brand],
    ['Version', variant],
    ['Department', path.length === 0 ? undefined : path.join(', ')],
    ['Article', id],
  ] as const;
  return html`<dl class="facts">
    ${facts.map(([name, value]) =>
      value === undefined
        ? nothing
        : html`<dt>${name}</dt>
            <dd>${value}</dd>`,
    )}
  </dl>`;
}
