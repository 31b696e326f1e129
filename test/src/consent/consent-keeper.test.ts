import { describe, expect, it, vi } from 'vitest';
import { gppPing, tcData, TCF_ALL } from '../../helpers/consent-tools.js';
import { useFreshPage } from './fresh-page.js';

const page = useFreshPage();
const ALL = { personalization: true, storage: true, aggregates: true };
const GRANTED = { personalization_storage: 'granted', functionality_storage: 'granted', analytics_storage: 'granted' };

describe('the own word', () => {
  it.each([
    [undefined, 'session'],
    [{}, 'session'],
    [{ personalization: true }, 'session'],
    [{ storage: true }, 'local'],
    [{ storage: true, aggregates: true }, 'aggregates'],
    [{ aggregates: true }, 'session'],
    [{ ...ALL, personalization: false }, 'off'],
    [{ storage: 'granted', aggregates: 1 }, 'session'],
    ['granted', 'session'],
    [null, 'session'],
  ])('%j makes the mode %s where nothing else speaks', (word, mode) => {
    expect(page.keep(word).mode).toBe(mode);
    const keeper = page.keep();
    keeper.say(word);
    expect(keeper.mode).toBe(mode);
  });

  it('leaves everything to a consent tool where it says nothing', () => {
    page.tools.shopify.load({ preferences: true, analytics: true });
    expect(page.keep().mode).toBe('aggregates');
  });

  it('is one of the minimum once it grants something: what it never named is denied', () => {
    page.tools.shopify.load({ preferences: true, analytics: true });
    expect(page.keep({ personalization: true }).mode).toBe('session');
    expect(page.keep({ storage: true }).mode).toBe('local');
  });

  it('lowers what it denies and nothing else, as a shopper’s switch does, and cannot raise a denial', () => {
    page.tools.shopify.load({ preferences: true, analytics: true });
    const keeper = page.keep();
    keeper.say({ aggregates: false });
    expect(keeper.mode).toBe('local');
    keeper.say({ personalization: false });
    expect(keeper.mode).toBe('off');
    page.tools.shopify.choose({ preferences: false, analytics: true });
    keeper.say(ALL);
    expect(keeper.mode).toBe('session');
    page.tools.shopify.choose({ preferences: true, analytics: true });
    expect(keeper.mode).toBe('aggregates');
  });
});

describe('several signals', () => {
  it('make the minimum, whoever denies', () => {
    page.tools.tcf.load(tcData(TCF_ALL));
    page.tools.shopify.load({ preferences: true, analytics: true });
    page.tools.google.gtag('consent', 'default', GRANTED);
    page.tools.gpp.stub();
    page.tools.gpp.tell(gppPing({ SaleOptOut: 2 }));
    const keeper = page.keep(ALL);
    expect(keeper.mode).toBe('aggregates');
    page.tools.gpp.tell(gppPing({ SaleOptOut: 1 }));
    expect(keeper.mode).toBe('local');
    page.tools.google.gtag('consent', 'update', { functionality_storage: 'denied' });
    expect(keeper.mode).toBe('session');
    page.tools.google.gtag('consent', 'update', { functionality_storage: 'granted' });
    page.tools.tcf.tell(tcData([1, 5]));
    expect(keeper.mode).toBe('session');
    page.tools.tcf.tell(tcData([1, 5, 6]));
    expect(keeper.mode).toBe('local');
    keeper.say({ personalization: false });
    expect(keeper.mode).toBe('off');
  });

  it('are heard where one speaks up while another is asked', () => {
    page.tools.shopify.load({ preferences: true, analytics: true });
    page.tools.google.gtag('consent', 'default', GRANTED);
    vi.stubGlobal('__tcfapi', (_command: string, _version: number, callback: (...args: unknown[]) => void) => {
      page.tools.shopify.choose({ preferences: false, analytics: false });
      callback(tcData(TCF_ALL), true);
    });
    expect(page.keep().mode).toBe('session');
  });
});

