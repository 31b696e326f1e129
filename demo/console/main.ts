import { createConsole } from './create-console.js';
import { CATALOG_PAGE } from './pages/catalog.js';
import { MODELS_PAGE } from './pages/models.js';
import { PLACEMENTS_PAGE } from './pages/placements.js';
import { PRIVACY_PAGE } from './pages/privacy.js';
import { RULES_PAGE } from './pages/rules.js';
import { TRAINING_PAGE } from './pages/training.js';
import { createSessionKey } from './session-key.js';

const [root, navigation] = ['#console', '#pages'].map((id) => document.querySelector<HTMLElement>(id));
if (root && navigation) {
  // Beside the console, so that the same page serves each shop under `/shops/SHOP/`.
  const folder = new URL('../', location.href);
  const shop = /\/shops\/([^/]+)\/$/.exec(folder.pathname)?.[1];
  const name = document.querySelector('#shop');
  if (name && shop !== undefined) name.textContent = shop;
  const pages = [PLACEMENTS_PAGE, RULES_PAGE, CATALOG_PAGE, MODELS_PAGE, PRIVACY_PAGE, TRAINING_PAGE];
  const { show } = createConsole({ root, navigation, pages, folder, key: createSessionKey(folder.pathname) });
  addEventListener('hashchange', () => void show());
  document.querySelector('.skip')?.addEventListener('click', (event) => {
    event.preventDefault(); // the address names the page
    root.querySelector<HTMLElement>('h1')?.focus();
  });
  root.replaceChildren();
  void show();
}
