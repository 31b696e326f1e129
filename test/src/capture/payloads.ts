import type { EventName } from '../../../core/events/event-names.js';

/** What a system is told when a shopper does something, and the event it stands for. */
export interface Payload {
  readonly canonical: EventName;
  /** The system's own name. */
  readonly name: string;
  /** What is told beside the name. */
  readonly data: unknown;
  /** Ids of the items, where it names any. */
  readonly ids?: readonly string[];
}

const GA4_ITEM = {
  item_id: 'SKU_12345',
  item_name: 'Stan and Friends Tee',
  affiliation: 'Google Merchandise Store',
  discount: 2.22,
  index: 3,
  item_brand: 'Google',
  item_category: 'Apparel',
  item_list_id: 'related_products',
  item_list_name: 'Related Products',
  item_variant: 'green',
  price: 10.01,
  quantity: 3,
};

const ga4 = (canonical: EventName, data: object, ids?: readonly string[]): Payload => ({
  canonical,
  name: canonical,
  data,
  ...(ids && { ids }),
});

/** Source: developers.google.com/analytics/devguides/collection/ga4/reference/events. */
export const GA4: readonly Payload[] = [
  ...(
    [
      'view_item',
      'view_item_list',
      'select_item',
      'add_to_cart',
      'remove_from_cart',
      'add_to_wishlist',
      'view_cart',
    ] as const
  ).map((name) => ga4(name, { currency: 'USD', value: 30.03, items: [GA4_ITEM] }, ['SKU_12345'])),
  ga4('begin_checkout', { currency: 'USD', value: 30.03, coupon: 'SUMMER_FUN', items: [GA4_ITEM] }, ['SKU_12345']),
  ga4(
    'purchase',
    {
      transaction_id: 'T_12345',
      value: 30.03,
      tax: 4.9,
      shipping: 5.99,
      currency: 'USD',
      items: [GA4_ITEM, { item_id: 67890, item_name: 'Pin', price: '3.5', quantity: 1 }],
    },
    ['SKU_12345', '67890'],
  ),
  ga4('refund', { transaction_id: 'T_12345', value: 30.03, currency: 'USD' }),
  ga4('search', { search_term: 'linen curtains' }),
  ga4('view_search_results', { search_term: 'linen curtains' }),
  ga4('rate_item', { rating: 4, items: [{ item_id: 'SKU_12345' }] }, ['SKU_12345']), // ours, by the same calls
  ga4('dismiss_item', { items: [{ item_id: 'SKU_12345' }] }, ['SKU_12345']),
];

const SEGMENT_PRODUCT = {
  product_id: '507f1f77bcf86cd799439011',
  sku: 'G-32',
  category: 'Games',
  name: 'Monopoly: 3rd Edition',
  brand: 'Hasbro',
  variant: '200 pieces',
  price: 18.99,
  quantity: 1,
  coupon: 'MAYDEALS',
  position: 3,
  url: 'https://www.example.com/product/path',
};
const SEGMENT_ID = SEGMENT_PRODUCT.product_id;
const SEGMENT_PRODUCTS = [SEGMENT_PRODUCT, { product_id: '505bd76785ebb509fc183733', sku: '46493-32', price: 3 }];
const SEGMENT_IDS = [SEGMENT_ID, '505bd76785ebb509fc183733'];

/** Source: segment.com/docs/connections/spec/ecommerce/v2. */
export const SEGMENT: readonly Payload[] = [
  { canonical: 'search', name: 'Products Searched', data: { query: 'blue roses' } },
  {
    canonical: 'view_item_list',
    name: 'Product List Viewed',
    data: { list_id: 'hot_deals_1', category: 'Deals', products: SEGMENT_PRODUCTS },
    ids: SEGMENT_IDS,
  },
  { canonical: 'select_item', name: 'Product Clicked', data: SEGMENT_PRODUCT, ids: [SEGMENT_ID] },
  { canonical: 'view_item', name: 'Product Viewed', data: { ...SEGMENT_PRODUCT, currency: 'usd' }, ids: [SEGMENT_ID] },
  {
    canonical: 'add_to_cart',
    name: 'Product Added',
    data: { cart_id: 'skdjsidjsdkdj29j', ...SEGMENT_PRODUCT },
    ids: [SEGMENT_ID],
  },
  {
    canonical: 'remove_from_cart',
    name: 'Product Removed',
    data: { cart_id: 'ksjdj92dj', ...SEGMENT_PRODUCT },
    ids: [SEGMENT_ID],
  },
  {
    canonical: 'add_to_wishlist',
    name: 'Product Added to Wishlist',
    data: { wishlist_id: 'skdjsidjsdkdj29j', wishlist_name: 'Loved Games', ...SEGMENT_PRODUCT },
    ids: [SEGMENT_ID],
  },
  {
    canonical: 'view_cart',
    name: 'Cart Viewed',
    data: { cart_id: 'd92jd29jd92jd29j92d92jd', products: SEGMENT_PRODUCTS },
    ids: SEGMENT_IDS,
  },
  {
    canonical: 'begin_checkout',
    name: 'Checkout Started',
    data: { order_id: '50314b8e9bcf000000000000', value: 30, currency: 'USD', products: SEGMENT_PRODUCTS },
    ids: SEGMENT_IDS,
  },
  {
    canonical: 'purchase',
    name: 'Order Completed',
    data: {
      checkout_id: 'fksdjfsdjfisjf9sdfjsd9f',
      order_id: '50314b8e9bcf000000000000',
      total: 27.5,
      products: SEGMENT_PRODUCTS,
    },
    ids: SEGMENT_IDS,
  },
  {
    canonical: 'refund',
    name: 'Order Refunded',
    data: { order_id: '50314b8e9bcf000000000000', total: 30, currency: 'USD' },
  },
];

