import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecommender, type TrackedEvent } from '../../../src/index.js';
import { startCapture, type CaptureSource } from '../../../src/capture/index.js';
import { Duplicates } from '../../../src/capture/duplicates.js';
import type { CaptureTap } from '../../../src/capture/captured.js';
import { gtag, idsOf, useCapturePage } from './capture-page.js';
import { mapJsonLd } from '../../../src/capture/sources/json-ld.js';
import { toRecord } from '../../../src/capture/shopify/pixel-record.js';

describe('startCapture on a server', () => {
  it('does nothing', () => {
    const capture = startCapture(createRecommender({ model: '/latest.json' }), { sources: ['ga4', 'data'] });
    expect(capture.log()).toEqual([]);
    capture.listen(() => undefined)();
    capture.close();
  });

  it('still refuses a source that is none', () => {
    const sources = ['ga4', 'matomo'] as CaptureSource[];
    expect(() => startCapture(createRecommender({ model: '/latest.json' }), { sources })).toThrow(
      'sources: expected ga4',
    );
  });
});

describe('what is captured', () => {
  const page = useCapturePage();
  const push = (name: string, data?: object): unknown =>
    (page.globals['dataLayer'] as unknown[]).push(gtag('event', name, data));

  it('is told once where two systems tell it, and twice where one does', async () => {
    page.globals['dataLayer'] = [];
    page.globals['analytics'] = [];
    page.start({ sources: ['ga4', 'segment'] });
    const both = async (): Promise<void> => {
      push('add_to_cart', { items: [{ item_id: 'a' }] });
      await page.pass(1500);
      (page.globals['analytics'] as unknown[]).push(['track', 'Product Added', { product_id: 'a' }]);
      await page.pass(100);
    };
    await both();
    await both();
    expect(page.tracked.map(idsOf)).toEqual([['a'], ['a']]);
    expect(page.refused.map(({ tap, refusal }) => [tap, refusal?.code, refusal?.reason])).toEqual([
      ['segment', 'duplicate', 'Told by ga4 already.'],
      ['segment', 'duplicate', 'Told by ga4 already.'],
    ]);
  });

  it('is refused while personalization is off', async () => {
    page.globals['dataLayer'] = [];
    page.setConsent({ personalization: false });
    page.start({ sources: ['ga4'] });
    push('view_cart');
    await page.pass();
    expect(page.tracked).toEqual([]);
    expect(page.refused.map(({ refusal }) => refusal?.code)).toEqual(['no-consent']);
  });

  it('is heard by listeners until they leave', async () => {
    page.globals['dataLayer'] = [];
    const capture = page.start({ sources: ['ga4'] });
    const heard: string[] = [];
    const leave = capture.listen(({ name }) => heard.push(name));
    push('view_cart');
    await page.pass();
    leave();
    push('view_cart');
    await page.pass();
    expect(heard).toEqual(['view_cart']);
    expect(capture.log()).toHaveLength(2);
  });

  it('ends with close, while the page’s calls go on', async () => {
    page.globals['dataLayer'] = [];
    const capture = page.start({ sources: ['ga4', 'shopify'] });
    capture.close();
    expect(push('view_cart')).toBe(1);
    document.dispatchEvent(Object.assign(new Event('shopify:cart:view'), {}));
    await page.pass(10_000);
    expect([page.tracked, capture.log()]).toEqual([[], []]);
  });

  it('is handed over before the page goes', async () => {
    page.globals['dataLayer'] = [];
    page.start({ sources: ['ga4'] });
    await page.pass(60_000);
    page.globals['dataLayer'] = [{ event: 'view_cart' }]; // not looked at yet
    Object.assign(document, { visibilityState: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
    expect(page.tracked).toHaveLength(1);
  });

  it('never lets junk through to the page or the recommender', async () => {
    const plain = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });
    const eventName = fc.constantFrom('view_item', 'purchase', 'Product Viewed', {}, 7);
    // As functions: the library looks into the values it makes, and some of these allow nobody to.
    const junk = fc.oneof(
      fc
        .oneof(
          plain,
          fc.record({ event: eventName, ecommerce: plain, items: plain }),
          fc.record({ 0: fc.constantFrom('event', 'track'), 1: eventName, 2: plain }),
        )
        .map((value) => () => value),
      fc.constantFrom<(() => unknown)[]>(
        hostile,
        () => Object.create(hostile()) as unknown,
        () => Symbol('x'),
        () => [hostile()],
        () => ({ event: 'view_item', ecommerce: hostile() }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(junk, { maxLength: 20 }), fc.array(junk, { maxLength: 20 }), async (before, after) => {
        const layer: unknown[] = before.map((make) => make());
        const queue: unknown[] = [...layer];
        Object.assign(page.globals, {
          dataLayer: layer,
          analytics: queue,
          snowplow: (...args: unknown[]) => args.length,
        });
        const capture = page.start({ sources: ['ga4', 'segment', 'snowplow', 'shopify'] });
        const snowplow = page.globals['snowplow'] as (...args: unknown[]) => number;
        for (const value of after.map((make) => make())) {
          expect(layer.push(value)).toBe(layer.length);
          queue.push(value);
          expect(snowplow(value, value)).toBe(2);
          expect(snowplow('trackAddToCart', value)).toBe(2);
          document.dispatchEvent(
            Object.assign(new Event('shopify:cart:lines-update'), { lines: value, action: value }),
          );
        }
        await page.pass(1000);
        capture.close();
        for (const { items = [] } of page.tracked) {
          for (const { item_id } of items) expect(item_id).toSatisfy((id) => typeof id === 'string' && id !== '');
        }
      }),
      { numRuns: 100 },
    );
  });

  it('reads any text as JSON-LD, and any value as a customer event', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => mapJsonLd([text, `[${text}]`, `{"@type":"Product","sku":${text}}`])).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.stringify(toRecord(JSON.parse(text))).length).toBeGreaterThan(0);
      }),
    );
  });
});

