import { html, type TemplateResult } from 'lit-html';
import { asList, asNumber, asObject, isObject, type Json, type JsonObject } from './read-model.js';
import { toDay, toFigure, toWords } from './words.js';

/** Draws what a newer trainer may report and this page has no words for: figures with intervals, tables, lists. */
export function renderAny(value: Json): TemplateResult | string {
  if (typeof value === 'number') return toFigure(value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) ? toDay(value) : value;
  if (value === null) return 'None';
  if (isObject(value)) return toInterval(value) ?? renderObject(value);
  return renderList(asList(value));
}

function renderObject(value: JsonObject): TemplateResult {
  return html`<dl class="any">
    ${Object.entries(value).map(
      ([name, part]) =>
        html`<dt>${toWords(name)}</dt>
          <dd>${renderAny(part)}</dd>`,
    )}
  </dl>`;
}

function renderList(list: readonly Json[]): TemplateResult | string {
  const rows = list.map(asObject);
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return list.map((part) => JSON.stringify(part)).join(', ');
  return html`<table>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${toWords(column)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${columns.map((column) => html`<td>${renderAny(row[column] ?? null)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** `{ mean, low, high }` and its like as `0.123 (0.115 to 0.131)`. */
function toInterval(value: JsonObject): string | undefined {
  const { interval } = value;
  const middle = asNumber(value['mean'] ?? value['value'] ?? value['estimate']);
  const low = asNumber(value['low'] ?? value['lower'] ?? asList(interval)[0]);
  const high = asNumber(value['high'] ?? value['upper'] ?? asList(interval)[1]);
  if (middle === undefined || low === undefined || high === undefined) return undefined;
  return `${toFigure(middle)} (${toFigure(low)} to ${toFigure(high)})`;
}
