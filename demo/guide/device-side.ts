import { html, nothing, type TemplateResult } from 'lit-html';
import type { Catalog } from '../shop/catalog.js';
import type { GuideActions, GuideState, WeeklyAnswer } from './guide-state.js';
import { toPercent } from './words.js';

const SHOWN = 5;

/** What is on the device: every event and the tastes drawn from them; of all this one noisy answer a week may leave. */
export function renderDevice(state: GuideState, { tell }: GuideActions, catalog: Catalog): TemplateResult {
  const { profile, departments, answer } = state;
  const events = [...(profile?.events ?? [])].reverse();
  const names = events.flatMap(({ items }) => items.map(({ item_id }) => catalog.find(item_id)?.name ?? item_id));
  const tastes = profile?.categories.slice(0, SHOWN) ?? [];
  return html`<section class="side" aria-labelledby="device">
    <h2 id="device"><span class="side-number" aria-hidden="true">2</span> What is on the device</h2>
    <p class="side-lead">
      Everything. In this demonstration it is in memory only; a shop that may store keeps it in the browser’s database.
    </p>
    <h3>Looked at</h3>
    ${
      names.length === 0
        ? html`<p class="faint">Nothing yet.</p>`
        : html`<ol class="facts">
            ${names.slice(0, SHOWN).map((name) => html`<li>${name}</li>`)}
          </ol>`
    }
    ${names.length > SHOWN ? html`<p class="faint">and ${names.length - SHOWN} more</p>` : nothing}
    <h3>Tastes</h3>
    ${
      tastes.length === 0
        ? html`<p class="faint">None yet.</p>`
        : html`<ul class="facts">
            ${tastes.map(({ name, share }) => html`<li>${name} <span class="faint">${toPercent(share)}</span></li>`)}
          </ul>`
    }
    <div class="leaving">
      <h3>What leaves, once a week</h3>
      <p>
        One public question, the same for everybody: “Which department did you look at? One of them, drawn at random.”
      </p>
      <button type="button" class="button" @click=${tell}>
        ${answer === undefined ? 'Make the noisy answer' : 'Make it again'}
      </button>
      ${renderAnswer(answer, departments)}
      <p class="faint">A device makes it once and never again. Here you may, to see that the noise differs.</p>
    </div>
  </section>`;
}

function renderAnswer(
  answer: WeeklyAnswer | undefined,
  departments: readonly string[],
): TemplateResult | typeof nothing {
  if (answer === undefined) return nothing;
  const nameOf = (choice: number): string => departments[choice] ?? '';
  return html`<dl class="answer" aria-live="polite">
    <div>
      <dt>Stays here</dt>
      <dd>${nameOf(answer.truth)}</dd>
    </div>
    <div class="leaves">
      <dt>Leaves this browser</dt>
      <dd>${nameOf(answer.told)}</dd>
    </div>
  </dl>`;
}
