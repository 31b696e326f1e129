import { describe, expect, it } from 'vitest';
import { mapJsonLd } from '../../../src/capture/sources/json-ld.js';

/** Source: developers.google.com/search/docs/appearance/structured-data/product-snippet and …/product-variants. */
const ANVIL = {
  '@context': 'https://schema.org/',
  '@type': 'Product',
  name: 'Executive Anvil',
  image: ['https://example.com/photos/1x1/photo.jpg'],
  sku: '0446310786',
  mpn: '925872',
  brand: { '@type': 'Brand', name: 'ACME' },
  offers: { '@type': 'Offer', url: 'https://example.com/anvil', priceCurrency: 'USD', price: 119.99 },
};

const read = (...values: unknown[]): unknown => {
  const mapped = mapJsonLd(values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))));
  if (mapped === undefined) return undefined;
  return 'event' in mapped ? mapped.event : mapped.refusal.code;
};
const viewOf = (item: object): object => ({ event_name: 'view_item', items: [item] });
const VIEW = viewOf({ item_id: '0446310786', price: 119.99 });

describe('JSON-LD', () => {
  it.each([
    ['alone', ANVIL],
    ['in an array', [{ '@type': 'BreadcrumbList' }, ANVIL]],
    ['in a graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite' }, ANVIL] }],
    ['as what a page is about', { '@type': 'ItemPage', mainEntity: ANVIL }],
    ['with several types', { ...ANVIL, '@type': ['Product', 'Book'] }],
    ['with the type’s address', { ...ANVIL, '@type': 'http://schema.org/Product' }],
    ['twice', [ANVIL, ANVIL]],
  ])('makes a view of a product that stands %s', (_where, value) => {
    expect(read(value)).toEqual(VIEW);
  });

  it('reads all scripts of a page, and leaves out those that are broken', () => {
    expect(read('{ not json', { '@type': 'Organization' }, ANVIL, `"${'x'.repeat(200_001)}"`)).toEqual(VIEW);
  });

  it.each([
    [{ '@type': 'AggregateOffer', lowPrice: '99.90', highPrice: 120 }, 99.9],
    [
      [
        { '@type': 'Offer', price: '10' },
        { '@type': 'Offer', price: '12' },
      ],
      10,
    ],
    [undefined, undefined],
    ['nonsense', undefined],
  ])('takes of the offers %j the price %s', (offers, price) => {
    expect(read({ ...ANVIL, offers })).toEqual(viewOf({ item_id: '0446310786', ...(price && { price }) }));
  });

  it('knows a product with variants by the id of the group', () => {
    const group = { '@type': 'ProductGroup', productGroupID: '44E01', hasVariant: [ANVIL, { ...ANVIL, sku: 'x' }] };
    expect(read(group)).toEqual(viewOf({ item_id: '44E01' }));
  });

  it('refuses several products, and one without an id', () => {
    expect(read(ANVIL, { ...ANVIL, sku: 'other' })).toBe('not-a-product-page');
    expect(read({ '@type': 'Product', name: 'Anvil' })).toBe('no-item-id');
  });

  it('says nothing of lists, of related products, and of pages without one', () => {
    expect(read({ '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: ANVIL }] })).toBeUndefined();
    expect(read({ ...ANVIL, isRelatedTo: [{ ...ANVIL, sku: 'x' }] })).toEqual(VIEW);
    expect(read({ '@type': 'Organization' }, null, 7, 'null')).toBeUndefined();
  });
});
