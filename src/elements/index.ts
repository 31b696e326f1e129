import type { Recommender } from '../api.js';
import { Row, ROW_ATTRIBUTES } from './row.js';
import { rowStyle } from './row-style.js';

export type { ListDetail, SelectDetail } from './row.js';

const ROW_TAG = 'shelfwise-row';

/**
 * Brings the page's `<shelfwise-row>` elements to life with one recommender. The first one wins; later calls, servers
 * and browsers without constructable style sheets change nothing, and rows keep the content they have.
 * @example connectElements(createRecommender({ model: '/shelfwise/model/latest.json' }));
 */
export function connectElements(recommender: Recommender): void {
  if (typeof customElements === 'undefined' || customElements.get(ROW_TAG) !== undefined) return;
  if (!('adoptedStyleSheets' in Document.prototype)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rowStyle);

  customElements.define(
    ROW_TAG,
    class extends HTMLElement {
      static readonly observedAttributes = ROW_ATTRIBUTES;
      readonly #row = new Row(this, recommender, sheet);

      connectedCallback(): void {
        this.#row.connect();
      }

      disconnectedCallback(): void {
        this.#row.disconnect();
      }

      attributeChangedCallback(): void {
        this.#row.refresh();
      }
    },
  );
}
