import { html, type TemplateResult } from 'lit-html';
import type { PlotSpec } from './plot-spec.js';

/** A plot as wide as its place, drawn anew when that changes. Its figures stand in a table beside it. */
export function renderPlot(spec: PlotSpec): TemplateResult {
  return html`<drawn-plot class=${`plot-${spec.kind}`} role="img" aria-label=${spec.title} .spec=${spec}></drawn-plot>`;
}

/** Loads the library with the first plot, after the page's words and tables are there. */
class DrawnPlot extends HTMLElement {
  #spec: PlotSpec | undefined;
  #width = 0;
  readonly #observer = new ResizeObserver((entries) => {
    const width = Math.floor(entries.at(-1)?.contentRect.width ?? 0);
    if (width === this.#width) return;
    this.#width = width;
    void this.#draw();
  });

  set spec(spec: PlotSpec) {
    this.#spec = spec;
    void this.#draw();
  }

  connectedCallback(): void {
    this.#observer.observe(this);
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
  }

  async #draw(): Promise<void> {
    const [spec, width] = [this.#spec, this.#width];
    if (spec === undefined || width === 0) return;
    try {
      const { drawPlot } = await import('./draw-plot.js');
      if (spec === this.#spec && width === this.#width) this.replaceChildren(drawPlot(spec, width));
    } catch {
      this.textContent = 'The plot could not be drawn; its figures stand in the table.';
    }
  }
}

customElements.define('drawn-plot', DrawnPlot);
