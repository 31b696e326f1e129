import type { Recommender } from '../api.js';
import { Panel } from './panel.js';
import { panelStyle } from './panel-style.js';
import { WORDS, type PanelWords } from './words.js';

export type { PanelWords } from './words.js';

const PANEL_TAG = 'shelfwise-privacy';

/** A `<shelfwise-privacy>` element. */
export interface PrivacyElement extends HTMLElement {
  /** Texts in the shop's own language, all or some of them. */
  words: Partial<PanelWords>;
}

/**
 * Brings the page's `<shelfwise-privacy>` elements to life with one recommender. The first one wins; later calls, servers and
 * browsers without constructable style sheets change nothing.
 * @example connectPrivacy(createRecommender({ model: '/shelfwise/model/latest.json' }));
 */
export function connectPrivacy(recommender: Recommender): void {
  if (typeof customElements === 'undefined' || customElements.get(PANEL_TAG) !== undefined) return;
  if (!('adoptedStyleSheets' in Document.prototype)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(panelStyle);

  customElements.define(
    PANEL_TAG,
    class extends HTMLElement implements PrivacyElement {
      readonly #root = this.attachShadow({ mode: 'open' });
      #words: Partial<PanelWords> = {};
      #panel: Panel | undefined;

      get words(): Partial<PanelWords> {
        return this.#words;
      }

      set words(words: Partial<PanelWords>) {
        this.#words = words;
        if (this.#panel !== undefined) this.#build();
      }

      connectedCallback(): void {
        this.#root.adoptedStyleSheets = [sheet];
        // Words that were given before this code was there hide the property.
        const early = Object.getOwnPropertyDescriptor(this, 'words');
        Reflect.deleteProperty(this, 'words');
        if (early !== undefined) this.#words = early.value as Partial<PanelWords>;
        this.#build();
      }

      disconnectedCallback(): void {
        this.#panel?.disconnect();
        this.#panel = undefined;
      }

      #build(): void {
        this.#panel?.disconnect();
        this.#panel = new Panel(this, this.#root, recommender, { ...WORDS, ...this.#words });
        this.#panel.connect();
      }
    },
  );
}

// Beside the script tag, which loads this file when the element is on the page, there is a recommender already.
const { recommender } = Object((globalThis as { shelfwise?: unknown }).shelfwise) as { recommender?: Recommender };
if (recommender !== undefined) connectPrivacy(recommender);
