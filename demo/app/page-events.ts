import type { TrackedEvent } from '../../src/index.js';
import { priceLines } from '../shop/cart.js';
import { toCartEvent, toItemEvent, toListEvent } from './events.js';
import { LIST_STEP } from './shop.js';
import type { Store } from './store.js';
import { listProducts } from './visible-list.js';

/** The event of having come to the page shown now; undefined where there is nothing to tell. */
export function toPageEvent({ state, catalog, search }: Store): TrackedEvent | undefined {
  const { route, cart } = state();
  switch (route.kind) {
    case 'product': {
      const product = catalog.find(route.id);
      return product && toItemEvent('view_item', product);
    }
    case 'category': {
      const { wanted } = listProducts(route, { catalog, search });
      return toListEvent(`category:${route.slugs.join('/')}`, wanted.slice(0, LIST_STEP));
    }
    case 'search':
      return route.term === '' ? undefined : { event_name: 'search', search_term: route.term };
    case 'cart':
      return cart.length === 0 ? undefined : toCartEvent('view_cart', priceLines(cart, catalog));
    default:
      return undefined;
  }
}
