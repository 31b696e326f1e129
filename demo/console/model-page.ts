import { html, nothing, type TemplateResult } from 'lit-html';
import type { SectionName } from '../../core/artifact/manifest.js';
import { renderFigures } from './figures.js';
import { renderAny } from './any-value.js';
import { renderQuality } from './quality.js';
import { asNumber, asObject, asText, type JsonObject, type ModelFacts, type ModelFile } from './read-model.js';
import { renderRowsAccount } from './rows-account.js';
import { toDay, toFigure, toKilobytes } from './words.js';

const PURPOSES: Readonly<Record<string, string>> = {
  ids: 'Which products there are',
  items: 'The taste coordinates of each product',
  next: 'What follows what, what goes with what',
  gram: 'What lets a browser place a new shopper among the products',
  blend: 'How the signals are weighed',
  content: 'What each product is: its names and categories as coordinates',
  cold: 'For products that few shoppers know: which known ones they resemble',
  prototypes: 'Groups of shoppers with a like taste, and what each looks for',
  context: 'What is looked for at other hours, on other devices, from other places',
  together: 'What is viewed and what is bought together',
  habits: 'What is bought again, and after how long',
  demand: 'What devices have reported since the log',
  display: 'Names, prices and pictures, so that no request tells what was shown',
  report: 'This page; browsers of shoppers do not fetch it',
} satisfies Record<SectionName, string>;

/** Parts of the report this page draws in its own way; the rest is drawn as it comes. */
const DRAWN: ReadonlySet<string> = new Set(['ingest', 'validation', 'privacy', 'items', 'supportedItems', 'limits']);

export function renderModelPage(facts: ModelFacts): TemplateResult {
  const report = facts.report ?? {};
  return html`${renderHead(facts, report)}
  ${
    facts.report === undefined
      ? html`<p class="lead">This model came without a report of its training.</p>`
      : html`${renderRowsAccount(asObject(report['ingest']))} ${renderQuality(asObject(report['validation']))}`
  }
  ${renderFiles(facts)} ${renderPrivacy(report)} ${renderRest(report)}`;
}

function renderHead({ sequence, asOf, items, dimension, files }: ModelFacts, report: JsonObject): TemplateResult {
  const shipped = files.filter(({ name }) => name !== 'report').reduce((sum, { bytes }) => sum + bytes, 0);
  const supported = asNumber(report['supportedItems']);
  const figures: [string, string][] = [
    ['Products', toFigure(items)],
    ['Known by enough shoppers', supported === undefined ? '–' : toFigure(supported)],
    ['Size in a browser', toKilobytes(shipped)],
    ['Taste dimensions', toFigure(dimension)],
  ];
  return html`<div class="console-head">
    <h1 tabindex="-1">Model ${sequence}</h1>
    <p class="lead">
      ${asOf === undefined ? 'Trained on a history without dates.' : `Knows the shop up to ${toDay(asOf)}.`} The same
      files go to every browser; each shopper’s own rows are worked out there.
    </p>
    ${renderFigures(figures)}
  </div>`;
}

function renderFiles({ files }: ModelFacts): TemplateResult {
  return html`<section aria-labelledby="files">
    <h2 id="files">What is shipped</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">What it is for</th>
          <th scope="col" class="number">Size</th>
          <th scope="col" class="hash">SHA-256 begins</th>
        </tr>
      </thead>
      <tbody>
        ${files.map(renderFile)}
      </tbody>
    </table>
  </section>`;
}

function renderFile({ name, bytes, hash }: ModelFile): TemplateResult {
  return html`<tr>
    <td>${name}</td>
    <td>${PURPOSES[name]}</td>
    <td class="number">${toKilobytes(bytes)}</td>
    <td class="hash"><code>${hash}</code></td>
  </tr>`;
}

function renderPrivacy(report: JsonObject): TemplateResult | typeof nothing {
  const statement = asText(report['privacy']);
  if (statement === undefined) return nothing;
  return html`<section aria-labelledby="privacy">
    <h2 id="privacy">What it cannot tell</h2>
    <p class="lead">${statement}</p>
  </section>`;
}

function renderRest(report: JsonObject): TemplateResult | typeof nothing {
  const rest = Object.fromEntries(Object.entries(report).filter(([name]) => !DRAWN.has(name)));
  if (Object.keys(rest).length === 0) return nothing;
  return html`<section aria-labelledby="rest">
    <h2 id="rest">How it was made</h2>
    ${renderAny(rest)}
  </section>`;
}

export function renderNoModel(): TemplateResult {
  return html`<div class="console-head">
    <h1 tabindex="-1">No model yet</h1>
    <p class="lead">
      The server has no model to read. Train one with <code>shelfwise train --events … --out …</code>, or start with
      <code>npm start</code>, then load this page again.
    </p>
  </div>`;
}
