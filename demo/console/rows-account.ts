import { html, nothing, type TemplateResult } from 'lit-html';
import { asNumber, asObject, type Json, type JsonObject } from './read-model.js';
import { toDay, toFigure, toShare, toWords } from './words.js';

interface AccountLine {
  readonly kind: 'used' | 'filtered' | 'rejected';
  readonly name: string;
  readonly rows: number;
}

/** What became of every row of the shop's history. */
export function renderRowsAccount(ingest: JsonObject): TemplateResult | typeof nothing {
  const rowsIn = asNumber(ingest['rowsIn']);
  if (rowsIn === undefined) return nothing;
  const used = asNumber(ingest['rowsUsed']) ?? 0;
  const lines: AccountLine[] = [
    { kind: 'used', name: 'Used', rows: used },
    ...toLines('filtered', ingest['filtered']),
    ...toLines('rejected', ingest['rejected']),
  ];
  const sum = lines.reduce((total, { rows }) => total + rows, 0);
  return html`<section aria-labelledby="history">
    <h2 id="history">The history it learned from</h2>
    <p class="lead">${toStory(ingest, rowsIn, used)}</p>
    <div class="bar" aria-hidden="true">
      ${lines.map(({ kind, rows }) => html`<span class=${kind} .style=${`flex-grow: ${String(rows)}`}></span>`)}
    </div>
    <table>
      <thead>
        <tr>
          <th scope="col">Rows</th>
          <th scope="col">What became of them</th>
          <th scope="col" class="number">Count</th>
          <th scope="col" class="number">Share</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map((line) => renderLine(line, rowsIn))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="2">In the files${sum === rowsIn ? '' : ', which is not the sum of the above'}</th>
          <td class="number">${toFigure(rowsIn)}</td>
          <td class="number">100 %</td>
        </tr>
      </tfoot>
    </table>
    ${renderNotes(ingest['notes'])}
  </section>`;
}

function renderLine({ kind, name, rows }: AccountLine, rowsIn: number): TemplateResult {
  return html`<tr>
    <td class="whole"><span class="swatch ${kind}"></span>${toWords(kind)}</td>
    <td>${kind === 'used' ? 'Trained on' : name}</td>
    <td class="number">${toFigure(rows)}</td>
    <td class="number">${toShare(rows, rowsIn)}</td>
  </tr>`;
}

function toLines(kind: AccountLine['kind'], counts: Json | undefined): AccountLine[] {
  return Object.entries(asObject(counts))
    .map(([name, rows]) => ({ kind, name: toWords(name), rows: asNumber(rows) ?? 0 }))
    .sort((a, b) => b.rows - a.rows);
}

function toStory(ingest: JsonObject, rowsIn: number, used: number): string {
  const { users, items, from, to } = ingest;
  const parts = [`${toFigure(used)} of ${toFigure(rowsIn)} rows were used`];
  if (typeof users === 'number' && typeof items === 'number') {
    parts.push(`by ${toFigure(users)} shoppers on ${toFigure(items)} products`);
  }
  if (typeof from === 'string' && typeof to === 'string') parts.push(`between ${toDay(from)} and ${toDay(to)}`);
  return `${parts.join(', ')}.`;
}

function renderNotes(notes: Json | undefined): TemplateResult | typeof nothing {
  const found = Object.entries(asObject(notes)).flatMap(([name, count]) =>
    typeof count === 'number' && count > 0 ? [{ name, count }] : [],
  );
  if (found.length === 0) return nothing;
  return html`<p class="faint">
    Worth a look: ${found.map(({ name, count }) => `${toWords(name).toLowerCase()} (${toFigure(count)})`).join(', ')}.
  </p>`;
}
