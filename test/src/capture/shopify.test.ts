import { describe, expect, it } from 'vitest';
import { startPixel } from '../../../src/capture/shopify/pixel.js';
import { idsOf, useCapturePage } from './capture-page.js';
import { customerEvent, SHOPIFY } from './payloads.js';

const page = useCapturePage();
const payloadOf = (name: string): (typeof SHOPIFY)[number] => SHOPIFY.find((payload) => payload.name === name)!;

interface Sandbox {
  /** What was asked of storage. */
  readonly calls: string[];
  publish(event: object): void;
  collectConsent(preferencesProcessingAllowed: boolean): void;
}

/**
 * A pixel's sandbox with the real interfaces: its storage is the page's, and everything about it is asynchronous.
 * Source: shopify.dev/docs/api/web-pixels-api/standard-api.
 */
function startSandbox(preferencesProcessingAllowed: boolean): Sandbox {
  const subscribers = new Map<string, (event: unknown) => void>();
  const calls: string[] = [];
  const later = async <T>(name: string, work: () => T): Promise<T> => {
    calls.push(name);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return work();
  };
  startPixel({
    analytics: { subscribe: (name, callback) => Promise.resolve(subscribers.set(name, callback)) },
    browser: {
      localStorage: {
        getItem: (key) => later('getItem', () => page.stored.get(key) ?? null),
        setItem: (key, value) => later('setItem', () => page.stored.set(key, value)),
        removeItem: (key) => later('removeItem', () => page.stored.delete(key)),
      },
    },
    init: { data: {}, customerPrivacy: { preferencesProcessingAllowed, analyticsProcessingAllowed: false } },
    customerPrivacy: { subscribe: (name, callback) => Promise.resolve(subscribers.set(name, callback)) },
  });
  return {
    calls,
    publish: (event) => subscribers.get((event as { name: string }).name)?.(event),
    collectConsent: (allowed) =>
      subscribers.get('visitorConsentCollected')?.({ customerPrivacy: { preferencesProcessingAllowed: allowed } }),
  };
}

describe('the bridge from Shopify’s sandbox', () => {
  it('brings a purchase of the checkout to the storefront the shopper comes back to, with the time it was made', async () => {
    const checkout = startSandbox(true);
    const boughtAt = new Date(Date.now() - 3_600_000);
    checkout.publish(customerEvent(payloadOf('checkout_completed'), boughtAt.toISOString()));
    await page.pass(100);
    page.start({ sources: ['shopify'] });
    await page.pass();
    expect(page.tracked).toEqual([
      { event_name: 'purchase', items: [{ item_id: '7', price: 49.5, quantity: 2 }], timestamp: boughtAt.getTime() },
    ]);
    expect(page.stored.size).toBe(0);
    await page.pass(10_000);
    expect(page.tracked).toHaveLength(1);
  });

  it('keeps nothing that says who bought', async () => {
    startSandbox(true).publish(customerEvent(payloadOf('checkout_completed')));
    await page.pass(100);
    const [text] = page.stored.values();
    expect(JSON.parse(text!)).toEqual({
      name: 'checkout_completed',
      timestamp: expect.any(String) as string,
      orderId: '9001',
      items: [{ product: '7', variant: '42', sku: 'LAMP-OAK', price: 49.5, quantity: 2 }],
    });
    expect(text).not.toMatch(/ada|example\.com|berlin|9d81/i);
  });

  it('brings what happens on the page itself within two seconds, several at once in their order', async () => {
    page.start({ sources: ['shopify'] });
    await page.pass(60_000);
    const sandbox = startSandbox(true);
    for (const { name, data } of SHOPIFY) sandbox.publish(customerEvent({ name, data }));
    await page.pass(2500);
    expect(page.tracked.map(({ event_name }) => event_name)).toEqual(SHOPIFY.map(({ canonical }) => canonical));
  });

  it('writes nothing without consent, and takes back what it wrote when consent goes', async () => {
    const sandbox = startSandbox(false);
    sandbox.publish(customerEvent(payloadOf('product_viewed')));
    await page.pass(200);
    expect(sandbox.calls).toEqual([]);
    sandbox.collectConsent(true);
    sandbox.publish(customerEvent(payloadOf('product_viewed')));
    await page.pass(200);
    expect(page.stored.size).toBe(1);
    sandbox.publish(customerEvent(payloadOf('cart_viewed')));
    await page.pass(1);
    sandbox.collectConsent(false);
    sandbox.publish(customerEvent(payloadOf('cart_viewed')));
    await page.pass(200);
    expect(page.stored.size).toBe(0);
    expect(sandbox.calls.filter((name) => name === 'setItem')).toHaveLength(1);
  });

  it('never has more than twenty records wait', async () => {
    const sandbox = startSandbox(true);
    for (let count = 0; count < 30; count++) sandbox.publish(customerEvent(payloadOf('product_viewed')));
    await page.pass(10_000);
    expect(page.stored.size).toBe(20);
  });

  it('is not read without consent to storage, and is cleared when consent goes or the shopper erases', async () => {
    page.setConsent({ storage: false });
    page.stored.set('shelfwise.pixel.0', '{}');
    page.start({ sources: ['shopify'] });
    await page.pass(5000);
    expect(page.stored.size).toBe(1);
    page.setConsent({ storage: true });
    await page.pass(5000);
    expect(page.stored.size).toBe(0);
    page.stored.set('shelfwise.pixel.3', JSON.stringify({ name: 'product_viewed', items: [{ product: '7' }] }));
    page.forget();
    expect(page.stored.size).toBe(0);
    page.stored.set('shelfwise.pixel.4', '{}');
    page.setConsent({ storage: false });
    expect(page.stored.size).toBe(0);
    await page.pass(5000);
    expect(page.tracked).toEqual([]);
  });

  it('leaves other keys alone, and survives whatever stands under its own', async () => {
    page.stored.set('cart', 'theirs');
    [
      '{',
      'null',
      '[]',
      '"text"',
      '{"name":{"toString":1}}',
      '{"items":[null,{"product":{}}]}',
      'x'.repeat(60_000),
    ].forEach((text, slot) => page.stored.set(`shelfwise.pixel.${String(slot)}`, text));
    page.stored.set(
      'shelfwise.pixel.19',
      JSON.stringify({ name: 'product_viewed', items: [{ product: '7' }], timestamp: '2999-01-01' }),
    );
    page.start({ sources: ['shopify'] });
    await page.pass();
    expect([...page.stored]).toEqual([['cart', 'theirs']]);
    expect(page.tracked.map(({ event_name, timestamp }) => [event_name, timestamp])).toEqual([
      ['view_item', Date.now()],
    ]);
  });

  it.each([
    ['product', '7'],
    ['variant', '42'],
    ['sku', 'LAMP-OAK'],
  ] as const)('knows products by their %s', async (itemId, id) => {
    startSandbox(true).publish(customerEvent(payloadOf('product_viewed')));
    await page.pass(100);
    page.start({ sources: ['shopify'], itemId });
    await page.pass();
    expect(page.tracked.map(idsOf)).toEqual([[id]]);
  });
});

