import { html, type TemplateResult } from 'lit-html';

/** The one page that needs no catalog. */
export function renderLoadError(): TemplateResult {
  return html`<main class="wide">
    <h1 class="page-title">The shop could not be opened</h1>
    <p class="lead">Its catalog did not arrive. Check the connection, then <a href="/">try again</a>.</p>
  </main>`;
}
