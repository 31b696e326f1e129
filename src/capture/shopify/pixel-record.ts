import { toFields, toId, toList, toNumber, type Fields } from '../mapping.js';

/** Where the pixel leaves records for the storefront: `shelfwise.pixel.0` and so on. */
export const SLOT_PREFIX = 'shelfwise.pixel.';
export const SLOT_COUNT = 20;

/** The customer events that are taken; Shopify's names. */
export const PIXEL_EVENTS = [
  'product_viewed',
  'collection_viewed',
  'product_added_to_cart',
  'product_removed_from_cart',
  'cart_viewed',
  'checkout_started',
  'checkout_completed',
  'search_submitted',
] as const;

const MAX_RECORDED_ITEMS = 50;

/** One product of a record: Shopify's ids without the beginning `gid://…`. */
export interface PixelItem {
  readonly product?: string | undefined;
  readonly variant?: string | undefined;
  readonly sku?: string | undefined;
  readonly price?: number | undefined;
  readonly quantity?: number | undefined;
}

/** What is kept of a customer event: no name, no address, no client id, nothing but what was bought or looked at. */
export interface PixelRecord {
  readonly name: string;
  /** ISO 8601. */
  readonly timestamp: string | undefined;
  readonly items: readonly PixelItem[];
  readonly searchTerm?: string | undefined;
  readonly orderId?: string | undefined;
}

/**
 * What is kept of a customer event as Shopify's pixels get it.
 * Source: shopify.dev/docs/api/web-pixels-api/standard-events, and the types of @shopify/web-pixels-extension 2.18.
 */
export function toRecord(input: unknown): PixelRecord {
  const { name, timestamp, data } = toFields(input);
  const { productVariant, collection, cartLine, cart, checkout, searchResult } = toFields(data);
  const items = [
    ...(productVariant === undefined ? [] : [toPixelItem(productVariant)]),
    ...toList(toFields(collection)['productVariants']).map((variant) => toPixelItem(variant)),
    ...[cartLine, ...toList(toFields(cart)['lines'])].flatMap((line) => toLineItem(line, 'merchandise')),
    ...toList(toFields(checkout)['lineItems']).flatMap((line) => toLineItem(line, 'variant')),
  ];
  const query = toFields(searchResult)['query'];
  return {
    name: String(name),
    timestamp: typeof timestamp === 'string' ? timestamp : undefined,
    items: items.slice(0, MAX_RECORDED_ITEMS),
    searchTerm: typeof query === 'string' ? query : undefined,
    orderId: toId(toFields(toFields(checkout)['order'])['id']),
  };
}

function toLineItem(line: unknown, variantField: string): PixelItem[] {
  const { quantity, [variantField]: variant } = toFields(line);
  return variant === undefined || variant === null ? [] : [toPixelItem(variant, quantity)];
}

function toPixelItem(input: unknown, quantity?: unknown): PixelItem {
  const variant: Fields = toFields(input);
  return {
    product: toShortId(toFields(variant['product'])['id']),
    variant: toShortId(variant['id']),
    sku: toId(variant['sku']),
    price: toNumber(toFields(variant['price'])['amount']),
    quantity: toNumber(quantity),
  };
}

/** `123` of `gid://shopify/Product/123`: the number that Shopify's own exports have. */
export function toShortId(id: unknown): string | undefined {
  return toId(id)?.replace(/^gid:\/\/.*\//, '');
}
