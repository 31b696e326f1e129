import type { ProfileView, RecommenderStatus } from '../../src/index.js';
import type { Catalog } from '../shop/catalog.js';
import type { Product } from '../shop/product.js';
import type { Shelf } from './shelf.js';

export interface Taste {
  readonly kind: 'category' | 'brand';
  /** As the model names it; a category by its whole path. */
  readonly id: string;
  readonly name: string;
  /** Share among the tastes of its kind, 0-1. */
  readonly share: number;
}

export interface RecentProduct {
  readonly id: string;
  readonly name: string;
  readonly product: Product | undefined;
  readonly what: string;
}

/** All the shopper's panel shows. */
export interface PanelFacts {
  readonly status: RecommenderStatus;
  /** Strongest first. */
  readonly categories: readonly Taste[];
  readonly brands: readonly Taste[];
  readonly recent: readonly RecentProduct[];
  readonly events: number;
}

/** Between the levels of a category's path in the model. */
const LEVELS = ' > ';
const MAX_TASTES = 6;
const MAX_RECENT = 20;

const VERBS: Readonly<Record<string, string>> = {
  view_item: 'Looked at',
  select_item: 'Opened from a row',
  add_to_cart: 'Put in the basket',
  remove_from_cart: 'Taken out of the basket',
  add_to_wishlist: 'Saved',
  begin_checkout: 'Went to checkout',
  purchase: 'Bought',
};

/** Shown in lists the shopper did not choose item by item; they say nothing of one product. */
const LIST_EVENTS: ReadonlySet<string> = new Set(['view_item_list', 'view_cart', 'search', 'view_search_results']);

export async function readPanelFacts(shelf: Shelf, catalog: Catalog): Promise<PanelFacts> {
  const [status, profile] = await Promise.all([shelf.status(), shelf.profile()]);
  return {
    status,
    categories: toTastes('category', profile.categories),
    brands: toTastes('brand', profile.brands),
    recent: toRecent(profile, catalog),
    events: profile.events.length,
  };
}

/** The ids of known products that make up a taste: to remove the taste is to forget them. */
export async function idsOfTaste(taste: Taste, shelf: Shelf, catalog: Catalog): Promise<string[]> {
  const { events } = await shelf.profile();
  const ids = new Set(events.flatMap(({ items }) => items.map(({ item_id }) => item_id)));
  return [...ids].filter((id) => {
    const product = catalog.find(id);
    return product !== undefined && isOfTaste(product, taste);
  });
}

/** The model names a small category by the broader one it lies in, so that a taste may be the beginning of a path. */
function isOfTaste({ brand, path }: Product, { kind, id }: Taste): boolean {
  if (kind === 'brand') return brand === id;
  return path.some((_, level) => path.slice(0, level + 1).join(LEVELS) === id);
}

function toTastes(kind: Taste['kind'], shares: ProfileView['categories']): Taste[] {
  return shares.slice(0, MAX_TASTES).map(({ name, share }) => ({
    kind,
    id: name,
    name: kind === 'category' ? (name.split(LEVELS).at(-1) ?? name) : name,
    share,
  }));
}

function toRecent({ events }: ProfileView, catalog: Catalog): RecentProduct[] {
  const recent = new Map<string, RecentProduct>();
  const latestFirst = [...events].sort((a, b) => b.time - a.time);
  for (const { name, items } of latestFirst) {
    if (LIST_EVENTS.has(name)) continue;
    for (const { item_id: id } of items) {
      if (recent.has(id)) continue;
      const product = catalog.find(id);
      recent.set(id, { id, product, name: product?.name ?? id, what: VERBS[name] ?? 'Noticed' });
    }
  }
  return [...recent.values()].slice(0, MAX_RECENT);
}
