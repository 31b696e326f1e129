import type { Catalog } from './catalog.js';
import { payablePrice, type Product } from './product.js';

export interface CartLine {
  readonly id: string;
  readonly quantity: number;
}

export type Cart = readonly CartLine[];

export interface PricedLine {
  readonly product: Product;
  readonly quantity: number;
  readonly total: number;
}

const MAX_QUANTITY = 99;

/** Sets how many of a product are in the cart; 0 takes it out. A new product comes last. */
export function withQuantity(cart: Cart, id: string, quantity: number): Cart {
  const clamped = Math.max(0, Math.min(MAX_QUANTITY, Math.floor(quantity)));
  if (clamped === 0) return cart.filter((line) => line.id !== id);
  if (!cart.some((line) => line.id === id)) return [...cart, { id, quantity: clamped }];
  return cart.map((line) => (line.id === id ? { id, quantity: clamped } : line));
}

export function quantityOf(cart: Cart, id: string): number {
  return cart.find((line) => line.id === id)?.quantity ?? 0;
}

export function countPieces(cart: Cart): number {
  return cart.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** The lines whose products the shop still has, with their prices. */
export function priceLines(cart: Cart, catalog: Catalog): PricedLine[] {
  return cart.flatMap(({ id, quantity }) => {
    const product = catalog.find(id);
    return product === undefined ? [] : [{ product, quantity, total: (payablePrice(product) ?? 0) * quantity }];
  });
}

export function totalOf(lines: readonly PricedLine[]): number {
  return lines.reduce((sum, { total }) => sum + total, 0);
}

/** Parses a kept cart; anything odd is left out. */
export function parseCart(input: unknown): Cart {
  let cart: Cart = [];
  for (const line of Array.isArray(input) ? (input as unknown[]) : []) {
    const { id, quantity } = (line ?? {}) as { id?: unknown; quantity?: unknown };
    if (typeof id === 'string' && typeof quantity === 'number') cart = withQuantity(cart, id, quantity);
  }
  return cart;
}
