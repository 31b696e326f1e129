import { html, nothing, type TemplateResult } from 'lit-html';
import { toProductHref } from '../app/router.js';
import type { Shop } from '../app/shop.js';
import { pickFaces, type Catalog } from '../shop/catalog.js';
import type { CategoryNode } from '../shop/category-tree.js';
import type { Product } from '../shop/product.js';
import { renderPrice } from './card.js';
import { renderPicture } from './picture.js';
import { renderRow } from './row.js';

const LEDGE_LENGTH = 5;
const MAX_DEPARTMENTS = 12;

export function renderHomePage(shop: Shop): TemplateResult {
  const [forYou, trending] = shop.rows;
  return html`${renderLedge(shop)}
    <div class="wide">
      ${forYou === undefined ? nothing : renderRow(forYou, shop)} ${renderDepartments(shop)}
      ${trending === undefined ? nothing : renderRow(trending, shop)}
    </div>`;
}

/** The shop's window: a picture ledge with a few things from all over the house. */
function renderLedge(shop: Shop): TemplateResult {
  const { info, catalog } = shop;
  const { length } = catalog.products;
  return html`<section class="window">
    <div class="wide window-grid">
      <div class="window-words">
        <h1 tabindex="-1">${info.tagline}</h1>
        <p><a class="button strong" href=${catalog.root.href}>See all ${length.toLocaleString('en-GB')} products</a></p>
      </div>
      <ul class="ledge">
        ${pickForLedge(catalog).map(
          (product) =>
            html`<li>
              <a href=${toProductHref(product.id)}>
                <span class="frame">${renderPicture(product, { eager: true })}</span>
                <span class="tag"><span class="tag-name">${product.name}</span> ${renderPrice(product, shop)}</span>
              </a>
            </li>`,
        )}
      </ul>
    </div>
  </section>`;
}

/** One product of each of the largest departments; the bestsellers where there are too few departments. */
function pickForLedge(catalog: Catalog): Product[] {
  const faces = pickFaces(catalog.root.children.map(({ products }) => products)).filter((face) => face !== undefined);
  return (faces.length >= LEDGE_LENGTH ? faces : catalog.bestsellers).slice(0, LEDGE_LENGTH);
}

function renderDepartments({ catalog }: Shop): TemplateResult | typeof nothing {
  const children = catalog.root.children.slice(0, MAX_DEPARTMENTS);
  if (children.length < 2) return nothing;
  const faces = pickFaces(children.map(({ products }) => products));
  return html`<section class="block" aria-labelledby="departments">
    <div class="row-head"><h2 id="departments">Departments</h2></div>
    <ul class="index">
      ${children.map((department, index) => renderDepartment(department, faces[index]))}
    </ul>
  </section>`;
}

function renderDepartment({ name, href, products, children }: CategoryNode, face?: Product): TemplateResult {
  return html`<li class="index-entry">
    <a class="index-picture" href=${href} tabindex="-1" aria-hidden="true">
      ${face === undefined ? nothing : renderPicture(face)}
    </a>
    <div>
      <h3><a href=${href}>${name}</a> <span class="faint">${products.length}</span></h3>
      <p class="index-children">
        ${children.slice(0, 4).map((child) => html`<a href=${child.href}>${child.name}</a> `)}
      </p>
    </div>
  </li>`;
}
