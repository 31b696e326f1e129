import { html, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { Shop } from '../app/shop.js';
import { renderIcon } from './icon.js';

/** What this browser knows, where it lives, what has left it, and how to be rid of it: the SDK's own panel, in a dialog. */
export function renderPanel({ shelf, state, actions }: Shop): TemplateResult {
  const { closePanel } = actions;
  return html`<dialog
    class="panel"
    aria-label="Made in your browser"
    @close=${closePanel}
    @click=${(event: Event) => event.target === event.currentTarget && closePanel()}
    ${ref((element) => synchronise(element, state.isPanelOpen))}
  >
    <div class="panel-inside">
      <button type="button" class="round panel-close" aria-label="Close" @click=${closePanel}>
        ${renderIcon('close')}
      </button>
      ${
        shelf === 'failed'
          ? html`<p>
              Shelfwise did not load, so nothing is known and nothing was sent. The rows are the same for everyone.
            </p>`
          : html`<shelfwise-privacy></shelfwise-privacy>`
      }
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
