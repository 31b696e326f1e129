import type { TrackedEvent, TrackedItem } from '../../src/index.js';
import type { PricedLine } from '../shop/cart.js';
import { payablePrice, type Product } from '../shop/product.js';

/** GA4's fields of an item beside its id, name and price. */
type ItemFields = Pick<TrackedItem, 'quantity' | 'item_list_id' | 'index'>;

/** GA4's item fields of a product. */
function toItem(product: Product, more: ItemFields = {}): TrackedItem {
  const price = payablePrice(product);
  return { item_id: product.id, item_name: product.name, ...(price !== undefined && { price }), ...more };
}

export function toItemEvent(event_name: string, product: Product, more: ItemFields = {}): TrackedEvent {
  return { event_name, items: [toItem(product, more)] };
}

export function toListEvent(list: string, products: readonly Product[]): TrackedEvent {
  const items = products.map((product, index) => toItem(product, { item_list_id: list, index }));
  return { event_name: 'view_item_list', item_list_id: list, items };
}

export function toCartEvent(event_name: string, lines: readonly PricedLine[]): TrackedEvent {
  return { event_name, items: lines.map(({ product, quantity }) => toItem(product, { quantity })) };
}
