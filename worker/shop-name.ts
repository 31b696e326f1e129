/** The database of the ledger: one for the origin, whatever the shop. */
export const LEDGER_NAME = 'shelfwise-ledger';

/**
 * Keeps the shops of one origin apart: `base` for the shop `default`, else `base-SHOP`. `base-ledger` is the origin's own: a
 * shop called `ledger`, or that with hyphens before it, gets one hyphen more.
 */
export function toShopName(base: string, shop: string): string {
  if (shop === 'default') return base;
  return `${base}-${/^-*ledger$/.test(shop) ? '-' : ''}${shop}`;
}
