import { html, nothing, type TemplateResult } from 'lit-html';
import type { Shop } from '../app/shop.js';
import type { ProductList } from '../app/visible-list.js';
import { countBrands, countFilters, parseFilters, printFilters, SORTS, type Filters } from '../shop/filters.js';
import { payablePrice, type Product } from '../shop/product.js';

const MAX_BRANDS = 12;

interface FilteredPage {
  /** Address of the page without its query. */
  readonly href: string;
  readonly query: URLSearchParams;
  readonly list: ProductList;
}

/** The filters of a list. Each change shows at once and stands in the address. */
export function renderFilterForm(shop: Shop, page: FilteredPage): TemplateResult {
  const filters = parseFilters(page.query);
  const active = countFilters(filters);
  const { all } = page.list;
  return html`<details class="filters" ?open=${matchMedia('(min-width: 900px)').matches}>
    <summary>Filters${active === 0 ? nothing : html` <span class="count">${active}</span>`}</summary>
    <form @change=${(event: Event) => apply(event, shop, page)} @submit=${(event: Event) => apply(event, shop, page)}>
      ${renderPriceRange(filters, all)} ${renderBrands(filters, all)}
      <fieldset>
        <legend>Show only</legend>
        ${all.some(({ salePrice }) => salePrice !== undefined) ? checkbox('sale', '1', 'Reduced', filters.onSale) : nothing}
        ${all.some(({ stock }) => stock === 'in') ? checkbox('stock', '1', 'In stock', filters.inStock) : nothing}
      </fieldset>
      ${active === 0 ? nothing : html`<a class="quiet" href=${`${page.href}${keptQuery(page.query)}`}>Clear filters</a>`}
      <button type="submit" class="unseen">Apply filters</button>
    </form>
  </details>`;
}

export function renderSort(shop: Shop, page: FilteredPage, byMatch = false): TemplateResult {
  const chosen = byMatch && !page.query.has('sort') ? 'match' : parseFilters(page.query).sort;
  const sorts = toSorts(shop.catalog.hasReviews);
  const options = byMatch ? [['match', 'Best match'] as const, ...sorts] : sorts;
  const change = ({ currentTarget }: Event): void => {
    const query = new URLSearchParams(page.query);
    query.set('sort', (currentTarget as HTMLSelectElement).value);
    shop.actions.go(`${page.href}?${query}`, true);
  };
  return html`<label class="sort"
    >Order
    <select @change=${change}>
      ${options.map(([value, name]) => html`<option value=${value} ?selected=${value === chosen}>${name}</option>`)}
    </select>
  </label>`;
}

/** Without reviews nothing can be ordered by them; the catalog's own order takes their place. */
function toSorts(hasReviews: boolean): readonly (readonly [value: string, name: string])[] {
  if (hasReviews) return SORTS;
  return SORTS.filter(([sort]) => sort !== 'rating').map(([sort, name]) => [
    sort,
    sort === 'chosen' ? 'Our order' : name,
  ]);
}

function renderPriceRange(filters: Filters, all: readonly Product[]): TemplateResult | typeof nothing {
  const prices = all.map(payablePrice).filter((price) => price !== undefined);
  if (prices.length === 0) return nothing;
  const lowest = Math.floor(prices.reduce((a, b) => Math.min(a, b)));
  const highest = Math.ceil(prices.reduce((a, b) => Math.max(a, b)));
  const field = (name: 'from' | 'to', label: string, hint: number): TemplateResult =>
    html`<label
      >${label}
      <input
        name=${name}
        type="number"
        inputmode="numeric"
        min="0"
        placeholder=${hint}
        .value=${String(filters[name] ?? '')}
    /></label>`;
  return html`<fieldset class="range">
    <legend>Price</legend>
    ${field('from', 'From', lowest)} ${field('to', 'To', highest)}
  </fieldset>`;
}

function renderBrands(filters: Filters, all: readonly Product[]): TemplateResult | typeof nothing {
  const brands = countBrands(all);
  if (brands.length < 2) return nothing;
  const shown = brands.filter(([brand], index) => index < MAX_BRANDS || filters.brands.includes(brand));
  return html`<fieldset>
    <legend>Brand</legend>
    ${shown.map(([brand, count]) => checkbox('brand', brand, brand, filters.brands.includes(brand), count))}
  </fieldset>`;
}

// eslint-disable-next-line max-params -- five plain attributes of one field
function checkbox(name: string, value: string, label: string, checked: boolean, count?: number): TemplateResult {
  return html`<label class="check">
    <input type="checkbox" name=${name} value=${value} .checked=${checked} />
    <span>${label}</span>${count === undefined ? nothing : html`<span class="faint">${count}</span>`}
  </label>`;
}

function apply(event: Event, shop: Shop, page: FilteredPage): void {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value !== '') fields.append(name, value);
  const sort = page.query.get('sort');
  if (sort !== null) fields.set('sort', sort);
  const query = new URLSearchParams(printFilters(parseFilters(fields)));
  const term = page.query.get('q');
  if (term !== null) query.set('q', term);
  if (sort !== null) query.set('sort', sort);
  shop.actions.go(`${page.href}${query.size === 0 ? '' : `?${query}`}`, true);
}

/** What stays when the filters go: the search and the order. */
function keptQuery(query: URLSearchParams): string {
  const kept = new URLSearchParams([...query].filter(([name]) => name === 'q' || name === 'sort'));
  return kept.size === 0 ? '' : `?${kept}`;
}
