import { describe, expect, it } from 'vitest';
import { EVENT_ALIASES } from '../../../core/events/event-aliases.js';
import { parseShopEvent } from '../../../core/events/shop-event.js';
import { PIXEL_EVENTS, toRecord } from '../../../src/capture/shopify/pixel-record.js';
import type { CaptureSource } from '../../../src/capture/index.js';
import { gtag, idsOf, useCapturePage } from './capture-page.js';
import { customerEvent, GA4, SEGMENT, SHOPIFY, SNOWPLOW, type Payload } from './payloads.js';

const page = useCapturePage();

/** Tells each system what its shops tell it. */
const TELL: Readonly<Record<string, (payload: Payload) => void>> = {
  gtag: ({ name, data }) => (page.globals['dataLayer'] as unknown[]).push(gtag('event', name, data)),
  'Tag Manager': ({ name, data }) =>
    (page.globals['dataLayer'] as unknown[]).push({ event: name, ...asEcommerce(data) }),
  Segment: ({ name, data }) => (page.globals['analytics'] as unknown[]).push(['track', name, data]),
  Shopify: (payload) => page.stored.set('shelfwise.pixel.0', JSON.stringify(toRecord(customerEvent(payload)))),
  Snowplow: ({ name, data }) => (page.globals['snowplow'] as (...args: unknown[]) => void)(name, data),
};

function asEcommerce(data: unknown): object {
  return 'items' in (data as object) ? { ecommerce: data, ...(data as { rating?: number }) } : (data as object);
}

const SYSTEMS: readonly (readonly [system: string, source: CaptureSource, payloads: readonly Payload[]])[] = [
  ['gtag', 'ga4', GA4],
  ['Tag Manager', 'ga4', GA4],
  ['Segment', 'segment', SEGMENT],
  ['Shopify', 'shopify', SHOPIFY],
  ['Snowplow', 'snowplow', SNOWPLOW],
];
const CASES = SYSTEMS.flatMap(([system, source, payloads]) =>
  payloads.map((payload) => ({ system, source, payload, name: payload.name, canonical: payload.canonical })),
);

describe('each name of each system', () => {
  it.each(CASES)('$system: $name arrives as $canonical', async ({ system, source, payload, canonical }) => {
    page.globals['dataLayer'] = [];
    page.globals['analytics'] = [];
    page.globals['snowplow'] = () => undefined;
    page.start({ sources: [source] });
    TELL[system]!(payload);
    await page.pass(200);
    expect(page.refused).toEqual([]);
    expect(page.tracked).toHaveLength(1);
    const [event] = page.tracked;
    expect(event!.event_name).toBe(canonical);
    if (payload.ids) expect(idsOf(event!)).toEqual(payload.ids);
    expect(parseShopEvent(event, 0)).toMatchObject({ name: canonical, time: event!.timestamp });
  });

  it('leaves out none that is known', () => {
    const told = new Set(SYSTEMS.flatMap(([, , payloads]) => payloads.map(({ name }) => name)));
    expect(EVENT_ALIASES.map(([name]) => name).filter((name) => !told.has(name))).toEqual([]);
    expect(SHOPIFY.map(({ name }) => name).sort()).toEqual([...PIXEL_EVENTS].sort());
  });
});
