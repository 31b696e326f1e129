import { html, nothing, type TemplateResult } from 'lit-html';
import { renderFigures } from '../figures.js';
import type { Aggregates, ItemCell } from '../../../core/privacy/publish/aggregates.js';
import { renderPlot } from '../../plots/drawn-plot.js';
import type { ScatterPoint } from '../../plots/plot-spec.js';
import { isKnown, toInterval } from '../estimates.js';
import { figureColumns, renderFigure, toPercent, toShareCell } from '../figure-cell.js';
import { readCatalog, type CatalogCategory, type CatalogFacts, type CatalogProduct } from '../read-catalog.js';
import { renderTable, toCountCell, toTextCell, type Cell, type Table } from '../table.js';
import { parseWeeks, perWeek, renderWindows, toWeeksText, type Weeks } from '../windows.js';
import { toShare } from '../words.js';
import type { Page } from './page.js';

/** So many products stand in a table; the file has all. */
const SHOWN = 25;

/** What of the catalog the model knows, and which products devices look at against what the model's log said. */
export const CATALOG_PAGE: Page = {
  name: 'catalog',
  title: 'Catalog',
  needsKey: true,
  async load({ server, folder, detail }) {
    const weeks = parseWeeks(detail);
    const [catalog, told] = await Promise.all([
      readCatalog(new URL('v1/model/', folder)),
      server.aggregates({ weeks, question: 'item' }),
    ]);
    return renderCatalog(catalog, told, weeks);
  },
};

function renderCatalog(catalog: CatalogFacts, told: Aggregates, weeks: Weeks): TemplateResult {
  return html`<div class="console-head">
      <h1 tabindex="-1">Catalog</h1>
      <p class="lead">What the shipped model knows of the shop’s products, and what devices look at now.</p>
    </div>
    ${renderCoverage(catalog, told)} ${renderDemand(catalog, told, weeks)} ${renderCold(catalog)}`;
}

function renderCoverage(
  { products, categories, departments }: CatalogFacts,
  { questions }: Aggregates,
): TemplateResult {
  const cold = products.filter(({ isCold }) => isCold).length;
  const unavailable = products.filter(({ isAvailable }) => !isAvailable).length;
  const told = (questions.item?.cells ?? []).filter(({ id, value }) => id !== '' && value !== null).length;
  const figures: [string, string][] = [
    ['Products', toCountCell(products.length).shown as string],
    ['Known by enough shoppers', toShare(products.length - cold, products.length)],
    ['New, or known by too few', toCountCell(cold).shown as string],
    ['Not in stock at training', toCountCell(unavailable).shown as string],
    ['Stand out in reports', toCountCell(told).shown as string],
  ];
  return html`${renderFigures(figures)}
    <section aria-labelledby="categories">
      <h2 id="categories">By category</h2>
      <p class="faint">The first level of categories; the file has all of them.</p>
      ${renderTable({
        name: 'catalog-categories',
        caption: 'Coverage by category',
        columns: [
          { title: 'Category' },
          { title: 'Products', isNumber: true },
          { title: 'Known by enough shoppers', isNumber: true },
          { title: 'New, or known by too few', isNumber: true },
          { title: 'Of the last 30 days’ events', isNumber: true },
        ],
        rows: departments.map(toCategoryRow),
        all: categories.map(toCategoryRow),
      })}
    </section>`;
}

function toCategoryRow({ name, count, cold, demand }: CatalogCategory): Cell[] {
  return [
    toTextCell(name === '' ? '(no category)' : name),
    toCountCell(count),
    { shown: toShare(count - cold, count), csv: [(count - cold) / count] },
    toCountCell(cold),
    { shown: toShare(demand, 1), csv: [demand] },
  ];
}

interface Compared {
  readonly product: CatalogProduct;
  readonly cell: ItemCell;
}

