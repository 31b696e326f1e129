/** `unknown` where the shop says nothing: such a product can be bought, and the page claims nothing. */
export type Stock = 'in' | 'out' | 'preorder' | 'unknown';

/** A product as the storefront shows it. */
export interface Product {
  readonly id: string;
  readonly name: string;
  /** Categories from the broadest to the narrowest; empty where the shop has none. */
  readonly path: readonly string[];
  readonly brand?: string;
  readonly variant?: string;
  readonly groupId?: string;
  readonly price?: number;
  /** Below `price`, or absent. */
  readonly salePrice?: number;
  readonly currency?: string;
  readonly description?: string;
  /** An address on the shop's own origin. Pictures elsewhere would tell others what is looked at. */
  readonly picture?: string;
  readonly stock: Stock;
  readonly rating?: number;
  readonly reviewCount: number;
}

type Raw = Readonly<Record<string, unknown>>;

/** Parses one row of `catalog.json` (Google Merchant's field names); undefined for a row without an id. */
export function parseProduct(input: unknown): Product | undefined {
  const raw = (typeof input === 'object' && input !== null ? input : {}) as Raw;
  const id = toText(raw['item_id']);
  if (id === undefined) return undefined;
  const levels = ['item_category', 'item_category2', 'item_category3', 'item_category4', 'item_category5'];
  const price = toAmount(raw['price']);
  const salePrice = toAmount(raw['sale_price']);
  return {
    id,
    name: toReadableName(toText(raw['item_name']) ?? id),
    path: levels.map((level) => toText(raw[level])).filter((name) => name !== undefined),
    stock: toStock(toText(raw['availability'])),
    reviewCount: toAmount(raw['review_count']) ?? 0,
    ...pickTexts(raw),
    ...(price !== undefined && { price }),
    ...(price !== undefined && salePrice !== undefined && salePrice < price && { salePrice }),
    ...toRating(raw['average_rating']),
    ...toPicture(toText(raw['image_link'])),
  };
}

/** The name without the size and colour at its end, for lines that name a product in passing. */
export function shortName({ name, variant }: Product): string {
  const tail = variant === undefined ? '' : `, ${variant}`;
  return tail !== '' && name.endsWith(tail) ? name.slice(0, -tail.length) : name;
}

/** What a shopper pays for one. */
export function payablePrice(product: Product): number | undefined {
  return product.salePrice ?? product.price;
}

function pickTexts(raw: Raw): Pick<Product, 'brand' | 'variant' | 'groupId' | 'currency' | 'description'> {
  const brand = toText(raw['item_brand']);
  const variant = toText(raw['item_variant']);
  const groupId = toText(raw['item_group_id']);
  const currency = toText(raw['currency']);
  const description = toText(raw['description']);
  return {
    ...(brand !== undefined && { brand }),
    ...(variant !== undefined && { variant }),
    ...(groupId !== undefined && { groupId }),
    ...(currency !== undefined && { currency }),
    ...(description !== undefined && { description }),
  };
}

/** Google Merchant's values, with `_` or a space between the words. */
function toStock(availability: string | undefined): Stock {
  if (availability === undefined) return 'unknown';
  if (/^(out|sold|discontinued)/i.test(availability)) return 'out';
  return /^(pre|back)/i.test(availability) ? 'preorder' : 'in';
}

function toRating(value: unknown): { rating?: number } {
  const rating = toAmount(value);
  return rating === undefined ? {} : { rating: Math.min(5, rating) };
}

function toPicture(link: string | undefined): { picture?: string } {
  return link !== undefined && /^\/(?!\/)/.test(link) ? { picture: link } : {};
}

/** Stock systems shout: `WHITE HANGING HEART` becomes `White hanging heart`; other names stay as they are. */
function toReadableName(name: string): string {
  const tidy = name.replace(/\s+/g, ' ').trim();
  const shouts = /[A-Z]{2}/.test(tidy) && tidy === tidy.toUpperCase();
  return shouts ? tidy.charAt(0) + tidy.slice(1).toLowerCase() : tidy;
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function toAmount(value: unknown): number | undefined {
  const amount = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}
