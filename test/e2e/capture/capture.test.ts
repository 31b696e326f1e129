import { describe, expect, it } from 'vitest';
import { GA4, SEGMENT, SNOWPLOW, type Payload } from '../../src/capture/payloads.js';
import { html, inline, tag, useCaptureShop, type CaptureWindow } from './capture-shop.js';

const shop = useCaptureShop();
const [A = '', B = '', C = ''] = shop.ids;

const GTAG = `window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments)} gtag('js', new Date());`;
/** Source: developers.google.com/tag-platform/tag-manager/web; it takes the layer's push over as the container does. */
const TAG_MANAGER = `setTimeout(function () {
  var push = dataLayer.push; window.seenByManager = dataLayer.slice();
  dataLayer.push = function () { [].push.apply(seenByManager, arguments); return push.apply(dataLayer, arguments); };
}, 50);`;

/** Source: segment.com/docs/connections/sources/catalog/libraries/website/javascript/quickstart. */
const SEGMENT_SNIPPET = `!function(){var a=window.analytics=window.analytics||[];a.invoked=!0;
  a.methods=["track","page","identify","on","once","off","ready"];
  a.factory=function(e){return function(){if(window.analytics.initialized)return window.analytics[e].apply(window.analytics,arguments);
    var n=Array.prototype.slice.call(arguments);n.unshift(e);a.push(n);return a}};
  for(var n=0;n<a.methods.length;n++){var k=a.methods[n];a[k]=a.factory(k)}}();`;
/** analytics.js as its queue and its emitter behave: listeners first, then the rest, each told after it was handled. */
const SEGMENT_LIBRARY = `window.loadAnalytics = function () {
  var queue = window.analytics, listeners = [];
  var library = window.analytics = { initialized: true,
    on: function (name, listener) { if (name === 'track') listeners.push(listener); return library; },
    track: async function (event, properties) { await null; listeners.forEach(function (l) { l(event, properties || {}, {}) }); return { event: event } } };
  queue.filter(function (c) { return c[0] === 'on' }).forEach(function (c) { library.on(c[1], c[2]) });
  queue.filter(function (c) { return c[0] === 'track' }).forEach(function (c) { setTimeout(function () { library.track(c[1], c[2]).then(function () { window.isPlayed = true }) }, 0) });
};`;

/** Source: docs.snowplow.io, the JavaScript tag. */
const SNOWPLOW_TAG = `;(function(p,i){if(!p[i]){p.GlobalSnowplowNamespace=p.GlobalSnowplowNamespace||[];
  p.GlobalSnowplowNamespace.push(i);p[i]=function(){(p[i].q=p[i].q||[]).push(arguments)};p[i].q=p[i].q||[]}}(window,"snowplow"));`;

