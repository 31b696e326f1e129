import { describe, expect, it } from 'vitest';
import { idsOf, useCapturePage } from './capture-page.js';

const page = useCapturePage();

type Command = ((...args: unknown[]) => unknown) & { q?: unknown };

/** The tag's snippet: a function that queues on itself. Source: docs.snowplow.io, "Quick start", the JavaScript tag. */
function installTag(name = 'snowplow'): Command {
  const names = ((page.globals['GlobalSnowplowNamespace'] as string[] | undefined) ??= []);
  names.push(name);
  page.globals['GlobalSnowplowNamespace'] = names;
  const command: Command = (...args) => {
    const own = page.globals[name] as Command;
    ((own.q ??= []) as { push: (args: unknown) => void }).push(args);
    return 'queued';
  };
  page.globals[name] = command;
  return command;
}

const call = (...args: unknown[]): unknown => (page.globals['snowplow'] as Command)(...args);

describe('Snowplow', () => {
  it('is heard before its tracker has loaded and after, and what waits in the queue too', async () => {
    installTag();
    call('trackProductView', { id: 'a', price: 1, currency: 'EUR' });
    page.start({ sources: ['snowplow'] });
    expect(call('trackProductView:sp1;sp2', { id: 'b' })).toBe('queued');
    const played: unknown[] = [];
    (page.globals['snowplow'] as Command).q = { push: (args: unknown) => void played.push(args) }; // as sp.js does
    call('trackProductView', { id: 'c' });
    await page.pass();
    expect(page.tracked.map(idsOf)).toEqual([['a'], ['b'], ['c']]);
    expect(played).toHaveLength(1);
  });

  it('is heard under all its names, whenever they come', async () => {
    page.start({ sources: ['snowplow'] });
    installTag();
    installTag('sp2');
    await page.pass(500);
    call('trackProductView', { id: 'a' });
    (page.globals['sp2'] as Command)('trackAddToCart', { products: [{ id: 'b' }] });
    await page.pass();
    expect(page.tracked.map(idsOf)).toEqual([['a'], ['b']]);
  });

  it.each([
    [
      [['trackAddToCart', '000345', 'blue tie', 'clothing', 3.49, 2, 'GBP']],
      'add_to_cart',
      [{ item_id: '000345', price: 3.49, quantity: 2 }],
    ],
    [
      [['trackRemoveFromCart', { sku: '000345', unitPrice: '3.49', quantity: 1 }]],
      'remove_from_cart',
      [{ item_id: '000345', price: 3.49, quantity: 1 }],
    ],
    [
      [
        ['addTrans', '1234', 'Acme', 11.99, 1.29, 5],
        ['addItem', '1234', 'DD44', 'T-Shirt', 'Green', 11.99, 1, 'USD'],
        ['addItem', '1234', 'DD45', 'Cap', 'Green', 5, 2],
        ['trackTrans'],
      ],
      'purchase',
      [
        { item_id: 'DD44', price: 11.99, quantity: 1 },
        { item_id: 'DD45', price: 5, quantity: 2 },
      ],
    ],
    [
      [
        ['addTrans', { orderId: '1234', total: 8000 }],
        ['addItem', { orderId: '1234', sku: '1001', name: 'Blue t-shirt', price: '2000', quantity: '2' }],
        ['trackTrans'],
      ],
      'purchase',
      [{ item_id: '1001', price: 2000, quantity: 2 }],
    ],
  ])('understands the older calls %j', async (calls, name, items) => {
    installTag();
    page.start({ sources: ['snowplow'] });
    for (const args of calls) call(...args);
    await page.pass();
    expect(page.tracked).toEqual([{ event_name: name, items, timestamp: expect.any(Number) as number }]);
    expect(page.refused).toEqual([]);
  });

  it('takes two orders for two', async () => {
    installTag();
    page.start({ sources: ['snowplow'] });
    for (const [order, sku] of [
      ['1', 'a'],
      ['2', 'b'],
    ] as const) {
      call('addTrans', order);
      call('addItem', order, sku);
      call('trackTrans');
    }
    await page.pass();
    expect(page.tracked.map(idsOf)).toEqual([['a'], ['b']]);
  });

  it('refuses later steps of a checkout and what it does not know, and leaves settings alone', async () => {
    installTag();
    page.start({ sources: ['snowplow'] });
    call('newTracker', 'sp1', 'https://collector.example');
    call(() => undefined);
    call('trackCheckoutStep', { step: 2 });
    call('trackPageView');
    await page.pass();
    expect(page.tracked).toEqual([]);
    expect(page.refused.map(({ name, refusal }) => [name, refusal?.code])).toEqual([
      ['trackCheckoutStep', 'later-step'],
      ['trackPageView', 'unknown-event'],
    ]);
  });
});
