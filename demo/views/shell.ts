import { html, nothing, type TemplateResult } from 'lit-html';
import type { Shop } from '../app/shop.js';
import { countPieces } from '../shop/cart.js';
import { renderIcon } from './icon.js';

export function renderHeader(shop: Shop): TemplateResult {
  const { info, state, actions } = shop;
  const pieces = countPieces(state.cart);
  return html`<a class="skip" href="#main" @click=${skipToMain}>Skip to the products</a>
    <header class="top">
      <div class="top-bar wide">
        <a class="wordmark" href="/">${info.name}</a>
        ${renderSearch(shop)}
        <nav class="tools" aria-label="Yours">
          <button type="button" class="tool" @click=${actions.openPanel}>
            ${renderIcon('device')}<span class="tool-name">On this device</span>
          </button>
          <a class="tool" href="/saved"
            >${renderIcon('heart')}<span class="tool-name">Saved</span>${count(state.saved.size)}</a
          >
          <a class="tool" href="/cart">${renderIcon('basket')}<span class="tool-name">Basket</span>${count(pieces)}</a>
        </nav>
      </div>
      ${renderDepartments(shop)}
    </header>`;
}

/** The page's base is the shop's front door, so that the browser would take `#main` for a part of that. */
function skipToMain(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main h1')?.focus();
}

function count(amount: number): TemplateResult | typeof nothing {
  return amount === 0 ? nothing : html`<span class="count">${amount}</span>`;
}

function renderSearch({ state, actions }: Shop): TemplateResult {
  const term = state.route.kind === 'search' ? state.route.term : '';
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = new FormData(event.currentTarget as HTMLFormElement).get('q');
    if (typeof wanted === 'string' && wanted.trim() !== '')
      actions.go(`/search?${new URLSearchParams({ q: wanted.trim() })}`);
  };
  return html`<form class="search" role="search" action="/search" @submit=${submit}>
    <label class="unseen" for="q">Search the shop</label>
    <input id="q" name="q" type="search" placeholder="Search" autocomplete="off" maxlength="100" .value=${term} />
    <button type="submit" aria-label="Search">${renderIcon('search')}</button>
  </form>`;
}

function renderDepartments({ catalog, state }: Shop): TemplateResult {
  const here = state.route.kind === 'category' ? state.route.slugs[0] : undefined;
  return html`<nav class="departments" aria-label="Departments">
    <ul class="wide">
      ${catalog.root.children.length === 0 ? link(catalog.root.href, 'Everything', here === 'everything') : nothing}
      ${catalog.root.children.slice(0, 14).map(({ name, href }) => link(href, name, href === `/category/${here ?? ''}`))}
    </ul>
  </nav>`;
}

function link(href: string, name: string, isHere: boolean): TemplateResult {
  return html`<li><a href=${href} aria-current=${isHere ? 'true' : nothing}>${name}</a></li>`;
}

export function renderFooter({ info, catalog, actions }: Shop): TemplateResult {
  return html`<footer class="foot">
    <div class="wide foot-grid">
      <div>
        <p class="wordmark">${info.name}</p>
        <p>${info.tagline}</p>
      </div>
      <nav aria-label="Shop">
        <h2>Shop</h2>
        <ul>
          <li><a href=${catalog.root.href}>Everything</a></li>
          ${catalog.root.children.slice(0, 4).map(({ name, href }) => html`<li><a href=${href}>${name}</a></li>`)}
        </ul>
      </nav>
      <nav aria-label="You">
        <h2>You</h2>
        <ul>
          <li><a href="/saved">Saved products</a></li>
          <li><a href="/cart">Basket</a></li>
          <li><button type="button" class="as-link" @click=${actions.openPanel}>What this browser knows</button></li>
        </ul>
      </nav>
      <div>
        <h2>How rows are made</h2>
        <p>
          This shop sends the same model to every browser. Your browser works out your rows; what you look at stays in
          it.
        </p>
        <p><a href="/guide/">One visit from three sides</a></p>
        <p><a href="/console/">For the people who run the shop</a></p>
      </div>
    </div>
    <p class="wide fine">${info.name} is a demonstration shop. Nothing here can be bought, and nothing is charged.</p>
  </footer>`;
}

export function renderConsentBar({ state, actions }: Shop): TemplateResult | typeof nothing {
  if (state.hasAnswered) return nothing;
  return html`<section class="ask" aria-label="Your browsing">
    <p>Keep your browsing on this device to improve what you see?</p>
    <div class="ask-answers">
      <button type="button" class="button" @click=${() => actions.answer(true)}>Keep it on this device</button>
      <button type="button" class="button" @click=${() => actions.answer(false)}>This visit only</button>
    </div>
  </section>`;
}