function renderDemand({ products }: CatalogFacts, told: Aggregates, weeks: Weeks): TemplateResult {
  const cells = new Map((told.questions.item?.cells ?? []).map((cell) => [cell.id, cell]));
  const compared = products
    .flatMap((product): Compared[] => {
      const cell = cells.get(product.id);
      return cell === undefined ? [] : [{ product, cell }];
    })
    .sort((a, b) => (b.cell.value ?? 0) - (a.cell.value ?? 0) || b.product.demand - a.product.demand);
  const shown = compared.filter(({ cell }) => cell.value !== null);
  const reports = told.questions.item?.n ?? 0;
  return html`<section aria-labelledby="demand">
    <h2 id="demand">Looked at on devices, against the model’s own log</h2>
    ${renderWindows('catalog', weeks)}
    <p class="faint">
      ${toCountCell(reports).shown} reports named a product or none. A share under 50 reports or 3 standard errors is
      held back; beside it stands the product’s part of all events in the 30 days before the model was trained.
    </p>
    ${
      shown.length === 0
        ? html`<p class="verdict">No product stands out of the noise yet.</p>`
        : html`<div class="beside">
            ${renderTable(demandTable(compared, told, weeks))}
            <figure>
              ${renderPlot({
                kind: 'scatter',
                title: 'Share on devices against share in the log, by product',
                x: 'share in the log',
                y: 'share on devices',
                points: shown.flatMap(toPoint),
              })}
              <figcaption class="faint">
                A dot a product that stands out; whiskers are 95 % intervals. On the line devices look at it as often as
                the log said; above it more.
              </figcaption>
            </figure>
          </div>`
    }
  </section>`;
}

function toPoint({ product, cell }: Compared): ScatterPoint[] {
  if (!isKnown(cell)) return [];
  const [low, high] = toInterval(cell);
  return [{ name: product.name, x: product.demand, value: cell.value, low, high }];
}

function demandTable(compared: readonly Compared[], told: Aggregates, weeks: Weeks): Table {
  const pace = perWeek(told.series.map(({ n }) => n.item));
  const rows = compared.map(({ product, cell }): Cell[] => [
    { shown: product.name, csv: [product.id, product.name] },
    toItemCell(cell, pace),
    { shown: toPercent(product.demand), csv: [product.demand] },
  ]);
  return {
    name: `products-${String(weeks)}-weeks`,
    caption: `Products that stand out, ${toWeeksText(weeks).toLowerCase()}`,
    columns: [
      { title: 'Product', csv: ['id', 'name'] },
      { title: 'On devices', isNumber: true, csv: figureColumns('on devices') },
      { title: 'In the log', isNumber: true },
    ],
    rows: rows.filter((_, at) => compared[at]!.cell.value !== null).slice(0, SHOWN),
    all: rows,
  };
}

/** What is published stands out by three standard errors at least: its interval is never wider than the figure by much. */
function toItemCell(cell: ItemCell, pace: number): Cell {
  if (!isKnown(cell)) return toShareCell(cell, pace);
  const [low, high] = toInterval(cell);
  return {
    shown: renderFigure(cell.value, [low, high]),
    csv: [cell.value, cell.standardError, low, high, cell.n],
  };
}

function renderCold({ products }: CatalogFacts): TemplateResult | typeof nothing {
  const cold = products.filter(({ isCold }) => isCold);
  if (cold.length === 0) return nothing;
  const rows = cold.map(({ id, name, category, isAvailable }): Cell[] => [
    { shown: name, csv: [id, name] },
    toTextCell(category),
    toTextCell(isAvailable ? 'yes' : 'no'),
  ]);
  return html`<section aria-labelledby="cold">
    <h2 id="cold">Products that too few shoppers know</h2>
    <p class="faint">
      ${toCountCell(cold.length).shown} products are placed by their catalog rows alone: name, category, brand, price.
      The first ${toCountCell(Math.min(SHOWN, cold.length)).shown} stand here, all in the file.
    </p>
    ${renderTable({
      name: 'cold-products',
      caption: 'Products that too few shoppers know',
      columns: [{ title: 'Product', csv: ['id', 'name'] }, { title: 'Category' }, { title: 'In stock' }],
      rows: rows.slice(0, SHOWN),
      all: rows,
    })}
  </section>`;
}
