import { html, nothing, type TemplateResult } from 'lit-html';
import type { CategoryNode } from '../shop/category-tree.js';

/** The way from the front door to here. */
export function renderTrail(nodes: readonly CategoryNode[]): TemplateResult {
  return html`<nav class="trail" aria-label="Where you are">
    <ol>
      <li><a href="/">Home</a></li>
      ${nodes.length === 0 ? nothing : nodes.map(({ name, href }) => html`<li><a href=${href}>${name}</a></li>`)}
    </ol>
  </nav>`;
}
