import { html, type TemplateResult } from 'lit-html';
import type { Product } from '../shop/product.js';

interface PictureOptions {
  /** What a screen reader says; empty where the name stands beside it. */
  readonly alt?: string;
  /** In the first screen: fetched at once. */
  readonly eager?: boolean;
}

const TILE_TONES = 5;

/** A product's picture, or its name set as a tile where there is none or it does not load. */
export function renderPicture(product: Product, { alt = '', eager = false }: PictureOptions = {}): TemplateResult {
  const tone = toneOf(product.path[0] ?? product.id);
  const tile = html`<span class="tile-name" aria-hidden="true">${product.name}</span>`;
  if (product.picture === undefined) return html`<span class="picture tile tone-${tone}">${tile}</span>`;
  return html`<span class="picture tone-${tone}">
    ${tile}
    <img
      src=${product.picture}
      alt=${alt}
      width="100"
      height="100"
      loading=${eager ? 'eager' : 'lazy'}
      decoding="async"
      @error=${showTile}
    />
  </span>`;
}

/** A picture that does not load makes room for the name. */
export function showTile({ target }: Event): void {
  (target as Element).closest('.picture')?.classList.add('tile');
}

/** The same thing always has the same tone. */
function toneOf(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return (sum % TILE_TONES) + 1;
}
