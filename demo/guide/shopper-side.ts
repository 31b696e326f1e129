import { html, nothing, type TemplateResult } from 'lit-html';
import { toWhyLine } from '../app/why.js';
import type { Catalog } from '../shop/catalog.js';
import type { Product } from '../shop/product.js';
import { renderPicture } from '../views/picture.js';
import type { GuideActions, GuideState } from './guide-state.js';

/** What the shopper sees: products to look at, and a row that is made of what was looked at. */
export function renderShopper(
  { offered, looked, picked }: GuideState,
  actions: GuideActions,
  catalog: Catalog,
): TemplateResult {
  return html`<section class="side" aria-labelledby="shopper">
    <h2 id="shopper"><span class="side-number" aria-hidden="true">1</span> What the shopper sees</h2>
    <p class="side-lead">Look at a product or two. The row below is worked out in this browser, at once.</p>
    <ul class="offers">
      ${offered.map((product) => renderOffer(product, looked.has(product.id), actions))}
    </ul>
    <h3>Picked for you</h3>
    <p class="faint" aria-live="polite">
      ${picked.length === 0 ? 'The recommender is on its way.' : toWhyLine(picked, catalog)}
    </p>
    <ul class="picks">
      ${picked.map(({ id }) => renderPick(catalog.find(id)))}
    </ul>
    <button type="button" class="button" ?disabled=${looked.size === 0} @click=${actions.startOver}>
      Be somebody else
    </button>
  </section>`;
}

function renderOffer(product: Product, isSeen: boolean, { look }: GuideActions): TemplateResult {
  return html`<li>
    <button type="button" class="offer" aria-pressed=${isSeen ? 'true' : 'false'} @click=${() => look(product.id)}>
      ${renderPicture(product)}
      <span class="offer-name">${product.name}</span>
      <span class="offer-act">${isSeen ? 'Looked at' : 'Look at it'}</span>
    </button>
  </li>`;
}

function renderPick(product: Product | undefined): TemplateResult | typeof nothing {
  if (product === undefined) return nothing;
  return html`<li class="pick">
    ${renderPicture(product)}
    <span class="pick-name">${product.name}</span>
  </li>`;
}
