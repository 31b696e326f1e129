import type { Catalog } from '../shop/catalog.js';
import { findCategory } from '../shop/category-tree.js';
import type { Cart } from '../shop/cart.js';
import { shortName, type Product } from '../shop/product.js';
import type { Route } from './router.js';

export const ROW_LENGTH = 12;
/** Below this a personal row looks like a mistake; the shop's own row stays. */
export const FEWEST = 4;

/** A row of a page: what it asks for, and what it shows while there is no answer. */
export interface RowPlan {
  /** Also the scenario, for attribution. */
  readonly id: string;
  readonly title: string;
  /** Of a row that is the same for everyone and, where it has nothing of its own, holds what is popular. */
  readonly titleOfPopular?: string;
  readonly itemId?: string;
  readonly exclude: readonly string[];
  readonly otherwise: { readonly title: string; readonly products: readonly Product[] };
}

interface Place {
  readonly route: Route;
  readonly catalog: Catalog;
  readonly cart: Cart;
}

/** The rows of a page, from the top. */
export function planRows({ route, catalog, cart }: Place): RowPlan[] {
  const inCart = cart.map(({ id }) => id);
  const bestsellers = without(catalog.bestsellers, inCart).slice(0, ROW_LENGTH);
  const forYou = (id: string, exclude: readonly string[] = inCart): RowPlan => ({
    id,
    title: 'For you',
    exclude,
    otherwise: { title: catalog.hasReviews ? 'Bestsellers' : 'From our shelves', products: bestsellers },
  });
  switch (route.kind) {
    case 'home':
      return [forYou('home'), planTrending(catalog)];
    case 'product':
      return planProduct(catalog, route.id, forYou);
    case 'cart':
      return [planCrossSell(catalog, inCart) ?? forYou('cart')];
    case 'category':
      return findCategory(catalog.root, route.slugs) === undefined ? [forYou('missing')] : [forYou('category')];
    default:
      return [forYou(route.kind)];
  }
}

function planTrending(catalog: Catalog): RowPlan {
  // The row of bestsellers stands above.
  const others = catalog.bestsellers.slice(ROW_LENGTH);
  const rated = others.filter(({ rating }) => rating !== undefined && rating >= 4.5);
  const areRated = rated.length >= ROW_LENGTH;
  const title = areRated ? 'Well loved' : 'More from our shelves';
  return {
    id: 'trending',
    title: 'Trending now',
    titleOfPopular: 'Chosen most',
    exclude: [],
    otherwise: { title, products: (areRated ? rated : others).slice(0, ROW_LENGTH) },
  };
}

function planProduct(
  catalog: Catalog,
  id: string,
  forYou: (id: string, exclude: readonly string[]) => RowPlan,
): RowPlan[] {
  const product = catalog.find(id);
  if (product === undefined) return [forYou('missing', [])];
  const own = catalog.variantsOf(product).map((variant) => variant.id);
  const similar: RowPlan = {
    id: 'product',
    title: 'Similar and well matched',
    itemId: id,
    exclude: own,
    otherwise: { title: 'From the same shelf', products: catalog.neighboursOf(product, ROW_LENGTH) },
  };
  return [similar, forYou('product-for-you', own)];
}

function planCrossSell(catalog: Catalog, inCart: readonly string[]): RowPlan | undefined {
  const last = catalog.find(inCart.at(-1) ?? '');
  if (last === undefined) return undefined;
  return {
    id: 'cart',
    title: `Goes with ${shortName(last)}`,
    itemId: last.id,
    exclude: inCart,
    otherwise: {
      title: catalog.hasReviews ? 'Bestsellers' : 'From our shelves',
      products: without(catalog.bestsellers, inCart).slice(0, ROW_LENGTH),
    },
  };
}

function without(products: readonly Product[], ids: readonly string[]): Product[] {
  const left = new Set(ids);
  return products.filter(({ id }) => !left.has(id));
}