describe('a page that tells', () => {
  it('GA4 through gtag and Tag Manager is understood, what it told before as well', async () => {
    const { page, known, refused, faults } = await shop.open({
      '/': html(
        inline(`${GTAG} gtag('event', 'view_item', { currency: 'EUR', items: [{ item_id: '${A}', price: 9.5 }] });
          dataLayer.push({ ecommerce: null }, { event: 'add_to_cart', ecommerce: { items: [{ item_id: '${B}', quantity: 2 }] } }); ${TAG_MANAGER}`),
        tag('data-capture="ga4"'),
      ),
    });
    await page.waitForFunction(() => 'seenByManager' in window);
    const length = await page.evaluate((id) => {
      const layer = (window as unknown as { dataLayer: unknown[] }).dataLayer;
      return [
        layer.push({ event: 'purchase', ecommerce: { transaction_id: 'T1', items: [{ item_id: id }] } }),
        layer.length,
      ];
    }, C);
    expect(length[0]).toBe(length[1]);
    await expect.poll(known).toEqual([
      ['view_item', A],
      ['add_to_cart', B],
      ['purchase', C],
    ]);
    expect(await page.evaluate(() => (window as unknown as { seenByManager: unknown[] }).seenByManager.length)).toBe(
      length[0],
    );
    expect([await refused(), faults]).toEqual([[], []]);
  });

  it('Segment is understood before its library has loaded and after, nothing twice', async () => {
    const { page, known, refused, faults } = await shop.open({
      '/': html(
        inline(
          `${SEGMENT_SNIPPET}${SEGMENT_LIBRARY} analytics.track('Product Viewed', { product_id: '${A}', price: 18.99 });`,
        ),
        tag('data-capture="segment"'),
      ),
    });
    await expect.poll(known).toEqual([['view_item', A]]);
    await page.evaluate(() => (window as unknown as { loadAnalytics(): void }).loadAnalytics());
    await page.waitForFunction(() => 'isPlayed' in window);
    const result = await page.evaluate(
      (id) =>
        (window as unknown as { analytics: { track(...args: unknown[]): unknown } }).analytics.track(
          'Order Completed',
          {
            order_id: 'O1',
            products: [{ product_id: id, price: 2, quantity: 3 }],
          },
        ),
      B,
    );
    expect(result).toEqual({ event: 'Order Completed' });
    await expect.poll(known).toEqual([
      ['view_item', A],
      ['purchase', B],
    ]);
    expect([await refused(), faults]).toEqual([[], []]);
  });

  it('Snowplow is understood, queued and later', async () => {
    const { page, known, faults } = await shop.open({
      '/': html(
        inline(`${SNOWPLOW_TAG} snowplow('newTracker', 'sp', 'collector.example');
          snowplow('trackProductView', { id: '${A}', price: 200, currency: 'USD' });`),
        tag('data-capture="snowplow"'),
      ),
    });
    const queued = await page.evaluate((id) => {
      const { snowplow } = window as unknown as { snowplow: ((...args: unknown[]) => void) & { q: unknown[] } };
      snowplow('trackTransaction:sp', { transaction_id: 'T1', products: [{ id, price: 3, currency: 'USD' }] });
      return snowplow.q.length;
    }, B);
    expect(queued).toBe(3);
    await expect.poll(known).toEqual([
      ['view_item', A],
      ['purchase', B],
    ]);
    expect(faults).toEqual([]);
  });

  it.each<[string, string, string, readonly Payload[]]>([
    ['ga4', GTAG, `function (name, data) { gtag('event', name, data) }`, GA4],
    ['segment', SEGMENT_SNIPPET, `function (name, data) { analytics.track(name, data) }`, SEGMENT],
    ['snowplow', SNOWPLOW_TAG, `function (name, data) { snowplow(name, data) }`, SNOWPLOW],
  ])('%s all that there is has it all arrive', async (source, snippet, tell, payloads) => {
    const { known, refused, faults } = await shop.open({
      '/': html(
        inline(`${snippet} var tell = ${tell};
        ${JSON.stringify(payloads)}.forEach(function (payload) { tell(payload.name, payload.data) });`),
        tag(`data-capture="${source}"`),
      ),
    });
    const expected = payloads.map(({ canonical, ids = [] }) => [canonical, ...ids].join(' ')).sort();
    await expect.poll(async () => (await known()).map((event) => event.join(' ')).sort()).toEqual(expected);
    expect([await refused(), faults]).toEqual([[], []]);
  });

  it('a data layer of another name is understood, with the SDK as modules', async () => {
    const { page, known, faults } = await shop.open({
      '/': html(
        `<script type="module" nonce="shop">
          import { createRecommender } from '/shelfwise/index.js';
          import { startCapture } from '/shelfwise/capture.js';
          window.shopLayer = [{ event: 'view_item', ecommerce: { items: [{ item_id: '${A}' }] } }];
          const recommender = createRecommender({ model: '/model/latest.json' });
          window.shelfwise = { recommender, capture: startCapture(recommender, { sources: ['ga4'], dataLayer: 'shopLayer' }) };
        </script>`,
      ),
    });
    await expect.poll(known).toEqual([['view_item', A]]);
    await page.evaluate((id) => {
      (window as unknown as CaptureWindow).shelfwise.capture?.close();
      (window as unknown as { shopLayer: unknown[] }).shopLayer.push({ event: 'view_item', items: [{ item_id: id }] });
    }, B);
    await page.waitForTimeout(300);
    expect(await known()).toEqual([['view_item', A]]);
    expect(faults).toEqual([]);
  });

  it('nothing but JSON-LD is understood, on each product page of a single-page shop', async () => {
    const { page, known, faults } = await shop.open({
      '/': html(
        `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Product","sku":"${A}","offers":{"price":"9.50"}}]}</script>`,
        tag('data-capture="jsonld"'),
      ),
    });
    await expect.poll(known).toEqual([['view_item', A]]);
    await page.evaluate((id) => {
      history.pushState({}, '', '/other');
      const described = document.createElement('script');
      described.type = 'application/ld+json';
      described.append(JSON.stringify({ '@type': 'Product', sku: id }));
      document.querySelector('script[type="application/ld+json"]')!.replaceWith(described);
    }, B);
    await expect.poll(known).toEqual([
      ['view_item', A],
      ['view_item', B],
    ]);
    expect(faults).toEqual([]);
  });

  it('both GA4 and JSON-LD of a view counts once', async () => {
    const { known, refused } = await shop.open({
      '/': html(
        inline(`${GTAG} gtag('event', 'view_item', { items: [{ item_id: '${A}' }] });`),
        `<script type="application/ld+json">{"@type":"Product","sku":"${A}"}</script>`,
        tag('data-capture="ga4 jsonld"'),
      ),
    });
    await expect.poll(refused).toEqual([['Product', 'duplicate']]);
    expect(await known()).toEqual([['view_item', A]]);
  });
});

