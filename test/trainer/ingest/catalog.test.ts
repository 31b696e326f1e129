import { describe, expect, it } from 'vitest';
import type { CatalogItem } from '../../../core/catalog.js';
import { ingest, type IngestOptions } from '../../../trainer/ingest/ingest.js';
import type { Ingestion } from '../../../trainer/ingest/ingestion.js';
import { priceDeciles } from '../../../trainer/ingest/price-decile.js';
import { createFolder, HEADER, ingestText } from './shop-folder.js';

async function withCatalog(catalog: string, options: Partial<IngestOptions> = {}): Promise<Ingestion> {
  const folder = await createFolder();
  const events = [await folder.write('events.csv', `${HEADER}\nu,a,view_item,1700000000\nu,c,view_item,1700000001\n`)];
  return ingest({ events, catalog: await folder.write('catalog.csv', catalog), maxBad: 0.5, ...options });
}

describe('the catalog', () => {
  it('joins items with events and items with a row, sorted', async () => {
    const { history, catalog, report } = await withCatalog(
      'item_id,item_name,price,currency,item_category,average_rating\nb,Bee,2.50,EUR,Insects,4.5\na,Ant,1,EUR,Insects,\n',
    );
    expect(history.itemIds).toEqual(['a', 'b', 'c']);
    expect(catalog.items).toEqual([
      { item_id: 'a', item_name: 'Ant', price: 1, currency: 'EUR', item_category: 'Insects' },
      { item_id: 'b', item_name: 'Bee', price: 2.5, currency: 'EUR', item_category: 'Insects', average_rating: 4.5 },
      { item_id: 'c' },
    ]);
    expect([...catalog.priceDecile]).toEqual([3, 8, 0]);
    expect(report).toMatchObject({ catalogRows: 2, items: 3, notes: {} });
  });

  it('keeps the last of rows with one id and says so', async () => {
    const { catalog, report } = await withCatalog('item_id,item_name\na,Old\na,Old\nb,B\na,New\nb,B\n');
    expect(catalog.items[0]?.item_name).toBe('New');
    expect(report.notes).toEqual({ 'duplicate catalog id': 3, 'duplicate catalog id with a different title': 2 });
    expect(report.firstNotes.map(({ line, text }) => [line, text])).toEqual([
      [2, 'a: "Old", kept "New"'],
      [3, 'a: "Old", kept "New"'],
    ]);
  });

  it('leaves out prices that are none and takes a currency from beside the price', async () => {
    const { catalog, report } = await withCatalog(
      'item_id,price,sale_price\na,0,\nb,-3,x\nc,12.50 EUR,USD 9\nd,inf,\n',
    );
    expect(catalog.items).toEqual([
      { item_id: 'a' },
      { item_id: 'b' },
      { item_id: 'c', price: 12.5, sale_price: 9, currency: 'EUR' },
      { item_id: 'd' },
    ]);
    expect(report.notes).toEqual({
      'catalog price not a positive price': 3,
      'catalog sale_price not a positive price': 1,
    });
  });

  it('takes descriptions that span lines', async () => {
    const rows = Array.from({ length: 50 }, (_, k) => `i${String(k)},"line one\n\nline ""three"", ${String(k)}"`);
    const { catalog, report } = await withCatalog(`item_id,description\n${rows.join('\n')}\n`);
    expect(report.catalogRows).toBe(50);
    expect(catalog.items.find((item) => item.item_id === 'i7')?.description).toBe('line one\n\nline "three", 7');
  });

  it('counts rows it cannot use', async () => {
    const { report } = await withCatalog('item_id,item_name\na,A\n,nobody\nb,B,too many\nc,C\nd,D\n');
    expect(report.catalogRows).toBe(5);
    expect(report.notes).toEqual({
      'catalog row rejected: missing-item': 1,
      'catalog row rejected: malformed-line': 1,
    });
  });

  it('is derived from event rows where the map says so: the most frequent title, the median price', async () => {
    const folder = await createFolder();
    const map = await folder.write(
      'map.json',
      '{"catalog":{"from":"events","item_name":"title","price":"price","constant":{"currency":"GBP"}}}',
    );
    const rows = ['a,Tea,3', 'a,Coffee,1', 'a,Coffee,2', 'a,,0', 'b,Zebra,', 'b,Ant,', 'c,,-1'].map((row, k) => {
      const [item, title, price] = row.split(',');
      return `u,${item ?? ''},view_item,${String(1_700_000_000 + k)},${title ?? ''},${price ?? ''}`;
    });
    const { catalog } = await ingestText([`${HEADER},title,price`, ...rows].join('\n'), { map });
    expect(catalog.items).toEqual([
      { item_id: 'a', item_name: 'Coffee', price: 2, currency: 'GBP' },
      { item_id: 'b', item_name: 'Ant', currency: 'GBP' },
      { item_id: 'c', currency: 'GBP' },
    ]);
  });

  it('is read by its canonical names where it is given though a map would derive it', async () => {
    const folder = await createFolder();
    const map = await folder.write('map.json', '{"catalog":{"from":"events","item_name":"title"}}');
    const { catalog } = await withCatalog('item_id,item_name\na,Ant\n', { map });
    expect(catalog.items[0]?.item_name).toBe('Ant');
  });

  it('is known only by its ids where there is none', async () => {
    const { catalog } = await ingestText(`${HEADER}\nu,a,view_item,1700000000\n`);
    expect(catalog.items).toEqual([{ item_id: 'a' }]);
    expect([...catalog.priceDecile]).toEqual([0]);
  });
});

describe('price deciles', () => {
  const items = (count: number, rest: (k: number) => Partial<CatalogItem>): CatalogItem[] =>
    Array.from({ length: count }, (_, k) => ({ item_id: String(k), ...rest(k) }));

  it('spread a category over 1 to 10', () => {
    const deciles = priceDeciles(items(100, (k) => ({ price: k + 1, item_category: 'x' })));
    expect([deciles[0], deciles[10], deciles[99]]).toEqual([1, 2, 10]);
    for (let tenth = 1; tenth <= 10; tenth++) expect(deciles.filter((value) => value === tenth)).toHaveLength(10);
  });

  it('compare within the narrowest category that has 20 prices', () => {
    const cheap = items(20, (k) => ({ price: k + 1, item_category: 'x', item_category2: 'cheap' }));
    const dear = items(19, (k) => ({ price: 1000 + k, item_category: 'x', item_category2: 'dear' }));
    const deciles = priceDeciles([...cheap, ...dear]);
    expect(deciles[19]).toBe(10);
    expect(deciles[20]).toBe(6);
  });

  it('compare with all where no category is large enough, and never across currencies', () => {
    const few = items(4, (k) => ({ price: k + 1, item_category: String(k) }));
    expect([...priceDeciles(few)]).toEqual([2, 4, 7, 9]);
    expect([...priceDeciles(items(2, (k) => ({ price: k + 1, currency: k === 0 ? 'EUR' : 'JPY' })))]).toEqual([6, 6]);
  });

  it('put equal prices in the middle and no price at 0', () => {
    expect([...priceDeciles(items(3, (k) => (k < 2 ? { price: 5 } : {})))]).toEqual([6, 6, 0]);
  });
});
