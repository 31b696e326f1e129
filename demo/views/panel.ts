import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { PanelFacts, RecentProduct, Taste } from '../app/panel-facts.js';
import { toProductHref } from '../app/router.js';
import type { Shop } from '../app/shop.js';
import { renderIcon } from './icon.js';
import { renderPicture } from './picture.js';

/** What this browser knows, where it lives, what has left it, and how to be rid of it. */
export function renderPanel(shop: Shop): TemplateResult {
  const { panel } = shop.state;
  const { closePanel } = shop.actions;
  return html`<dialog
    class="panel"
    aria-labelledby="panel-title"
    @close=${closePanel}
    @click=${(event: Event) => event.target === event.currentTarget && closePanel()}
    ${ref((element) => synchronise(element, panel.isOpen))}
  >
    <div class="panel-inside">
      <header class="panel-head">
        <h2 id="panel-title">Made in your browser</h2>
        <button type="button" class="round" aria-label="Close" @click=${closePanel}>${renderIcon('close')}</button>
      </header>
      <p class="panel-result" role="status">${panel.result}</p>
      ${panel.isOpen ? renderInside(shop) : nothing}
    </div>
  </dialog>`;
}

/** A dialog opens by a call, not by an attribute: only then it holds the keyboard and Escape closes it. */
function synchronise(element: Element | undefined, isOpen: boolean): void {
  if (!(element instanceof HTMLDialogElement) || element.open === isOpen) return;
  // The reference comes before the element is in the page.
  queueMicrotask(() => {
    if (element.isConnected && element.open !== isOpen) element[isOpen ? 'showModal' : 'close']();
  });
}

function renderInside(shop: Shop): TemplateResult {
  const { facts } = shop.state.panel;
  if (shop.shelf === 'failed') {
    return html`<p>
      Shelfwise did not load, so nothing is known and nothing was sent. The rows are the same for everyone.
    </p>`;
  }
  if (facts === undefined) return html`<p class="faint">Reading what this browser knows…</p>`;
  return html`${renderSent(facts)} ${renderPlaces(facts)} ${renderTastes(facts, shop)} ${renderRecent(facts, shop)}
  ${renderSwitches(facts, shop)}`;
}

function renderSent({ status: { sentBytes } }: PanelFacts): TemplateResult {
  const figure = `${sentBytes.toLocaleString('en-GB')} ${sentBytes === 1 ? 'byte' : 'bytes'} sent`;
  return html`<section class="sent" data-left=${sentBytes > 0 ? 'yes' : 'no'}>
    <p class="sent-figure">${figure}</p>
    <p>
      Your browser worked out the rows in this shop by itself, from what you looked at here and a model that is the same
      for every visitor. ${sentBytes === 0 ? 'Nothing of what you looked at has left this browser.' : nothing}
    </p>
  </section>`;
}

function renderPlaces({ status, events }: PanelFacts): TemplateResult {
  const { storage, answering, model } = status;
  return html`<dl class="facts">
    <dt>Where it lives</dt>
    <dd>${PLACES[storage]}</dd>
    <dt>What is known</dt>
    <dd>${events === 0 ? 'Nothing yet' : `${String(events)} ${events === 1 ? 'event' : 'events'}`}</dd>
    <dt>What answers</dt>
    <dd>${ANSWERS[answering]}</dd>
    <dt>Model</dt>
    <dd>${model === null ? 'Not loaded' : toModelWords(model)}</dd>
  </dl>`;
}

const PLACES = {
  disk: 'On this device’s disk. One small cookie remembers that you allowed it',
  memory: 'In the memory of this tab, gone when you close it',
  none: 'Nowhere',
} as const;

const ANSWERS = {
  fallback: 'The list of bestsellers, while the model is not here',
  'closed-form': 'The shop’s model, fitted to you on this device',
  personal: 'A model of your own, trained on this device',
} as const;

function toModelWords(model: NonNullable<PanelFacts['status']['model']>): string {
  const kilobytes = Math.ceil(model.sizeBytes / 1000).toLocaleString('en-GB');
  const parts = [`${model.items.toLocaleString('en-GB')} products`, `${kilobytes} kB`];
  if (model.asOf !== null)
    parts.push(`as of ${new Date(model.asOf).toLocaleDateString('en-GB', { dateStyle: 'medium' })}`);
  return parts.join(', ');
}

function renderTastes({ categories, brands }: PanelFacts, shop: Shop): TemplateResult {
  return html`<section aria-labelledby="tastes">
    <h3 id="tastes">Your tastes, as far as this browser can tell</h3>
    ${
      categories.length + brands.length === 0
        ? html`<p class="faint">None yet. They appear as you look around.</p>`
        : html`${renderTasteList('Kinds of products', categories, shop)} ${renderTasteList('Brands', brands, shop)}`
    }
  </section>`;
}

function renderTasteList(name: string, tastes: readonly Taste[], shop: Shop): TemplateResult | typeof nothing {
  if (tastes.length === 0) return nothing;
  return html`<h4>${name}</h4>
    <ul class="tastes">
      ${tastes.map((taste) => renderTaste(taste, shop))}
    </ul>`;
}

function renderTaste(taste: Taste, { actions }: Shop): TemplateResult {
  return html`<li>
    <span class="taste-name">${taste.name}</span>
    <meter min="0" max="1" .value=${taste.share} aria-label=${`Share of ${taste.name}`}></meter>
    <span class="figure">${Math.round(taste.share * 100)} %</span>
    <button type="button" class="quiet" aria-label=${`Forget ${taste.name}`} @click=${() => actions.forgetTaste(taste)}>
      Forget
    </button>
  </li>`;
}

function renderRecent({ recent }: PanelFacts, shop: Shop): TemplateResult | typeof nothing {
  if (recent.length === 0) return nothing;
  return html`<section aria-labelledby="recent">
    <h3 id="recent">Products it goes by</h3>
    <ul class="recent">
      ${recent.map((entry) => renderRecentProduct(entry, shop))}
    </ul>
  </section>`;
}

function renderRecentProduct({ id, name, product, what }: RecentProduct, { actions }: Shop): TemplateResult {
  return html`<li>
    <span class="recent-picture">${product === undefined ? nothing : renderPicture(product)}</span>
    <span class="recent-words">
      <a href=${toProductHref(id)} @click=${actions.closePanel}>${name}</a>
      <span class="faint">${what}</span>
    </span>
    <button type="button" class="quiet" aria-label=${`Forget ${name}`} @click=${() => actions.forgetProduct(id)}>
      Forget
    </button>
  </li>`;
}

function renderSwitches({ events }: PanelFacts, { state, actions }: Shop): TemplateResult {
  return html`<section class="switches" aria-labelledby="choices">
    <h3 id="choices">Your choice</h3>
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        .checked=${state.isKeeping}
        @change=${({ currentTarget }: Event) => actions.answer((currentTarget as HTMLInputElement).checked)}
      />
      <span>
        Keep on this device
        <span class="faint">Off: this visit only, and what is on the disk is deleted.</span>
      </span>
    </label>
    <button type="button" class="button" ?disabled=${events === 0} @click=${actions.eraseAll}>Erase everything</button>
    <p class="faint">Erasing cannot be undone: afterwards nothing exists to bring back.</p>
  </section>`;
}
