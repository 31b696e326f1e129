import { html, svg, type TemplateResult } from 'lit-html';
import type { DepartmentShare, Population } from './population.js';
import { toPercent } from './words.js';

const ROW = 26;
const LABEL = 146;
const PLOT = 176;
const VALUE = 52;
const BAR = 12;
const DOT = 4;
const ERRORS = 1.96;

/** The truth of each department as a bar, and on it the estimate as a dot with its 95 % interval. */
export function renderPlot({ departments }: Population): TemplateResult {
  const most = Math.max(
    ...departments.flatMap(({ truth, estimate, standardError }) => [truth, estimate + standardError]),
  );
  const toX = (share: number): number => LABEL + (PLOT * Math.min(most, Math.max(0, share))) / most;
  const row = ({ name, truth, estimate, standardError }: DepartmentShare, at: number): TemplateResult => {
    const top = at * ROW + 6;
    const middle = top + BAR / 2;
    const [low, high] = [estimate - ERRORS * standardError, estimate + ERRORS * standardError];
    return svg`<g>
      <text class="plot-label" x=${LABEL - 8} y=${middle + 4} text-anchor="end">${name}</text>
      <rect class="plot-truth" x=${LABEL} y=${top} width=${toX(truth) - LABEL} height=${BAR}></rect>
      <line class="plot-error" x1=${toX(low)} x2=${toX(high)} y1=${middle} y2=${middle}></line>
      <circle class="plot-estimate" cx=${toX(estimate)} cy=${middle} r=${DOT}></circle>
      <text class="plot-value" x=${LABEL + PLOT + VALUE} y=${middle + 4} text-anchor="end">${toPercent(estimate)}</text>
    </g>`;
  };
  return html`<svg
    class="plot"
    viewBox=${`0 0 ${String(LABEL + PLOT + VALUE)} ${String(departments.length * ROW + 8)}`}
    role="img"
    aria-label="Truth and estimate by department; the figures stand below"
  >
    ${departments.map(row)}
  </svg>`;
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
