import { html, nothing, type TemplateResult } from 'lit-html';
import type { GuideActions, GuideState } from './guide-state.js';
import { renderFigures, renderTruth } from './plot.js';
import { describeNoise, toCount, toPoints } from './words.js';

/** Sliders move over powers: a tenth of noise is as large a step at its end as at its beginning. */
const SHOPPERS = { least: 2, most: 5, step: 0.25 } as const;

/** What the server sees: many noisy answers, and what can be told from them. */
export function renderServer(state: GuideState, actions: GuideActions): TemplateResult {
  const { population, epsilon, shoppers } = state;
  return html`<section class="side" aria-labelledby="server">
    <h2 id="server"><span class="side-number" aria-hidden="true">3</span> What the server sees</h2>
    <p class="side-lead">
      Only noisy answers. No single one can be trusted; of many the noise can be taken off, and how far off the result
      may be is known.
    </p>
    <div class="sliders">
      <label>
        <span>Shoppers who answer <output>${toCount(shoppers)}</output></span>
        <input
          type="range"
          min=${SHOPPERS.least}
          max=${SHOPPERS.most}
          step=${SHOPPERS.step}
          .value=${String(Math.log10(shoppers))}
          aria-label="Shoppers who answer"
          aria-valuetext=${toCount(shoppers)}
          @input=${(event: Event) => actions.setShoppers(Math.round(10 ** valueOf(event)))}
        />
      </label>
      <label>
        <span>Budget ε, less is more noise <output>${epsilon.toFixed(1)}</output></span>
        <input
          type="range"
          min="0.5"
          max="8"
          step="0.5"
          .value=${String(epsilon)}
          aria-label="Budget ε, less is more noise"
          aria-valuetext=${epsilon.toFixed(1)}
          @input=${(event: Event) => actions.setEpsilon(valueOf(event))}
        />
      </label>
    </div>
    ${
      population === undefined
        ? nothing
        : html`<p class="verdict" aria-live="polite">
              On average <strong>${toPoints(population.meanError)}</strong> off; the formula says about
              ${toPoints(population.expectedError)}.
              ${describeNoise(epsilon, population.unchanged / population.shoppers)}
            </p>
            <p class="key" aria-hidden="true">
              <span class="key-truth">truth, which no server knows</span>
              <span class="key-estimate">estimate with its 95 % interval</span>
            </p>
            ${renderTruth(population)} ${renderFigures(population)}`
    }
    <button type="button" class="button" @click=${actions.nextWeek}>Another week</button>
    <p class="faint">
      These shoppers are made up; the noise and the arithmetic are those that devices and server use. Devices always use
      ε = 4.
    </p>
  </section>`;
}

function valueOf(event: Event): number {
  return Number((event.target as HTMLInputElement).value);
}
