import { payablePrice, type Product } from './product.js';

export const SORTS = [
  ['chosen', 'Most reviewed'],
  ['rating', 'Best rated'],
  ['price-up', 'Price, low to high'],
  ['price-down', 'Price, high to low'],
  ['name', 'Name'],
] as const;
export type Sort = (typeof SORTS)[number][0];

/** What a shopper asked of a list. Lives in the address, so that a list can be sent to somebody. */
export interface Filters {
  readonly brands: readonly string[];
  readonly from?: number;
  readonly to?: number;
  readonly onSale: boolean;
  readonly inStock: boolean;
  readonly sort: Sort;
}

export function parseFilters(query: URLSearchParams): Filters {
  const from = toAmount(query.get('from'));
  const to = toAmount(query.get('to'));
  return {
    brands: query.getAll('brand'),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    onSale: query.has('sale'),
    inStock: query.has('stock'),
    sort: SORTS.find(([sort]) => sort === query.get('sort'))?.[0] ?? 'chosen',
  };
}

/** The query of an address, with its `?`; empty for the defaults. */
export function printFilters(filters: Filters): string {
  const query = new URLSearchParams(filters.brands.map((brand) => ['brand', brand]));
  if (filters.from !== undefined) query.set('from', String(filters.from));
  if (filters.to !== undefined) query.set('to', String(filters.to));
  if (filters.onSale) query.set('sale', '1');
  if (filters.inStock) query.set('stock', '1');
  if (filters.sort !== 'chosen') query.set('sort', filters.sort);
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** How many filters narrow the list; the order is none. */
export function countFilters(filters: Filters): number {
  const ranges = (filters.from === undefined ? 0 : 1) + (filters.to === undefined ? 0 : 1);
  return filters.brands.length + ranges + Number(filters.onSale) + Number(filters.inStock);
}

export function applyFilters(products: readonly Product[], filters: Filters): Product[] {
  const brands = new Set(filters.brands);
  const { from = 0, to = Infinity } = filters;
  const isWanted = (product: Product): boolean => {
    if (brands.size > 0 && !brands.has(product.brand ?? '')) return false;
    if (filters.onSale && product.salePrice === undefined) return false;
    if (filters.inStock && product.stock !== 'in') return false;
    const price = payablePrice(product);
    return price === undefined ? from === 0 && to === Infinity : price >= from && price <= to;
  };
  return products.filter(isWanted).sort(COMPARERS[filters.sort]);
}

/** Brands of a list with their counts, most frequent first. */
export function countBrands(products: readonly Product[]): [brand: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { brand } of products) if (brand !== undefined) counts.set(brand, (counts.get(brand) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

const priceOf = (product: Product, missing: number): number => payablePrice(product) ?? missing;

const COMPARERS: Readonly<Record<Sort, (a: Product, b: Product) => number>> = {
  chosen: (a, b) => b.reviewCount - a.reviewCount,
  rating: (a, b) => (b.rating ?? 0) - (a.rating ?? 0) || b.reviewCount - a.reviewCount,
  'price-up': (a, b) => priceOf(a, Infinity) - priceOf(b, Infinity),
  'price-down': (a, b) => priceOf(b, -1) - priceOf(a, -1),
  name: (a, b) => a.name.localeCompare(b.name),
};

function toAmount(text: string | null): number | undefined {
  const amount = text === null || text === '' ? NaN : Number(text);
  return Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}