const VARIANT = {
  id: '42',
  sku: 'LAMP-OAK',
  title: 'Oak',
  untranslatedTitle: 'Oak',
  image: { src: '//shop.example/cdn/lamp.png' },
  price: { amount: 49.5, currencyCode: 'EUR' },
  product: {
    id: '7',
    title: 'Reading lamp',
    type: 'Lamps',
    untranslatedTitle: 'Reading lamp',
    url: '/products/lamp',
    vendor: 'Lux',
  },
};
const CART_LINE = { cost: { totalAmount: { amount: 99, currencyCode: 'EUR' } }, merchandise: VARIANT, quantity: 2 };
const CHECKOUT = {
  token: '5f2c',
  email: 'shopper@example.com',
  phone: '+4930123456',
  shippingAddress: { firstName: 'Ada', lastName: 'Example', address1: 'Street 1', city: 'Berlin', zip: '10115' },
  order: { id: '9001', customer: { id: '77', isFirstOrder: true } },
  lineItems: [
    {
      id: '1',
      title: 'Reading lamp',
      quantity: 2,
      variant: VARIANT,
      finalLinePrice: { amount: 99, currencyCode: 'EUR' },
    },
  ],
};

/**
 * Data of customer events as a pixel's subscriber gets them.
 * Source: shopify.dev/docs/api/web-pixels-api/standard-events, types of @shopify/web-pixels-extension 2.18.
 */
export const SHOPIFY: readonly Payload[] = [
  { canonical: 'view_item', name: 'product_viewed', data: { productVariant: VARIANT }, ids: ['7'] },
  {
    canonical: 'view_item_list',
    name: 'collection_viewed',
    data: { collection: { id: '3', title: 'Lamps', productVariants: [VARIANT] } },
    ids: ['7'],
  },
  { canonical: 'add_to_cart', name: 'product_added_to_cart', data: { cartLine: CART_LINE }, ids: ['7'] },
  { canonical: 'remove_from_cart', name: 'product_removed_from_cart', data: { cartLine: CART_LINE }, ids: ['7'] },
  {
    canonical: 'view_cart',
    name: 'cart_viewed',
    data: { cart: { id: 'c1', lines: [CART_LINE], totalQuantity: 2 } },
    ids: ['7'],
  },
  { canonical: 'begin_checkout', name: 'checkout_started', data: { checkout: CHECKOUT }, ids: ['7'] },
  { canonical: 'purchase', name: 'checkout_completed', data: { checkout: CHECKOUT }, ids: ['7'] },
  {
    canonical: 'search',
    name: 'search_submitted',
    data: { searchResult: { query: 'oak lamp', productVariants: [VARIANT] } },
  },
];

/** A customer event around its data, with all that Shopify puts beside them. */
export function customerEvent(
  { name, data }: Pick<Payload, 'name' | 'data'>,
  timestamp = new Date().toISOString(),
): object {
  return { id: 'sh-1', name, data, timestamp, seq: 1, type: 'standard', clientId: '9d81-a', context: { document: {} } };
}

const SNOWPLOW_PRODUCT = {
  id: '12345',
  name: 'Baseball T',
  brand: 'Snowplow',
  category: 'apparel',
  price: 200,
  inventory_status: 'in stock',
  currency: 'USD',
  position: 1,
  quantity: 1,
};

/** The argument after the command. Source: docs.snowplow.io/docs/sources/web-trackers/tracking-events/ecommerce. */
export const SNOWPLOW: readonly Payload[] = [
  { canonical: 'view_item', name: 'trackProductView', data: SNOWPLOW_PRODUCT, ids: ['12345'] },
  {
    canonical: 'view_item_list',
    name: 'trackProductListView',
    data: { name: 'Recommended', products: [SNOWPLOW_PRODUCT] },
    ids: ['12345'],
  },
  {
    canonical: 'select_item',
    name: 'trackProductListClick',
    data: { name: 'Recommended', product: SNOWPLOW_PRODUCT },
    ids: ['12345'],
  },
  {
    canonical: 'add_to_cart',
    name: 'trackAddToCart',
    data: { products: [SNOWPLOW_PRODUCT], total_value: 200, currency: 'USD' },
    ids: ['12345'],
  },
  {
    canonical: 'remove_from_cart',
    name: 'trackRemoveFromCart',
    data: { products: [SNOWPLOW_PRODUCT], total_value: 0, currency: 'USD' },
    ids: ['12345'],
  },
  { canonical: 'begin_checkout', name: 'trackCheckoutStep', data: { step: 1, account_type: 'guest checkout' } },
  {
    canonical: 'purchase',
    name: 'trackTransaction',
    data: {
      transaction_id: 'T12345',
      revenue: 230,
      currency: 'USD',
      payment_method: 'card',
      products: [SNOWPLOW_PRODUCT],
    },
    ids: ['12345'],
  },
  { canonical: 'refund', name: 'trackRefund', data: { transaction_id: 'T12345', currency: 'USD', refund_amount: 20 } },
];
