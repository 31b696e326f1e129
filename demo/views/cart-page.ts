import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { toProductHref } from '../app/router.js';
import type { Shop } from '../app/shop.js';
import { countPieces, priceLines, totalOf, type PricedLine } from '../shop/cart.js';
import { shortName } from '../shop/product.js';
import { renderPicture } from './picture.js';
import { renderRows } from './row.js';

export function renderCartPage(shop: Shop): TemplateResult {
  const lines = priceLines(shop.state.cart, shop.catalog);
  return html`<div class="wide">
    <h1 tabindex="-1" class="page-title">Basket</h1>
    ${lines.length === 0 ? renderEmpty(shop) : renderFilled(shop, lines)} ${renderRows(shop)}
  </div>`;
}

function renderEmpty({ catalog }: Shop): TemplateResult {
  return html`<p class="empty">Nothing in it yet. <a href=${catalog.root.href}>Have a look around</a></p>`;
}

function renderFilled(shop: Shop, lines: readonly PricedLine[]): TemplateResult {
  const pieces = countPieces(shop.state.cart);
  return html`<div class="cart">
    <ul class="lines">
      ${repeat(
        lines,
        ({ product }) => product.id,
        (line) => renderLine(shop, line),
      )}
    </ul>
    <section class="summary" aria-label="Summary">
      <dl>
        <dt>${pieces} ${pieces === 1 ? 'piece' : 'pieces'}</dt>
        <dd>${shop.price(totalOf(lines))}</dd>
        <dt>Delivery</dt>
        <dd>Free</dd>
        <dt class="sum">Total</dt>
        <dd class="sum">${shop.price(totalOf(lines))}</dd>
      </dl>
      <button type="button" class="button strong" @click=${shop.actions.checkOut}>Place the order</button>
      <p class="faint">A demonstration: nothing is charged and no address is asked.</p>
    </section>
  </div>`;
}

function renderLine({ price, actions }: Shop, { product, quantity, total }: PricedLine): TemplateResult {
  const { id, name, currency, variant } = product;
  const set = (wanted: number) => () => actions.setQuantity(id, wanted);
  return html`<li class="line">
    <a class="line-picture" href=${toProductHref(id)} tabindex="-1" aria-hidden="true">${renderPicture(product)}</a>
    <div class="line-words">
      <a href=${toProductHref(id)}>${shortName(product)}</a>
      <span class="faint">${variant ?? product.brand}</span>
    </div>
    <div class="quantity" role="group" aria-label=${`Quantity of ${name}`}>
      <button type="button" aria-label="One less" @click=${set(quantity - 1)}>−</button>
      <output>${quantity}</output>
      <button type="button" aria-label="One more" @click=${set(quantity + 1)}>+</button>
    </div>
    <span class="line-total">${price(total, currency)}</span>
    <button type="button" class="quiet line-remove" aria-label=${`Remove ${name}`} @click=${set(0)}>Remove</button>
  </li>`;
}

export function renderOrderPage(shop: Shop): TemplateResult {
  const { order } = shop.state;
  if (order === undefined) {
    return html`<div class="wide">
      <h1 tabindex="-1" class="page-title">No order in this visit</h1>
      <p class="empty">Orders live in this tab only. <a href="/cart">Go to the basket</a></p>
      ${renderRows(shop)}
    </div>`;
  }
  return html`<div class="wide">
    <h1 tabindex="-1" class="page-title">Thank you</h1>
    <p class="lead">
      Order ${order.number} is placed. This is a demonstration: nothing was charged and nothing was sent.
    </p>
    <ul class="lines ordered">
      ${order.lines.map(
        ({ product, quantity, total }) =>
          html`<li class="line">
            <span class="line-picture">${renderPicture(product)}</span>
            <div class="line-words"><a href=${toProductHref(product.id)}>${product.name}</a></div>
            <span class="quantity-fixed">× ${quantity}</span>
            <span class="line-total">${shop.price(total, product.currency)}</span>
          </li>`,
      )}
      <li class="line sum-line"><span>Total</span><span class="line-total">${shop.price(order.total)}</span></li>
    </ul>
    ${renderRows(shop)}
  </div>`;
}