describe('attributes', () => {
  it('tell of clicks anywhere in an element, of forms, and of elements that come later', async () => {
    const { page, known, faults } = await shop.open({
      '/': html(
        `<article data-shelfwise-item="${A}" data-shelfwise-price="9.5"><button data-shelfwise-event="add_to_cart"><span>Buy</span></button></article>`,
        `<form data-shelfwise-event="search"><input type="search" name="q"><button>Go</button></form>`,
        inline(`document.addEventListener('submit', (event) => event.preventDefault());
          document.addEventListener('click', (event) => event.stopImmediatePropagation(), true);`),
        tag('data-capture="data"'),
      ),
    });
    await page.getByText('Buy').click();
    await page.locator('input').fill('oak lamp');
    await page.keyboard.press('Enter');
    await page.evaluate((id) => {
      const link = document.createElement('button');
      link.textContent = 'Wish';
      Object.assign(link.dataset, { shelfwiseEvent: 'Product Added to Wishlist', shelfwiseItem: id });
      document.body.append(link);
    }, B);
    await page.getByText('Wish').click();
    await expect.poll(known).toEqual([['add_to_cart', A], ['search'], ['add_to_wishlist', B]]);
    expect(faults).toEqual([]);
  });

  it('tell of what was half seen for a second, once, and of an order on its page', async () => {
    const { page, known } = await shop.open({
      '/': html(
        `<section id="far" data-shelfwise-event="view_item" data-shelfwise-item="${B}">far</section>`,
        `<div data-shelfwise-event="purchase" data-shelfwise-order="T1" data-shelfwise-items='[{"item_id":"${C}","quantity":2},{"item_id":"${A}"}]'>Thank you</div>`,
        inline(
          `const sheet = new CSSStyleSheet(); sheet.replaceSync('#far{position:absolute;top:3000px;height:2000px}'); document.adoptedStyleSheets = [sheet];`,
        ),
        tag('data-capture="data"'),
      ),
    });
    await expect.poll(known).toEqual([['purchase', C, A]]);
    const scroll = (top: number): Promise<void> => page.evaluate((y) => window.scrollTo(0, y), top);
    await scroll(3000);
    await page.waitForTimeout(400);
    await scroll(0);
    await page.waitForTimeout(1500);
    expect(await known()).toHaveLength(1);
    await scroll(3500);
    await expect.poll(known).toEqual([
      ['purchase', C, A],
      ['view_item', B],
    ]);
    await scroll(0);
    await scroll(3500);
    await page.waitForTimeout(1500);
    expect(await known()).toHaveLength(2);
    await page.evaluate((id) => {
      document.getElementById('far')!.dataset['shelfwiseItem'] = id;
    }, A);
    await expect.poll(known).toHaveLength(3);
  });
});

describe('capture', () => {
  it('is not even loaded where the tag does not ask for it', async () => {
    const page = await shop.open({ '/': html(tag('data-capture="ga4"')) });
    expect(page.requests).toContain('/shelfwise/capture.js');
    expect(page.requests.filter((path) => /debug/.test(path))).toEqual([]);
    const plain = await page.page.context().newPage();
    const requests: string[] = [];
    plain.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await shop.open({ '/': html(tag('')), '/with': html(tag('data-capture="ga4"')) }, '/with');
    await plain.goto(new URL('/', page.page.url()).href, { waitUntil: 'networkidle' });
    expect(requests).toContain('/shelfwise/shelfwise.js');
    expect(requests).not.toContain('/shelfwise/capture.js');
  });

  it('stores nothing and tracks nothing while the shopper refuses', async () => {
    const { page, known, refused } = await shop.open({
      '/': html(
        inline(`${GTAG} gtag('event', 'view_item', { items: [{ item_id: '${A}' }] });
          localStorage.setItem('shelfwise.pixel.0', '{"name":"product_viewed","items":[{"product":"${A}"}]}');`),
        tag('data-capture="ga4 shopify" data-consent="off"'),
      ),
    });
    await page.waitForTimeout(2500);
    expect(await refused()).toEqual([['view_item', 'no-consent']]);
    expect(await known()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length)).toBe(1);
  });

  it('shows on request what was understood and what was refused and why, as text', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const { page, faults } = await shop.open(
      {
        '/': html(
          inline(`${GTAG} gtag('event', 'view_item', { items: [{ item_id: '${A}' }] }); gtag('event', '${evil}', {});
            gtag('event', 'add_to_cart', { items: [{ item_name: 'Lamp' }] });`),
          tag('data-capture="ga4"'),
        ),
      },
      '/?shelfwise-debug',
    );
    const view = page.getByRole('region', { name: 'What Shelfwise heard' });
    await expect.poll(() => view.locator('tbody tr').allInnerTexts()).toHaveLength(3);
    const rows = await view.locator('tbody tr').allInnerTexts();
    expect(rows[2]).toMatch(new RegExp(`ga4\\s+view_item\\s+view_item ${A}`));
    expect(rows[1]).toContain(evil);
    expect(rows[1]).toMatch(/unknown-event No event of that name is tracked\.$/);
    expect(rows[0]).toMatch(/no-item-id Its items have no id to know them by\.$/);
    expect(await view.locator('img').count()).toBe(0);
    await expect.poll(() => view.locator('p').innerText()).toBe('1 understood, 2 refused. It stays in this browser.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => view.count()).toBe(0);
    expect(await page.evaluate(() => (window as unknown as CaptureWindow).shelfwise.capture?.log().length)).toBe(3);
    expect(faults).toEqual([]);
  });
});
