import { html, nothing, type TemplateResult } from 'lit-html';
import { saveText, toCsv, type CsvValue } from './csv.js';

export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
  /** Names of the columns it becomes in a file. Default: its title. */
  readonly csv?: readonly string[];
}

export interface Cell {
  readonly shown: TemplateResult | string;
  /** As many as its column has there. */
  readonly csv: readonly CsvValue[];
}

export interface Table {
  /** Of the file that it is saved as, without the ending. */
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** What a file of it holds. Default: the rows shown. */
  readonly all?: readonly (readonly Cell[])[];
}

export function toTextCell(text: string): Cell {
  return { shown: text, csv: [text] };
}

export function toCountCell(count: number): Cell {
  return { shown: count.toLocaleString('en-GB'), csv: [count] };
}

/** A table that scrolls within itself where it is too wide, and can be saved as it is. */
export function renderTable(table: Table): TemplateResult {
  const { caption, columns, rows } = table;
  return html`<div class="table">
    <div class="scroll" tabindex="0" role="region" aria-label=${`Table: ${caption}`}>
      <table>
        <caption class="unseen">
          ${caption}
        </caption>
        <thead>
          <tr>
            ${columns.map(({ title, isNumber }) => html`<th scope="col" class=${isNumber ? 'number' : nothing}>${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (cells) =>
              html`<tr>
                ${cells.map(({ shown }, at) => renderCell(shown, at === 0, columns[at]?.isNumber ?? false))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <button type="button" class="quiet save" aria-label=${`Save as CSV: ${caption}`} @click=${() => save(table)}>
      Save as CSV
    </button>
  </div>`;
}

function renderCell(shown: Cell['shown'], isFirst: boolean, isNumber: boolean): TemplateResult {
  const kind = isNumber ? 'number' : nothing;
  return isFirst ? html`<th scope="row" class=${kind}>${shown}</th>` : html`<td class=${kind}>${shown}</td>`;
}

function save({ name, columns, rows, all = rows }: Table): void {
  const header = columns.flatMap(({ title, csv }) => csv ?? [title]);
  const values = all.map((cells) => cells.flatMap(({ csv }) => csv));
  saveText(`${name}.csv`, toCsv(header, values));
}
