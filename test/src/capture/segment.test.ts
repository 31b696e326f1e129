import { describe, expect, it } from 'vitest';
import { mapSegment } from '../../../src/capture/sources/segment.js';
import { idsOf, useCapturePage } from './capture-page.js';

const page = useCapturePage();
const VIEW = ['track', 'Product Viewed', { product_id: 'a' }] as const;

type Listener = (event: string, properties: unknown, options: unknown) => void;

/** The snippet's queue, whose `on` queues like everything else. */
function installSnippet(...calls: readonly unknown[]): unknown[] {
  const queue = Object.assign([...calls], { on: (...args: unknown[]) => queue.push(['on', ...args]) }) as unknown[];
  page.globals['analytics'] = queue;
  return queue;
}

/**
 * analytics.js as it is once it has loaded: an emitter that tells its listeners, those of the queue too, of each call after
 * it was handled. What else the queue holds is left to the test to play back.
 */
function loadAnalytics(): { track(event: string, properties?: unknown): Promise<string> } {
  const listeners: Listener[] = [];
  const analytics = {
    on(name: string, listener: Listener) {
      if (name === 'track') listeners.push(listener);
      return analytics;
    },
    async track(event: string, properties: unknown = {}) {
      await Promise.resolve();
      for (const listener of listeners) listener(event, properties, {});
      return 'context';
    },
  };
  for (const call of (page.globals['analytics'] as unknown[][] | undefined) ?? []) {
    if (call[0] === 'on') analytics.on(call[1] as string, call[2] as Listener);
  }
  page.globals['analytics'] = analytics;
  return analytics;
}

describe('Segment', () => {
  it('counts what its snippet queued even where the library never comes', async () => {
    const queue = installSnippet(VIEW, ['identify', 'u1', { email: 'a@example.com' }], ['page']);
    page.start({ sources: ['segment'] });
    expect(queue.push(['track', 'Product Added', { product_id: 'b', quantity: 2 }])).toBe(queue.length);
    await page.pass(60_000);
    expect(page.tracked.map(({ event_name }) => event_name)).toEqual(['view_item', 'add_to_cart']);
    expect(page.refused).toEqual([]);
  });

  it('counts once what the library plays back from its queue, however late', async () => {
    installSnippet(VIEW, VIEW, ['track', 'Signed Up', {}]);
    page.start({ sources: ['segment'] });
    await page.pass(20_000);
    const analytics = loadAnalytics();
    await page.pass(5000);
    for (const [, event, properties] of [VIEW, VIEW, ['track', 'Signed Up', {}]] as const) {
      await analytics.track(event, properties);
    }
    await page.pass();
    expect(page.tracked).toHaveLength(2);
    expect(page.refused.map(({ refusal }) => refusal?.code)).toEqual(['unknown-event']);
    expect(await analytics.track('Product Viewed', { product_id: 'a' })).toBe('context');
    await page.pass();
    expect(page.tracked).toHaveLength(3);
  });

  it('takes no later call for a played one, where the library drops what it had queued', async () => {
    installSnippet(VIEW);
    page.start({ sources: ['segment'] });
    const analytics = loadAnalytics();
    await page.pass(15_000);
    await analytics.track('Product Viewed', { product_id: 'a' });
    await page.pass();
    expect(page.tracked).toHaveLength(2);
  });

  it('is heard where it is there first', async () => {
    const analytics = loadAnalytics();
    page.start({ sources: ['segment'] });
    await analytics.track('Product Viewed', { product_id: 'a' });
    await page.pass();
    expect(page.tracked.map(idsOf)).toEqual([['a']]);
  });

  it('is heard under another name', async () => {
    page.start({ sources: ['segment'], segment: 'sp2' });
    page.globals['sp2'] = [VIEW];
    await page.pass(500);
    expect(page.tracked.map(idsOf)).toEqual([['a']]);
  });

  it.each([
    [undefined, { product_id: 'p', sku: 's' }, 'p'],
    [undefined, { sku: 's' }, 's'],
    ['sku', { product_id: 'p', sku: 's' }, 's'],
    ['variant', { product_id: 'p', variant_id: 7 }, '7'],
    ['sku', { product_id: 'p' }, undefined],
  ] as const)('with the choice %s takes of %j the id %s', (choice, product, id) => {
    const mapped = mapSegment('Product Viewed', product, choice);
    expect(mapped && 'event' in mapped ? mapped.event.items?.[0]?.item_id : undefined).toBe(id);
    expect(mapped && 'refusal' in mapped ? mapped.refusal.code : undefined).toBe(
      id === undefined ? 'no-item-id' : undefined,
    );
  });
});