describe('a page that is broken or hostile', () => {
  const refuse = (): never => {
    throw new Error('broken');
  };

  it.each(['__tcfapi', '__gpp', 'Shopify', 'dataLayer'])('means session where reading %s throws', (name) => {
    Object.defineProperty(globalThis, name, { configurable: true, get: refuse });
    const keeper = page.keep(ALL);
    expect(keeper.mode).toBe('session');
    expect(() => keeper.say({ storage: true })).not.toThrow();
    vi.advanceTimersByTime(60_000);
    expect(keeper.mode).toBe('session');
  });

  it.each([
    ['throws', refuse],
    ['never calls back', () => undefined],
    [
      'calls back at once with nothing',
      (...args: unknown[]) => (args.find((arg) => typeof arg === 'function') as () => void)(),
    ],
    [
      'calls back with data that cannot be read',
      (...args: unknown[]) => {
        const data = new Proxy({}, { get: refuse });
        (args.find((arg) => typeof arg === 'function') as (...data: unknown[]) => void)(data, true);
      },
    ],
  ])('means session where a consent function %s', (_what, api) => {
    for (const name of ['__tcfapi', '__gpp']) {
      vi.stubGlobal(name, api);
      const keeper = page.keep(ALL);
      vi.advanceTimersByTime(10_000);
      expect(keeper.mode).toBe('session');
      vi.unstubAllGlobals();
      vi.stubGlobal('navigator', {});
    }
  });

  it('is not asked for ever where asking makes it speak', () => {
    let asked = 0;
    page.tools.shopify.load({ preferences: true, analytics: true });
    const { Shopify } = globalThis as unknown as { Shopify: { customerPrivacy: Record<string, () => boolean> } };
    Shopify.customerPrivacy['preferencesProcessingAllowed'] = () => {
      asked++;
      document.dispatchEvent(new Event('visitorConsentCollected'));
      return true;
    };
    expect(page.keep().mode).toBe('aggregates');
    expect(asked).toBe(2);
  });

  it('hears nothing any more after close', () => {
    page.tools.tcf.load(tcData(TCF_ALL));
    page.tools.google.gtag('consent', 'default', GRANTED);
    const keeper = page.keep();
    keeper.close();
    page.tools.tcf.tell(tcData([]));
    page.tools.google.gtag('consent', 'update', { analytics_storage: 'denied' });
    vi.advanceTimersByTime(3000);
    expect([keeper.mode, page.changes, vi.getTimerCount()]).toEqual(['aggregates', 0, 0]);
  });
});

describe('before there is a worker', () => {
  it('it opens in the mode that holds then', () => {
    page.tools.tcf.stub();
    const keeper = page.keep();
    page.tools.tcf.load(tcData(TCF_ALL));
    expect(keeper.takeOpeningMode()).toBe('aggregates');
  });

  it('it opens once in a mode that the own word took back, so that leaving it erases', () => {
    const keeper = page.keep(ALL);
    keeper.say({ storage: false });
    expect([keeper.mode, keeper.takeOpeningMode(), keeper.takeOpeningMode()]).toEqual([
      'session',
      'aggregates',
      'session',
    ]);
  });

  it('a worker that is started again never opens in what was taken back from the first', () => {
    const keeper = page.keep(ALL);
    expect(keeper.takeOpeningMode()).toBe('aggregates');
    keeper.say({ storage: false });
    expect(keeper.takeOpeningMode()).toBe('session');
  });

  it('it opens in a mode that the own word raised, and does not open twice for that', () => {
    const keeper = page.keep();
    keeper.say({ storage: true });
    keeper.say({ aggregates: true });
    expect(keeper.takeOpeningMode()).toBe('aggregates');
  });

  it('it touches no storage for a consent tool that denies on every page', () => {
    const keeper = page.keep(ALL);
    page.tools.tcf.load(tcData([]));
    vi.advanceTimersByTime(1000);
    expect(keeper.takeOpeningMode()).toBe('session');
  });
});