/** An object of which every use throws. */
function hostile(): object {
  const deny = (): never => {
    throw new Error('no');
  };
  return new Proxy({}, { get: deny, has: deny, ownKeys: deny, getOwnPropertyDescriptor: deny, getPrototypeOf: deny });
}

describe('duplicates', () => {
  const view = (id: string): TrackedEvent => ({ event_name: 'view_item', items: [{ item_id: id }] });

  it.each<{ what: string; tap: CaptureTap; event: TrackedEvent; after: number; told?: CaptureTap }>([
    { what: 'the same at the same time', tap: 'jsonld', event: view('a'), after: 0, told: 'ga4' },
    { what: 'the same two seconds before', tap: 'jsonld', event: view('a'), after: -2000, told: 'ga4' },
    { what: 'not the same more than two seconds later', tap: 'jsonld', event: view('a'), after: 2001 },
    { what: 'not the same by the same system', tap: 'ga4', event: view('a'), after: 0 },
    { what: 'not another item', tap: 'jsonld', event: view('b'), after: 0 },
    { what: 'not another event', tap: 'jsonld', event: { ...view('a'), event_name: 'select_item' }, after: 0 },
  ])('are $what', ({ tap, event, after, told }) => {
    const duplicates = new Duplicates();
    expect(duplicates.find('ga4', view('a'), 10_000)).toBeUndefined();
    expect(duplicates.find(tap, event, 10_000 + after)).toBe(told);
  });

  it('takes a search and its results for one, and the same items in any order', () => {
    const duplicates = new Duplicates();
    const order = (...ids: string[]): TrackedEvent => ({
      event_name: 'purchase',
      items: ids.map((item_id) => ({ item_id })),
    });
    duplicates.find('ga4', { event_name: 'view_search_results', search_term: 'Oak' }, 0);
    expect(duplicates.find('segment', { event_name: 'search', search_term: 'oak' }, 5)).toBe('ga4');
    duplicates.find('ga4', order('a', 'b'), 0);
    expect(duplicates.find('segment', order('b', 'a'), 5)).toBe('ga4');
  });

  it('takes an order once as long as the page lives, whoever tells it', () => {
    const duplicates = new Duplicates();
    const order = { event_name: 'purchase', items: [{ item_id: 'a' }] };
    expect(duplicates.find('ga4', order, 0, 'T1')).toBeUndefined();
    expect(duplicates.find('ga4', order, 60_000, 'T1')).toBe('ga4');
    expect(duplicates.find('data', order, 90_000, 'T1')).toBe('ga4');
    expect(duplicates.find('data', order, 200_000, 'T2')).toBeUndefined();
  });
});
