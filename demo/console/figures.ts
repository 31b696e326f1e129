import { html, type TemplateResult } from 'lit-html';

/** A row of large figures, each over its name. */
export function renderFigures(figures: readonly (readonly [name: string, figure: string])[]): TemplateResult {
  return html`<dl class="figures">
    ${figures.map(
      ([name, figure]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${figure}</dd>
        </div>`,
    )}
  </dl>`;
}
