/** Keeps the shops of one origin apart: `base` for the shop `default`, else `base-SHOP`. */
export function toShopName(base: string, shop: string): string {
  return shop === 'default' ? base : `${base}-${shop}`;
}
