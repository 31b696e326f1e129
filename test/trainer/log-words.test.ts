import { describe, expect, it } from 'vitest';
import { DEVICES, REFERRERS } from '../../core/context.js';
import { parseLogContext, toDeviceCode, toReferrerCode } from '../../trainer/log-words.js';

describe('words for a device', () => {
  it.each([
    ['mobile', 'mobile'],
    ['Smartphone', 'mobile'],
    ['iPhone', 'mobile'],
    ['iOS', 'mobile'],
    ['app', 'mobile'],
    ['Android', 'mobile'],
    ['iPad', 'tablet'],
    ['Android tablet', 'tablet'],
    ['DESKTOP', 'desktop'],
    ['PC', 'desktop'],
    ['web', 'desktop'],
    ['Mozilla/5.0 (X11; Linux x86_64)', 'desktop'],
    ['kiosk', 'unknown'],
    ['', 'unknown'],
  ])('reads %s as %s', (word, device) => {
    expect(DEVICES[toDeviceCode(word)]).toBe(device);
  });
});

describe('words for where a visit comes from', () => {
  it.each([
    ['(direct) / (none)', 'direct'],
    ['direct', 'direct'],
    ['(none)', 'direct'],
    ['google', 'search'],
    ['organic', 'search'],
    ['https://www.bing.com/search?q=lamp', 'search'],
    ['google / cpc', 'ad'],
    ['Paid Social', 'ad'],
    ['ads', 'ad'],
    ['display', 'ad'],
    ['Organic Social', 'social'],
    ['https://l.instagram.com/?u=x', 'social'],
    ['tiktok', 'social'],
    ['t.co', 'social'],
    ['newsletter', 'email'],
    ['E-Mail', 'email'],
    ['https://mail.google.com/mail/u/0', 'email'],
    ['https://adidas.example/newsletter', 'other'],
    ['blog', 'other'],
    ['(not set)', 'unknown'],
    [' ', 'unknown'],
  ])('reads %s as %s', (word, referrer) => {
    expect(REFERRERS[toReferrerCode(word)]).toBe(referrer);
  });
});

describe('the circumstances that a line of histories tells', () => {
  it('are read with the words a log would use', () => {
    const told = { hour: 21, weekday: 0, device: 'phone', referrer: 'newsletter', category: 'Bedroom', country: 'de' };
    expect(parseLogContext(told)).toEqual({ ...told, device: 'mobile', referrer: 'email' });
  });

  it('are left out where they cannot be read', () => {
    expect(parseLogContext({ hour: 24, device: 3, referrer: '', country: null })).toEqual({});
    for (const value of [undefined, null, 'mobile', 7, []]) expect(parseLogContext(value)).toEqual({});
  });
});
