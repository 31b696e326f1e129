import { html, nothing, type TemplateResult } from 'lit-html';
import { toProductHref } from '../app/router.js';
import type { Shop } from '../app/shop.js';
import type { Product } from '../shop/product.js';
import { renderPicture } from './picture.js';

/** A product in a grid or a row: one link. `<shelfwise-row>` fills the same card: row.ts. */
export function renderCard(product: Product, shop: Pick<Shop, 'price'>): TemplateResult {
  return html`<a class=${product.picture === undefined ? 'card typographic' : 'card'} href=${toProductHref(product.id)}>
    ${renderPicture(product)}
    <span class="card-name">${product.name}</span>
    <span class="card-facts">${renderPrice(product, shop)} ${renderRating(product)}</span>
    ${product.stock === 'out' ? html`<span class="card-note">Out of stock</span>` : nothing}
  </a>`;
}

/** The price; where it is reduced, the old one after it. */
export function renderPrice(product: Product, { price }: Pick<Shop, 'price'>): TemplateResult | typeof nothing {
  if (product.price === undefined) return nothing;
  const full = price(product.price, product.currency);
  if (product.salePrice === undefined) return html`<span class="price">${full}</span>`;
  return html`<span class="price reduced"
    ><span class="unseen">Now </span>${price(product.salePrice, product.currency)}
    <s><span class="unseen">before </span>${full}</s></span
  >`;
}

export function renderRating({ rating, reviewCount }: Product): TemplateResult | typeof nothing {
  if (rating === undefined || reviewCount === 0) return nothing;
  return html`<span class="rating" aria-label=${`Rated ${rating.toFixed(1)} of 5 by ${String(reviewCount)}`}>
    ${rating.toFixed(1)} <span class="faint">(${reviewCount})</span>
  </span>`;
}