const dispatch = (type: string, fields: object): void => {
  document.dispatchEvent(Object.assign(new Event(type, { bubbles: true }), fields));
};
const PRODUCT = {
  id: 'gid://shopify/Product/7',
  title: 'Reading lamp',
  handle: 'lamp',
  selectedVariant: {
    id: 'gid://shopify/ProductVariant/42',
    sku: 'LAMP-OAK',
    price: { amount: '49.5', currencyCode: 'EUR' },
  },
};
const ADDED = [{ merchandiseId: 'gid://shopify/ProductVariant/42', quantity: 2 }];
const DECLINED = Promise.reject(new Error('sold out'));
DECLINED.catch(() => undefined);
const CART = {
  lines: {
    nodes: [
      { id: 'l1', merchandise: { id: 'gid://shopify/ProductVariant/42', product: { id: 'gid://shopify/Product/7' } } },
    ],
  },
};

/** Source: shopify.dev/docs/api/storefront-events-and-actions/events. */
describe('Shopify’s storefront events', () => {
  it.each([
    ['shopify:product:view', { context: 'page', product: PRODUCT }, 'view_item', [{ item_id: '7', price: 49.5 }]],
    [
      'shopify:cart:lines-update',
      { action: 'add', lines: ADDED, promise: Promise.resolve({ cart: CART, userErrors: [] }) },
      'add_to_cart',
      [{ item_id: '7', quantity: 2 }],
    ],
    ['shopify:cart:view', { context: 'page', cart: CART }, 'view_cart', []],
    ['shopify:collection:view', { collection: { id: null, handle: 'all', productsCount: 9 } }, 'view_item_list', []],
    ['shopify:search:update', { search: { query: 'oak' }, promise: Promise.resolve({}) }, 'search', []],
  ])('%s is told', async (type, fields, name, items) => {
    page.start({ sources: ['shopify'] });
    dispatch(type, fields);
    await page.pass();
    expect(page.tracked.map(({ event_name, items }) => [event_name, items])).toEqual([[name, items]]);
  });

  it.each([
    ['shopify:product:view', { context: 'collection', product: PRODUCT }, 'not-a-product-page'],
    ['shopify:product:view', { context: 'page' }, 'no-item-id'],
    ['shopify:cart:lines-update', { action: 'add', lines: ADDED, promise: DECLINED }, 'not-done'],
    [
      'shopify:cart:lines-update',
      { action: 'add', lines: ADDED, promise: Promise.resolve({ cart: CART, userErrors: [{}] }) },
      'not-done',
    ],
    [
      'shopify:cart:lines-update',
      { action: 'add', lines: ADDED, promise: Promise.resolve({ cart: null }) },
      'no-item-id',
    ],
    [
      'shopify:cart:lines-update',
      { action: 'remove', lines: [{ id: 'l1', quantity: 0 }], promise: Promise.resolve({ cart: CART }) },
      'no-item-id',
    ],
    ['shopify:cart:view', Object.defineProperty({}, 'x', {}), undefined],
  ])('%s with %j is refused as %s', async (type, fields, code) => {
    page.start({ sources: ['shopify'] });
    dispatch(type, fields);
    await page.pass();
    expect(page.refused[0]?.refusal?.code).toBe(code);
  });

  it('and the pixel’s record of the same are one event', async () => {
    page.start({ sources: ['shopify'] });
    const sandbox = startSandbox(true);
    dispatch('shopify:product:view', { context: 'page', product: PRODUCT });
    sandbox.publish(customerEvent(payloadOf('product_viewed')));
    await page.pass(3000);
    expect(page.tracked).toHaveLength(1);
    expect(page.refused.map(({ tap, refusal }) => [tap, refusal?.code])).toEqual([['shopify-pixel', 'duplicate']]);
  });
});
