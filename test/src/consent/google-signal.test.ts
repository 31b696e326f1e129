import { describe, expect, it, vi } from 'vitest';
import { useFreshPage } from './fresh-page.js';

const page = useFreshPage();
const ALL = { storage: true, aggregates: true };
const GRANTED = { personalization_storage: 'granted', functionality_storage: 'granted', analytics_storage: 'granted' };
const DENIED = { personalization_storage: 'denied', functionality_storage: 'denied', analytics_storage: 'denied' };

const gtag = (...command: unknown[]): void => page.tools.google.gtag(...command);

describe('the Google signal', () => {
  it.each([
    [GRANTED, 'aggregates', 'aggregates'],
    [DENIED, 'session', 'session'],
    [{ ...GRANTED, analytics_storage: 'denied' }, 'local', 'local'],
    [{ ...GRANTED, functionality_storage: 'denied' }, 'session', 'session'],
    [{ ...GRANTED, personalization_storage: 'denied' }, 'session', 'session'],
    [{ personalization_storage: 'granted' }, 'session', 'aggregates'],
    [{ functionality_storage: 'denied' }, 'session', 'session'],
    [{ ad_storage: 'denied', analytics_storage: 'denied' }, 'session', 'local'],
    [{ ad_storage: 'denied' }, 'session', 'aggregates'],
    [{ ...GRANTED, personalization_storage: 'yes' }, 'session', 'session'],
  ])('makes of %j alone the mode %s, and under a shop that says yes %s', (choices, alone, withShop) => {
    for (const command of ['default', 'update']) {
      delete (globalThis as { dataLayer?: unknown }).dataLayer;
      gtag('consent', command, choices);
      expect([page.keep().mode, page.keep(ALL).mode]).toEqual([alone, withShop]);
    }
  });

  it('hears what is pushed later, and leaves the push as it was', () => {
    gtag('consent', 'default', { ...DENIED, wait_for_update: 500 });
    const keeper = page.keep();
    expect(keeper.mode).toBe('session');
    gtag('consent', 'update', GRANTED);
    expect(keeper.mode).toBe('aggregates');
    const { dataLayer } = globalThis as unknown as { dataLayer: unknown[] };
    expect(dataLayer.push({ event: 'view_item' }, { event: 'x' })).toBe(4);
    expect(dataLayer).toHaveLength(4);
    gtag('consent', 'update', { analytics_storage: 'denied' });
    expect(keeper.mode).toBe('local');
    expect(page.changes).toBe(2);
  });

  it('hears every command of one push', () => {
    gtag('js', new Date());
    const keeper = page.keep();
    const { dataLayer } = globalThis as unknown as { dataLayer: unknown[] };
    dataLayer.push(['consent', 'default', DENIED], ['consent', 'update', GRANTED]);
    expect(keeper.mode).toBe('aggregates');
  });

  it('lets an update go before any default, and the lowest default before others', () => {
    gtag('consent', 'update', GRANTED);
    gtag('consent', 'default', DENIED);
    expect(page.keep().mode).toBe('aggregates');
    delete (globalThis as { dataLayer?: unknown }).dataLayer;
    gtag('consent', 'default', DENIED);
    gtag('consent', 'default', GRANTED);
    expect(page.keep().mode).toBe('session');
  });

  it('takes a default for some regions as a denial at most', () => {
    gtag('consent', 'default', { ...GRANTED, region: ['US'] });
    expect(page.keep(ALL).mode).toBe('session');
    gtag('consent', 'update', GRANTED);
    expect(page.keep(ALL).mode).toBe('aggregates');
  });

  it('goes on hearing where Tag Manager puts its own push over it, and follows an array that takes the place', () => {
    gtag('js', new Date());
    const keeper = page.keep();
    const layer = (globalThis as unknown as { dataLayer: unknown[] }).dataLayer;
    const push = layer.push;
    layer.push = (...entries) => push.apply(layer, entries);
    gtag('consent', 'update', GRANTED);
    expect(keeper.mode).toBe('aggregates');
    vi.stubGlobal('dataLayer', [['consent', 'update', DENIED]]);
    vi.advanceTimersByTime(1000);
    expect(keeper.mode).toBe('session');
    gtag('consent', 'update', GRANTED);
    expect(keeper.mode).toBe('aggregates');
  });

  it('is not disturbed by what else a data layer holds', () => {
    const hostile = new Proxy(
      {},
      {
        get() {
          throw new Error('not to be read');
        },
      },
    );
    const entries = [
      null,
      undefined,
      7,
      'consent',
      {},
      [],
      ['consent'],
      ['consent', 'default'],
      ['consent', 'get', null],
    ];
    vi.stubGlobal('dataLayer', [
      ...entries,
      Object.create(hostile),
      { length: 1e9 },
      ['consent', Symbol('x'), GRANTED],
    ]);
    const keeper = page.keep({ storage: true });
    expect(keeper.mode).toBe('local');
    const { dataLayer } = globalThis as unknown as { dataLayer: unknown[] };
    for (const entry of [...entries, hostile]) expect(() => dataLayer.push(entry)).not.toThrow();
    expect(keeper.mode).toBe('local');
  });

  it('is no more than session where a frozen array keeps it from hearing more', () => {
    vi.stubGlobal('dataLayer', Object.freeze([['consent', 'update', GRANTED]]));
    expect(page.keep(ALL).mode).toBe('session');
  });

  it('hears neither a grant nor a denial in a data layer of another name', () => {
    vi.stubGlobal('shopLayer', [['consent', 'update', GRANTED]]);
    expect(page.keep().mode).toBe('session');
    vi.stubGlobal('shopLayer', [['consent', 'update', { analytics_storage: 'denied' }]]);
    expect(page.keep(ALL).mode).toBe('aggregates');
  });

  it('is not there where the data layer is no array', () => {
    for (const value of [null, {}, 'x', { push: () => 0 }]) {
      vi.stubGlobal('dataLayer', value);
      expect(page.keep(ALL).mode).toBe('aggregates');
    }
  });
});
