import { describe, expect, it } from 'vitest';
import { customerEvent, SHOPIFY } from '../../src/capture/payloads.js';
import { html, inline, tag, useCaptureShop } from './capture-shop.js';

const shop = useCaptureShop();
const [A = ''] = shop.ids;

/**
 * What Shopify's pixel manager is to both sides: in the top frame it carries out what the sandbox asks of storage, and tells it
 * of customer events; in the sandbox it is the globals `analytics`, `browser`, `init` and `customerPrivacy`, all asynchronous.
 * Source: shopify.dev/docs/api/web-pixels-api/standard-api, help.shopify.com "Custom pixels".
 */
const SANDBOX = `
  var answers = {}, subscribers = {}, count = 0;
  var send = function (message) { self.WorkerGlobalScope ? postMessage(message) : parent.postMessage(message, '*') };
  var ask = function (method) { return function () { var id = ++count, args = [].slice.call(arguments);
    return new Promise(function (resolve) { answers[id] = resolve; send({ id: id, method: method, args: args }) }) } };
  self.analytics = { subscribe: async function (name, callback) { subscribers[name] = callback } };
  self.customerPrivacy = { subscribe: async function (name, callback) { subscribers[name] = callback } };
  self.browser = { localStorage: { getItem: ask('getItem'), setItem: ask('setItem'), removeItem: ask('removeItem') } };
  self.addEventListener('message', function (event) {
    if (event.data.id) answers[event.data.id](event.data.value);
    else if (subscribers[event.data.name]) subscribers[event.data.name](event.data.event);
  });`;
const MANAGER = `
  var tell, serve = function (event) { if (!event.data.id) return;
    tell({ id: event.data.id, value: localStorage[event.data.method].apply(localStorage, event.data.args) }) };
  window.publish = function (name, event) { tell({ name: name, event: event }) };`;

const TRUST = `trustedTypes.createPolicy('shop', { createScriptURL: function (url) { return url } })`;

const KINDS = {
  'a worker, as an app’s pixel': inline(`${MANAGER}
    var sandbox = new Worker(${TRUST}.createScriptURL('/sandbox.js'));
    sandbox.onmessage = serve; tell = function (message) { sandbox.postMessage(message) }; window.ready = true;`),
  'a frame without an origin, as a custom pixel': inline(`${MANAGER}
    var frame = document.createElement('iframe'); frame.setAttribute('sandbox', 'allow-scripts allow-forms'); frame.src = '/sandbox.html';
    addEventListener('message', serve); tell = function (message) { frame.contentWindow.postMessage(message, '*') };
    frame.onload = function () { window.ready = true }; document.body.append(frame);`),
};

const LIBRARY = `importScripts(${TRUST}.createScriptURL('/shelfwise/shopify-pixel.js'));`;

function pagesOf(manager: string, mayStore: boolean): Readonly<Record<string, string>> {
  const start = `${SANDBOX} self.init = { customerPrivacy: { preferencesProcessingAllowed: ${String(mayStore)} } };`;
  return {
    '/': html('<h1>Storefront</h1>', tag('data-capture="shopify"')),
    '/checkout': html(
      '<h1>Thank you</h1>',
      manager,
      '<script async src="/shelfwise/shelfwise.js" data-model="/model/latest.json" data-capture="ga4" data-consent="off"></script>',
    ),
    '/sandbox.js': start + LIBRARY,
    '/sandbox.html': html(inline(start), '<script src="/shelfwise/shopify-pixel.js"></script>'),
  };
}

const consent = inline(
  `window.Shopify = { customerPrivacy: { preferencesProcessingAllowed: function () { return true }, analyticsProcessingAllowed: function () { return false } } };`,
);

function purchaseOf(id: string): object {
  const event = customerEvent(SHOPIFY.find(({ name }) => name === 'checkout_completed')!);
  return JSON.parse(JSON.stringify(event).replaceAll('"product":{"id":"7"', `"product":{"id":"${id}"`)) as object;
}

describe.each(Object.entries(KINDS))('the pixel in %s', (_kind, manager) => {
  it('hears the checkout, and the storefront knows of it when the shopper comes back', async () => {
    const pages = pagesOf(manager, true);
    const { page, known, faults, requests } = await shop.open(
      { ...pages, '/': html(consent, pages['/']!) },
      '/checkout',
    );
    await page.waitForFunction(() => 'ready' in window);
    const before = requests.length;
    await page.evaluate((event) => {
      (window as unknown as { publish(name: string, event: object): void }).publish('checkout_completed', event);
    }, purchaseOf(A));
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual(['shelfwise.pixel.0']);
    expect(requests.slice(before)).toEqual([]);
    await page.goto(new URL('/', page.url()).href);
    await expect.poll(known).toEqual([['purchase', A]]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(faults).toEqual([]);
  });

  it('brings every customer event to the page that it happens on', async () => {
    const pages = pagesOf(manager, true);
    const { page, known, refused, faults } = await shop.open({ ...pages, '/': html(consent, manager, pages['/']!) });
    await page.waitForFunction(() => 'ready' in window);
    await page.evaluate(
      (events) => {
        const manager = window as unknown as { publish(name: string, event: object): void };
        for (const [name, event] of events) manager.publish(name, event);
      },
      SHOPIFY.map((payload) => [payload.name, customerEvent(payload)] as const),
    );
    const expected = SHOPIFY.map(({ canonical, ids = [] }) => [canonical, ...ids].join(' ')).sort();
    await expect
      .poll(async () => (await known()).map((event) => event.join(' ')).sort(), { timeout: 10_000 })
      .toEqual(expected);
    expect([await refused(), faults]).toEqual([[], []]);
  });

  it('writes nothing without consent', async () => {
    const { page } = await shop.open(pagesOf(manager, false), '/checkout');
    await page.waitForFunction(() => 'ready' in window);
    await page.evaluate((event) => {
      (window as unknown as { publish(name: string, event: object): void }).publish('checkout_completed', event);
    }, purchaseOf(A));
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });
});
