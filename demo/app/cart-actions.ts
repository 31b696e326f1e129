import { priceLines, quantityOf, totalOf, withQuantity } from '../shop/cart.js';
import { toCartEvent, toItemEvent } from './events.js';
import type { Actions } from './shop.js';
import { keepThings, type Store } from './store.js';

type CartActions = Pick<Actions, 'setQuantity' | 'toggleSaved' | 'checkOut'>;

interface Surroundings {
  readonly go: Actions['go'];
  /** The basket is another one; rows that depend on it are planned anew. */
  readonly onCart: () => void;
}

export function createCartActions(store: Store, { go, onCart }: Surroundings): CartActions {
  const { catalog, state, change, track } = store;
  return {
    setQuantity(id, quantity) {
      const product = catalog.find(id);
      if (product === undefined) return;
      const before = quantityOf(state().cart, id);
      const cart = withQuantity(state().cart, id, quantity);
      const added = quantityOf(cart, id) - before;
      if (added === 0) return;
      track(toItemEvent(added > 0 ? 'add_to_cart' : 'remove_from_cart', product, { quantity: Math.abs(added) }));
      const notice =
        added > 0 ? 'is in your basket' : before + added > 0 ? 'is in your basket less often' : 'is out of your basket';
      change({ cart, notice: `${product.name} ${notice}` });
      keepThings(store);
      onCart();
    },
    toggleSaved(id) {
      const product = catalog.find(id);
      if (product === undefined) return;
      const saved = new Set(state().saved);
      const isNew = !saved.delete(id);
      if (isNew) {
        saved.add(id);
        track(toItemEvent('add_to_wishlist', product));
      }
      change({ saved, notice: `${product.name} is ${isNew ? 'saved' : 'no longer saved'}` });
      keepThings(store);
    },
    checkOut() {
      const lines = priceLines(state().cart, catalog);
      if (lines.length === 0) return;
      track(toCartEvent('begin_checkout', lines));
      track(toCartEvent('purchase', lines));
      change({ order: { number: (state().order?.number ?? 0) + 1, lines, total: totalOf(lines) }, cart: [] });
      keepThings(store);
      go('/order');
    },
  };
}
