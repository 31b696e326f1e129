import { render } from 'lit-html';
import { renderModelPage, renderNoModel } from './model-page.js';
import { readModel } from './read-model.js';

const root = document.querySelector<HTMLElement>('#console');
if (root !== null) void show(root);

async function show(root: HTMLElement): Promise<void> {
  // Beside the console, so that the same page serves each shop under `/shops/SHOP/`.
  const folder = new URL('../v1/model/', location.href);
  const page = await readModel(folder).then(renderModelPage, renderNoModel);
  root.replaceChildren();
  root.removeAttribute('aria-busy');
  render(page, root);
}
