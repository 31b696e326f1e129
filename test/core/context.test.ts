import { describe, expect, it } from 'vitest';
import {
  contextAt,
  DEVICES,
  parseVisitContext,
  REFERRERS,
  toCountryKey,
  toDeviceCode,
  toReferrerCode,
} from '../../core/context.js';

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

describe('the circumstances of a visit', () => {
  it('are read with the words a log would use', () => {
    const told = { hour: 21, weekday: 0, device: 'phone', referrer: 'newsletter', category: 'Bedroom', country: 'de' };
    expect(parseVisitContext(told)).toEqual({ ...told, device: 'mobile', referrer: 'email' });
  });

  it('are left out where they cannot be read, and nothing else is taken over', () => {
    const bad = { hour: 24, weekday: 1.5, device: 3, referrer: '', category: ' ', country: null, user: 'u1' };
    expect(parseVisitContext(bad)).toEqual({});
    for (const value of [undefined, null, 'mobile', 7, []]) expect(parseVisitContext(value)).toEqual({});
  });

  it('know the hour and weekday of a moment in UTC, before 1970 too', () => {
    expect(contextAt(0)).toEqual({ hour: 0, weekday: 4 });
    expect(contextAt(Date.UTC(2026, 5, 28, 23, 59) / 1000)).toEqual({ hour: 23, weekday: 0 });
    expect(contextAt(-1)).toEqual({ hour: 23, weekday: 3 });
  });

  it('compare countries without case', () => {
    expect(toCountryKey(' de ')).toBe(toCountryKey('DE'));
  });
});
