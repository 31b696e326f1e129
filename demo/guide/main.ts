import { html, render } from 'lit-html';
import { createRecommender } from '../../src/index.js';
import { keepFocus } from '../app/keep-focus.js';
import { parseCatalog, type Catalog } from '../shop/catalog.js';
import { createGuide } from './create-guide.js';
import { renderDevice } from './device-side.js';
import type { GuideActions, GuideState } from './guide-state.js';
import { createRandomBytes } from './random.js';
import { renderServer } from './server-side.js';
import { renderShopper } from './shopper-side.js';

const root = document.querySelector<HTMLElement>('#guide');
if (root !== null) void start(root);

async function start(root: HTMLElement): Promise<void> {
  try {
    const response = await fetch('/shop/catalog.json');
    const catalog = parseCatalog(await response.json());
    root.replaceChildren();
    root.removeAttribute('aria-busy');
    createGuide({
      ...{ catalog, createRecommender, random: createRandomBytes() },
      draw: (state, actions) => keepFocus(root, () => render(renderGuide(state, actions, catalog), root)),
    });
  } catch {
    root.textContent =
      'The shop’s catalog could not be read. Start the server with a catalog, then load this page again.';
  }
}

function renderGuide(state: GuideState, actions: GuideActions, catalog: Catalog) {
  return html`<div class="guide-head">
      <h1>One visit, three places</h1>
      <p class="lead">
        A shop wants to know what its shoppers like. A shopper does not want to be known. Follow what happens, from left
        to right: nothing but the orange line ever leaves a browser.
      </p>
    </div>
    <div class="sides">
      ${renderShopper(state, actions, catalog)} ${renderDevice(state, actions, catalog)} ${renderServer(state, actions)}
    </div>`;
}
