import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromProfileLink, toProfileLink } from '../../../src/privacy/profile-link.js';

describe('a profile in an address', () => {
  const page = 'https://shop.example/account?tab=data#top';

  it('stands behind the # and comes out as it went in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 900 }), (bytes) => {
        const link = toProfileLink(bytes, page)!;
        expect(link).toMatch(/^https:\/\/shop\.example\/account\?tab=data#shelfwise-profile=[\w-]*$/);
        expect(fromProfileLink(link)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it('is refused where a camera could not read it', () => {
    expect(toProfileLink(new Uint8Array(1100), page)).toBe(undefined);
  });

  it.each([page, 'https://shop.example/', 'https://shop.example/#shelfwise-profile=%%%'])('is not in %s', (address) => {
    expect(fromProfileLink(address)).toBe(undefined);
  });
});
