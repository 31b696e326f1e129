import { describe, expect, it } from 'vitest';
import { contextAt, parseVisitContext, toCountryKey } from '../../core/context.js';

describe('the circumstances of a visit', () => {
  it('are read as a page tells them', () => {
    const told = { hour: 21, weekday: 0, device: ' Mobile', referrer: 'email', category: 'Bedroom', country: 'de' };
    expect(parseVisitContext(told)).toEqual({ ...told, device: 'mobile' });
  });

  it('are left out where they cannot be read, and nothing else is taken over', () => {
    const bad = { hour: 24, weekday: 1.5, device: 3, referrer: 'unknown', category: ' ', country: null, user: 'u1' };
    expect(parseVisitContext(bad)).toEqual({});
    expect(parseVisitContext({ device: 'unknown', referrer: 'constructor' })).toEqual({});
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
