import { html, nothing, type TemplateResult } from 'lit-html';
import { asList, asNumber, asObject, asText, type JsonObject } from './read-model.js';
import { toFigure, toWords } from './words.js';

/** The questions a blend of scores was fitted for. */
const BLENDS: Readonly<Record<string, { readonly title: string; readonly when: string }>> = {
  forbid: { title: 'Something new', when: 'Rows that leave out what the shopper already knows.' },
  allow: { title: 'Anything', when: 'Rows that may come back to known products, such as “buy it again”.' },
  basket: { title: 'What belongs with it', when: 'Lists that complete what the shopper has, in no order.' },
  newcomer: { title: 'Newcomers', when: 'Visitors of whom nothing is known yet.' },
  cold: { title: 'New products', when: 'Lists of products that nobody has met yet, by their catalog rows alone.' },
};

/** Below this the scores of rivals lie within chance of each other. */
const FEWEST_QUERIES = 300;

interface Contender {
  readonly name: string;
  readonly score: number;
  readonly isChosen: boolean;
}

/** How well the blend that ships ranked what held-out shoppers did next, beside each single signal. */
export function renderQuality(validation: JsonObject): TemplateResult | typeof nothing {
  const blends = Object.entries(asObject(validation['blends']));
  if (blends.length === 0) return nothing;
  return html`<section aria-labelledby="quality">
    <h2 id="quality">How well it guesses</h2>
    <p class="lead">
      Some shoppers were kept out of training. For each, the model ranked every product and was asked how near the top
      it put what the shopper did next (NDCG@10: 1 is always first, 0 is never among the first ten).
    </p>
    <div class="blends">${blends.map(([name, blend]) => renderBlend(name, asObject(blend)))}</div>
    ${renderTrials(validation)}
  </section>`;
}

function renderBlend(name: string, blend: JsonObject): TemplateResult | typeof nothing {
  const chosen = asText(blend['chosen']);
  const contenders: Contender[] = Object.entries(asObject(blend['gate']))
    .map(([signal, score]) => ({ name: signal, score: asNumber(score) ?? 0, isChosen: signal === chosen }))
    .sort((a, b) => b.score - a.score);
  if (contenders.length === 0) return nothing;
  const best = Math.max(...contenders.map(({ score }) => score), 1e-9);
  const queries = asNumber(blend['gateQueries']);
  return html`<div>
    <h3>${BLENDS[name]?.title ?? toWords(name)}</h3>
    <p class="faint">${BLENDS[name]?.when} ${queries === undefined ? nothing : toCaution(queries)}</p>
    <table class="ranking">
      <tbody>
        ${contenders.map((contender) => renderContender(contender, best))}
      </tbody>
    </table>
  </div>`;
}

function toCaution(queries: number): string {
  const asked = `${toFigure(queries)} questions asked`;
  return queries < FEWEST_QUERIES ? `Only ${asked}: too few to tell these apart.` : `${asked}.`;
}

function renderContender({ name, score, isChosen }: Contender, best: number): TemplateResult {
  return html`<tr class=${isChosen ? 'chosen' : nothing}>
    <th scope="row">
      ${SIGNALS[name] ?? toWords(name)}${isChosen ? html`<span class="unseen"> (ships)</span>` : nothing}
    </th>
    <td class="track"><span class="length" .style=${`inline-size: ${String((100 * score) / best)}%`}></span></td>
    <td class="number">${score.toFixed(4)}</td>
  </tr>`;
}

const SIGNALS: Readonly<Record<string, string>> = {
  blend: 'All signals together',
  'blend, L2 0.03': 'All signals, held back',
  'blend, L2 0.3': 'All signals, held back more',
  network: 'All signals, and how they combine',
  factors: 'Taste',
  next: 'What follows what',
  nextLast: 'What follows the last one',
  prototypes: 'Shoppers of a like taste',
  content: 'What is alike in the catalog',
  coldPopularity: 'Popularity to be expected',
  popularity: 'Bestsellers',
  trend1: 'Trend of a day',
  trend7: 'Trend of a week',
  trend30: 'Trend of a month',
  seenRecency: 'Seen lately',
  bought: 'Bought before',
};

function renderTrials(validation: JsonObject): TemplateResult | typeof nothing {
  const trials = asList(validation['tried']).map(asObject);
  if (trials.length === 0) return nothing;
  return html`<details>
    <summary>What else was tried: ${toFigure(trials.length)} settings</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">Setting</th>
          <th scope="col" class="number">NDCG@10</th>
        </tr>
      </thead>
      <tbody>
        ${trials.map(
          ({ what, ndcg10 }) =>
            html`<tr>
              <td>${asText(what)}</td>
              <td class="number">${asNumber(ndcg10)?.toFixed(4)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}
