import { describe, expect, it, vi } from 'vitest';
import { useFreshPage } from './fresh-page.js';

const page = useFreshPage();
const ALL = { storage: true, aggregates: true };

describe('the Shopify signal', () => {
  it.each([
    [{ preferences: true, analytics: true }, 'aggregates'],
    [{ preferences: true, analytics: false }, 'local'],
    [{ preferences: false, analytics: true }, 'session'],
    [{ preferences: false, analytics: false }, 'session'],
  ])('makes of %j the mode %s, at the start and by its event', (choice, mode) => {
    page.tools.shopify.load(choice);
    const keeper = page.keep();
    expect(keeper.mode).toBe(mode);
    page.tools.shopify.choose({ preferences: !choice.preferences, analytics: true });
    expect(keeper.mode).toBe(choice.preferences ? 'session' : 'aggregates');
    page.tools.shopify.choose(choice);
    expect(keeper.mode).toBe(mode);
  });

  it('caps what the shop has said, and is no more than its own cap', () => {
    page.tools.shopify.load({ preferences: false, analytics: true });
    const keeper = page.keep(ALL);
    expect(keeper.mode).toBe('session');
    page.tools.shopify.choose({ preferences: true, analytics: true });
    expect(keeper.mode).toBe('aggregates');
    keeper.say({ aggregates: false });
    expect(keeper.mode).toBe('local');
  });

  it('is undecided while a storefront loads the API, and is not there where none came in three seconds', () => {
    page.tools.shopify.loader();
    const keeper = page.keep(ALL);
    expect(keeper.mode).toBe('session');
    vi.advanceTimersByTime(2500);
    expect(keeper.mode).toBe('session');
    vi.advanceTimersByTime(2500);
    expect(keeper.mode).toBe('aggregates');
    page.tools.shopify.load({ preferences: false, analytics: false });
    vi.advanceTimersByTime(5000);
    expect(keeper.mode).toBe('session');
  });

  it.each([
    ['has no functions', {}],
    ['is a text', 'yes'],
    [
      'answers with texts',
      { preferencesProcessingAllowed: (): string => 'yes', analyticsProcessingAllowed: (): string => 'yes' },
    ],
    [
      'throws',
      {
        preferencesProcessingAllowed: (): boolean => {
          throw new Error('broken');
        },
      },
    ],
  ])('keeps to session where the API %s', (_what, customerPrivacy) => {
    vi.stubGlobal('Shopify', { customerPrivacy });
    expect(page.keep(ALL).mode).toBe('session');
  });

  it('is not there where Shopify is something else', () => {
    for (const value of [null, 7, 'Shopify', {}]) {
      vi.stubGlobal('Shopify', value);
      expect(page.keep(ALL).mode).toBe('aggregates');
    }
  });
});
