import type { Catalog } from '../shop/catalog.js';
import { findCategory } from '../shop/category-tree.js';
import { applyFilters, parseFilters } from '../shop/filters.js';
import type { Product } from '../shop/product.js';
import type { Search } from '../shop/search.js';
import type { Route } from './router.js';

/** The products of a category's or a search's page before and after its filters, in the order asked for. */
export interface ProductList {
  readonly all: readonly Product[];
  readonly wanted: readonly Product[];
}

export function listProducts(
  route: Route & { readonly kind: 'category' | 'search' },
  { catalog, search }: { readonly catalog: Catalog; readonly search: Search },
): ProductList {
  const filters = parseFilters(route.query);
  if (route.kind === 'search') {
    const all = search(route.term);
    // A search is ordered by how well it matches until the shopper asks for another order.
    const wanted = new Set(applyFilters(all, filters));
    return { all, wanted: route.query.has('sort') ? [...wanted] : all.filter((product) => wanted.has(product)) };
  }
  const all = findCategory(catalog.root, route.slugs)?.at(-1)?.products ?? [];
  return { all, wanted: applyFilters(all, filters) };
}
