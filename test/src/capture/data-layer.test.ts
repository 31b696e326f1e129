import { describe, expect, it, vi } from 'vitest';
import { gtag, idsOf, useCapturePage } from './capture-page.js';

const page = useCapturePage();
const viewOf = (id: string): object => ({ event: 'view_item', ecommerce: { items: [{ item_id: id }] } });
const layerOf = (...entries: unknown[]): unknown[] => (page.globals['dataLayer'] = entries);

async function capture(): Promise<void> {
  page.start({ sources: ['ga4'] });
  await page.pass();
}

describe('the data layer', () => {
  it('is read as it stands, and as it is pushed to later', async () => {
    const layer = layerOf(viewOf('a'), gtag('event', 'add_to_cart', { items: [{ item_id: 'b' }] }));
    await capture();
    layer.push(viewOf('c'), viewOf('d'));
    await page.pass();
    expect(page.tracked.map(idsOf)).toEqual([['a'], ['b'], ['c'], ['d']]);
  });

  it('may come later, under another name, and be replaced by another', async () => {
    page.start({ sources: ['ga4'], dataLayer: 'otherLayer' });
    page.globals['otherLayer'] = [viewOf('a')];
    await page.pass(500);
    page.globals['otherLayer'] = [viewOf('b')];
    await page.pass(5000);
    (page.globals['otherLayer'] as unknown[]).push(viewOf('c'));
    await page.pass();
    expect(page.tracked.map(idsOf)).toEqual([['a'], ['b'], ['c']]);
  });

  it('gives back what its push gives back, and hands everything on to a Tag Manager that loads before or after', async () => {
    const layer = layerOf();
    const before = vi.fn((..._entries: unknown[]) => true);
    layer.push = before as never;
    await capture();
    const ours = layer.push.bind(layer) as (...entries: unknown[]) => unknown;
    const after = vi.fn((...entries: unknown[]) => ours(...entries));
    layer.push = after as never;
    const entry = viewOf('a');
    expect(layer.push(entry, entry)).toBe(true);
    expect([before.mock.calls, after.mock.calls]).toEqual([[[entry, entry]], [[entry, entry]]]);
    await page.pass();
    expect(page.tracked).toHaveLength(2);
  });

  it('passes on what the push throws', async () => {
    const layer = layerOf();
    layer.push = () => {
      throw new Error('theirs');
    };
    await capture();
    expect(() => layer.push(viewOf('a'))).toThrow('theirs');
    await page.pass();
    expect(page.tracked).toHaveLength(1);
  });

  it('maps after the code that pushed', async () => {
    const layer = layerOf();
    await capture();
    let isRead = false;
    layer.push({
      get event() {
        isRead = true;
        return 'view_cart';
      },
    });
    expect(isRead).toBe(false);
    await page.pass();
    expect(isRead).toBe(true);
    expect(page.tracked).toHaveLength(1);
  });

  it('keeps an ecommerce object until it is cleared, as Tag Manager does', async () => {
    layerOf(
      { ecommerce: { items: [{ item_id: 'a' }] } },
      { event: 'view_item' },
      { ecommerce: null },
      { event: 'view_item' },
    );
    await capture();
    expect(page.tracked.map(idsOf)).toEqual([['a']]);
    expect(page.refused.map(({ refusal }) => refusal?.code)).toEqual(['no-item-id']);
  });

  it('takes no notice of what is no event', async () => {
    layerOf(
      { 'gtm.start': 1, event: 'gtm.js' },
      { event: 'gtm.dom' },
      { ecommerce: null },
      gtag('js', new Date()),
      gtag('config', 'G-1', { items: [] }),
      gtag('consent', 'default', {}),
      gtag('set', { currency: 'EUR' }),
      () => undefined,
      { user: 'x' },
    );
    await capture();
    expect([page.tracked, page.refused]).toEqual([[], []]);
  });

  it('says why it refuses', async () => {
    layerOf(gtag('event', 'newsletter_signup', {}), gtag('event', 'view_item', { items: [{ item_name: 'Lamp' }] }), {
      event: 'purchase',
      ecommerce: { purchase: { actionField: { id: 'T1' }, products: [{ id: 'a' }] } },
    });
    await capture();
    expect(page.refused.map(({ name, refusal }) => [name, refusal?.code])).toEqual([
      ['newsletter_signup', 'unknown-event'],
      ['view_item', 'no-item-id'],
      ['purchase', 'no-item-id'],
    ]);
  });

  it('keeps price, quantity, slot and list of an item, its own list before the event’s', async () => {
    const items = [
      { item_id: 'a', price: '9.5', quantity: 2, index: 4, item_list_id: 'own', item_name: 'Lamp' },
      { item_id: 'b' },
    ];
    layerOf(gtag('event', 'select_item', { item_list_id: 'shared', items }));
    await capture();
    expect(page.tracked[0]!.items).toEqual([
      { item_id: 'a', price: 9.5, quantity: 2, index: 4, item_list_id: 'own' },
      { item_id: 'b', item_list_id: 'shared' },
    ]);
  });

  it('of a page that has frozen it is read, and left as it is', async () => {
    page.globals['dataLayer'] = Object.freeze([viewOf('a')]);
    await capture();
    await page.pass(5000);
    expect(page.tracked.map(idsOf)).toEqual([['a']]);
  });

  it('that is long is read in parts, all of it', async () => {
    layerOf(...Array.from({ length: 120 }, (_, index) => viewOf(`i${String(index)}`)));
    page.start({ sources: ['ga4'] });
    await Promise.resolve();
    expect(page.tracked).toHaveLength(50);
    await page.pass(1000);
    expect(page.tracked.map(idsOf).at(-1)).toEqual(['i119']);
    expect(page.tracked).toHaveLength(120);
  });
});
