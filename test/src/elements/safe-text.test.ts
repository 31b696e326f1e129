import { describe, expect, it } from 'vitest';
import { toSafeText, toSafeUrl } from '../../../src/elements/safe-text.js';

describe('toSafeText', () => {
  it('takes out what reorders or hides text and keeps joiners', () => {
    expect(toSafeText('Chair\u202Egnp.exe\u2066\u200B\uFEFF')).toBe('Chair gnp.exe');
    expect(toSafeText('a\u0000b\r\n\tc')).toBe('a b c');
    expect(toSafeText('می\u200Cخواهم 👩\u200D🌾')).toBe('می\u200Cخواهم 👩\u200D🌾');
  });

  it('cuts long titles between characters', () => {
    const text = toSafeText('🪑'.repeat(10_000));
    expect(Array.from(text)).toHaveLength(160);
    expect(text.endsWith('🪑…')).toBe(true);
    expect(toSafeText('x'.repeat(160))).toHaveLength(160);
  });

  it('gives an empty text for what is none', () => {
    for (const value of [undefined, null, {}, [], () => 'x']) expect(toSafeText(value)).toBe('');
    expect(toSafeText(17)).toBe('17');
  });
});

describe('toSafeUrl', () => {
  const base = 'https://shop.example/a/b';

  it('resolves what is relative and keeps http and https', () => {
    expect(toSafeUrl('c?d=1', base)).toBe('https://shop.example/a/c?d=1');
    expect(toSafeUrl('//cdn.example/p.jpg', base)).toBe('https://cdn.example/p.jpg');
    expect(toSafeUrl('http://other.example/', base)).toBe('http://other.example/');
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' \u0001javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://shop.example/x',
    'file:///etc/passwd',
    'http://',
    '',
    `https://shop.example/${'x'.repeat(2000)}`,
  ])('refuses %j', (address) => expect(toSafeUrl(address, base)).toBeUndefined());

  it('refuses what is no text', () => {
    for (const value of [7, null, undefined, {}]) expect(toSafeUrl(value, base)).toBeUndefined();
  });
});
