import { describe, expect, it } from 'vitest';
import { toShownPrice } from '../../../src/elements/price.js';

const plain = (text: string | undefined): string | undefined => text?.replaceAll('\u00A0', ' ');
const german = { locale: 'de-DE', currency: 'EUR' };

describe('toShownPrice', () => {
  it('writes the price in the item’s currency and the page’s language', () => {
    const { now, before } = toShownPrice({ price: 12345.67, currency: 'USD' }, german);
    expect(plain(now)).toBe('12.345,67 $');
    expect(before).toBeUndefined();
    expect(toShownPrice({ price: 1200, currency: 'JPY' }, { locale: 'ja-JP', currency: 'EUR' }).now).toMatch(
      /^[¥￥]1,200$/,
    );
  });

  it('takes the shop’s currency where the item names none, and a bare number where nobody does', () => {
    expect(plain(toShownPrice({ price: 5 }, german).now)).toBe('5,00 €');
    expect(toShownPrice({ price: 5 }, { locale: 'en', currency: undefined }).now).toBe('5.00');
  });

  it('shows a lower sale price with the former one, and no former one where the sale is none', () => {
    const { now, before } = toShownPrice({ price: 20, sale_price: 15 }, german);
    expect([plain(now), plain(before)]).toEqual(['15,00 €', '20,00 €']);
    expect(toShownPrice({ price: 20, sale_price: 20 }, german).before).toBeUndefined();
    expect(plain(toShownPrice({ sale_price: 15 }, german).now)).toBe('15,00 €');
  });

  it('survives currencies, locales and prices that are none', () => {
    expect(toShownPrice({ price: 5, currency: 'euros' }, german).now).toBe('5.00 euros');
    expect(toShownPrice({ price: 5 }, { locale: '!', currency: 'EUR' }).now).toBe('5.00 EUR');
    expect(toShownPrice({ price: Number.NaN }, german).now).toBeUndefined();
    expect(toShownPrice({ price: '5' }, german).now).toBeUndefined();
    expect(toShownPrice({}, german)).toEqual({ now: undefined, before: undefined });
  });
});
