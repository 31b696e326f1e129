import { refuse, type ItemIdChoice, type Mapped, type Source, type Take } from '../captured.js';
import { pickId, toFields, toItem, toMapped, type Fields } from '../mapping.js';

const MAX_CHARACTERS = 200_000;
const NAME = 'Product';

/**
 * The product that a page's JSON-LD is about: one `Product` or `ProductGroup` at the top, in an array, in `@graph` or as the
 * `mainEntity` of a page. Products of lists are not looked at; several products make no product page.
 * Source: schema.org/Product, developers.google.com/search/docs/appearance/structured-data/product.
 * @param texts the texts of the page's scripts of type `application/ld+json`.
 * @returns undefined where they name no product.
 */
export function mapJsonLd(texts: readonly string[], choice?: ItemIdChoice): Mapped | undefined {
  const found = texts.flatMap((text) => findProducts(parse(text)));
  const items = new Map(found.map((product) => [toProductId(product, choice), product]));
  if (items.size === 0) return undefined;
  if (items.size > 1) return refuse(NAME, 'not-a-product-page', `The page describes ${String(items.size)} products.`);
  const [[id, product]] = items as unknown as [[string | undefined, Fields]];
  return { ...toMapped('view_item', [toItem(id, { price: toPrice(product['offers']) })]), name: NAME };
}

function parse(text: string): unknown {
  if (text.length > MAX_CHARACTERS) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // search engines do not understand it either
  }
}

function findProducts(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.flatMap(findProducts);
  const fields = toFields(value);
  if (isProduct(fields['@type'])) return [fields];
  return [fields['@graph'], fields['mainEntity']].flatMap((each) => (each === undefined ? [] : findProducts(each)));
}

function isProduct(type: unknown): boolean {
  return [type].flat().some((name) => typeof name === 'string' && /(^|[/:#])Product(Group)?$/.test(name));
}

function toProductId(product: Fields, choice: ItemIdChoice | undefined): string | undefined {
  const { productGroupID, productID, sku } = product;
  return pickId({ product: productGroupID ?? productID, variant: sku, sku }, choice);
}

/** The price of the offer, of the first of several, or the lowest of many. */
function toPrice(offers: unknown): unknown {
  const { price, lowPrice } = toFields([offers].flat()[0]);
  return price ?? lowPrice;
}

/** Tells of a product page once, and again when address or product change, while the page is seen. */
export function createJsonLdSource(take: Take, choice?: ItemIdChoice): Source {
  let told = '';
  return {
    look() {
      if (document.visibilityState !== 'visible') return;
      const scripts = document.querySelectorAll('script[type="application/ld+json"]');
      const texts = Array.from(scripts, ({ textContent }) => textContent);
      const seen = JSON.stringify([location.pathname, location.search, texts]);
      if (seen === told) return;
      told = seen;
      take(() => mapJsonLd(texts, choice));
    },
  };
}
