import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../demo/app/router.js';
import { parseCart, priceLines, totalOf, withQuantity } from '../../demo/shop/cart.js';
import { parseCatalog } from '../../demo/shop/catalog.js';
import { findCategory } from '../../demo/shop/category-tree.js';
import { applyFilters, parseFilters, printFilters } from '../../demo/shop/filters.js';
import { parseProduct, shortName } from '../../demo/shop/product.js';
import { createSearch } from '../../demo/shop/search.js';
import { createPriceFormat } from '../../demo/shop/shop-info.js';

const LAMP = { item_id: 'l1', item_name: 'Oak lamp, tall', item_variant: 'tall', item_category: 'Light & shade' };
const ROWS = [
  {
    ...LAMP,
    item_category2: 'Lamps',
    item_brand: 'Sprig',
    price: 80,
    sale_price: 60,
    item_group_id: 'g',
    review_count: 9,
  },
  { item_id: 'l2', item_name: 'Oak lamp, low', item_category: 'Light & shade', price: 70, item_group_id: 'g' },
  {
    item_id: 'p1',
    item_name: 'Café pots',
    item_category: 'Garden',
    item_brand: 'Fell',
    price: 12,
    availability: 'out_of_stock',
  },
];
const catalog = parseCatalog(ROWS);
const idsOf = (products: readonly { readonly id: string }[]): string[] => products.map(({ id }) => id);

describe('a product', () => {
  it('keeps pictures of the shop’s own origin only', () => {
    expect(parseProduct({ item_id: 'a', image_link: '/pictures.svg#a' })?.picture).toBe('/pictures.svg#a');
    for (const image_link of ['https://elsewhere.example/a.png', '//elsewhere.example/a.png', 'javascript:alert(1)']) {
      expect(parseProduct({ item_id: 'a', image_link })?.picture).toBeUndefined();
    }
  });

  it('does not shout', () => {
    expect(parseProduct({ item_id: '1', item_name: 'WHITE  HANGING HEART' })?.name).toBe('White hanging heart');
    expect(parseProduct({ item_id: '1', item_name: 'LED lamp' })?.name).toBe('LED lamp');
  });

  it('has no sale price above its price, no negative price, and no row without an id', () => {
    expect(parseProduct({ item_id: '1', price: 5, sale_price: 9 })?.salePrice).toBeUndefined();
    expect(parseProduct({ item_id: '1', price: -5 })?.price).toBeUndefined();
    expect(parseProduct({ item_name: 'nameless' })).toBeUndefined();
    expect(parseProduct(null)).toBeUndefined();
  });

  it('is named without its variant in passing', () => {
    expect(shortName(catalog.find('l1')!)).toBe('Oak lamp');
  });
});

describe('the catalog', () => {
  it('finds categories by readable addresses', () => {
    const trail = findCategory(catalog.root, ['light-shade', 'lamps']);
    expect(trail?.map(({ name }) => name)).toEqual(['Light & shade', 'Lamps']);
    expect(trail?.[1]?.href).toBe('/category/light-shade/lamps');
    expect(findCategory(catalog.root, ['light-shade', 'none'])).toBeUndefined();
  });

  it('groups variants and shows one of each group among bestsellers, none that is out of stock', () => {
    expect(idsOf(catalog.variantsOf(catalog.find('l2')!))).toEqual(['l1', 'l2']);
    expect(idsOf(catalog.bestsellers)).toEqual(['l1']);
  });

  it('is empty where there is none, and does not trip over ids such as __proto__', () => {
    expect(parseCatalog({}).products).toEqual([]);
    expect(parseCatalog([{ item_id: '__proto__' }]).find('__proto__')?.id).toBe('__proto__');
    expect(catalog.find('constructor')).toBeUndefined();
  });
});

describe('filters', () => {
  it('survive the way through an address', () => {
    const query = '?brand=Sprig&brand=Fell&from=10&to=99&sale=1&stock=1&sort=price-up';
    expect(printFilters(parseFilters(new URLSearchParams(query)))).toBe(query);
    expect(printFilters(parseFilters(new URLSearchParams('from=-3&sort=none')))).toBe('');
  });

  it('go by what is paid', () => {
    const wanted = applyFilters(catalog.products, parseFilters(new URLSearchParams('to=65&sort=price-up')));
    expect(idsOf(wanted)).toEqual(['p1', 'l1']);
  });
});

describe('search', () => {
  const search = createSearch(catalog.products);

  it('finds beginnings of words, plurals and words without their accents, in every word of the term', () => {
    expect(idsOf(search('oak lamps'))).toEqual(['l1', 'l2']);
    expect(idsOf(search('cafe pot'))).toEqual(['p1']);
    expect(idsOf(search('oak pot'))).toEqual([]);
    expect(search('  ')).toEqual([]);
  });

  it('puts hits in the name before hits elsewhere', () => {
    const both = createSearch(
      parseCatalog([
        { item_id: '1', item_name: 'Rug', item_brand: 'Fern' },
        { item_id: '2', item_name: 'Fern' },
      ]).products,
    );
    expect(idsOf(both('fern'))).toEqual(['2', '1']);
  });
});

describe('the basket', () => {
  it('counts, prices and drops what the shop no longer has', () => {
    const cart = withQuantity(withQuantity(withQuantity([], 'l1', 2), 'gone', 1), 'p1', 1);
    expect(totalOf(priceLines(cart, catalog))).toBe(132);
    expect(withQuantity(cart, 'l1', 0).map(({ id }) => id)).toEqual(['gone', 'p1']);
    expect(withQuantity([], 'l1', 1000)).toEqual([{ id: 'l1', quantity: 99 }]);
  });

  it('takes from a kept one only what makes sense', () => {
    expect(parseCart([{ id: 'l1', quantity: 2 }, { id: 3 }, null, { id: 'x', quantity: -1 }])).toEqual([
      { id: 'l1', quantity: 2 },
    ]);
    expect(parseCart('nonsense')).toEqual([]);
  });
});

describe('addresses', () => {
  const kindOf = (address: string): string => parseRoute(new URL(address, 'http://shop.test')).kind;

  it('name pages, and what they do not name is missing', () => {
    expect(['/', '/cart', '/search?q=a', '/category/a/b', '/product/x'].map(kindOf)).toEqual([
      'home',
      'cart',
      'search',
      'category',
      'product',
    ]);
    expect(['/category', '/category/', '/x', '/cart/x'].map(kindOf)).toEqual(Array(4).fill('missing'));
    expect(parseRoute(new URL('http://shop.test/product/a%2Fb%25'))).toEqual({ kind: 'product', id: 'a/b%' });
    expect(parseRoute(new URL('http://shop.test/product/100%'))).toEqual({ kind: 'product', id: '100%' });
  });
});

describe('prices', () => {
  it('are written in their own currency, known or not', () => {
    const price = createPriceFormat('GBP');
    expect(price(12345.67)).toBe('£12,345.67');
    expect(price(5, 'EUR')).toBe('€5.00');
    expect(price(5, 'not a code')).toBe('not a code 5.00');
  });
});
