import { html, type TemplateResult } from 'lit-html';
import { renderPlot } from '../plots/drawn-plot.js';
import type { Population } from './population.js';
import { toPercent } from './words.js';

/** Standard errors to both sides of a 95 % interval. */
const SIDE = 1.96;

/** The truth of each department as a bar, and on it the estimate as a dot with its 95 % interval. */
export function renderTruth({ departments }: Population): TemplateResult {
  return renderPlot({
    kind: 'truth',
    title: 'Truth and estimate by department; the figures stand below',
    rows: departments.map(({ name, truth, estimate, standardError }) => ({
      ...{ name, truth, value: estimate },
      ...{ low: estimate - SIDE * standardError, high: estimate + SIDE * standardError },
    })),
  });
}

/** The same figures for whoever reads instead of looking. */
export function renderFigures({ departments }: Population): TemplateResult {
  return html`<details class="plot-figures">
    <summary>The figures</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">Department</th>
          <th scope="col" class="number">Truth</th>
          <th scope="col" class="number">Estimate</th>
          <th scope="col" class="number">Standard error</th>
        </tr>
      </thead>
      <tbody>
        ${departments.map(
          ({ name, truth, estimate, standardError }) =>
            html`<tr>
              <td>${name}</td>
              <td class="number">${toPercent(truth)}</td>
              <td class="number">${toPercent(estimate)}</td>
              <td class="number">± ${toPercent(standardError)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}
