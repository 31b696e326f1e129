import { pageGlobal } from '../../consent/consent-signal.js';
import type { ItemIdChoice, Mapped, Source, Take } from '../captured.js';
import { keyOf } from '../duplicates.js';
import { pickId, toFields, toItem, toList, toMapped, type Fields } from '../mapping.js';
import { tapMethod } from '../tap.js';

/**
 * One `track` call in the words of the ecommerce specification v2: products in `products`, or one product's fields beside
 * the others. Source: segment.com/docs/connections/spec/ecommerce/v2.
 */
export function mapSegment(name: unknown, properties: unknown, choice?: ItemIdChoice): Mapped | undefined {
  if (typeof name !== 'string') return undefined;
  const fields = toFields(properties);
  const list = fields['list_id'];
  const toOne = (product: Fields) =>
    toItem(pickId({ product: product['product_id'], variant: product['variant_id'], sku: product['sku'] }, choice), {
      price: product['price'],
      quantity: product['quantity'],
      index: product['position'],
      list,
    });
  const single = 'product_id' in fields || 'sku' in fields ? [fields] : [];
  const products = Array.isArray(fields['products']) ? toList(fields['products']).map(toFields) : single;
  return toMapped(name, products.map(toOne), { searchTerm: fields['query'], orderId: fields['order_id'] });
}

type Listener = (event: unknown, properties: unknown) => void;
type Analytics = { on?(event: 'track', listener: Listener): unknown } | null | undefined;

/** So long after it has loaded analytics.js may take to play its queue back. */
const PLAYBACK_MS = 10_000;

/**
 * Before analytics.js has loaded, its snippet's queue is read, so that calls count even where the library never comes; after
 * that `analytics.on('track')`, the hook it documents. It plays the queue back through that hook: those calls count once.
 * Source: segment.com/docs/connections/sources/catalog/libraries/website/javascript, "Emitter".
 */
export function createSegmentSource(take: Take, name = 'analytics', choice?: ItemIdChoice): Source {
  const known = new WeakSet();
  const queued: string[] = [];
  let isListening = false;
  let playedBy = Infinity;

  const takeQueued = (calls: readonly unknown[]): void =>
    calls.forEach((call) => {
      take(() => {
        const { 0: method, 1: event, 2: properties } = toFields(call);
        const mapped = method === 'track' ? mapSegment(event, properties, choice) : undefined;
        if (mapped !== undefined) queued.push(toKey(mapped));
        return mapped;
      });
    });
  const takePlayed: Listener = (event, properties) =>
    take(() => {
      const mapped = mapSegment(event, properties, choice);
      const at = mapped === undefined || Date.now() > playedBy ? -1 : queued.indexOf(toKey(mapped));
      if (at === -1) return mapped;
      queued.splice(at, 1);
      return undefined;
    });
  /** Once: the library keeps what listened to its queue. */
  const listen = (analytics: Analytics): void => {
    if (isListening || typeof analytics?.on !== 'function') return;
    isListening = true;
    analytics.on('track', takePlayed);
  };
  return {
    look() {
      const found = pageGlobal(name) as Analytics;
      if (typeof found !== 'object' || found === null || known.has(found)) return;
      known.add(found);
      if (Array.isArray(found)) {
        takeQueued(found);
        tapMethod(found, 'push', takeQueued);
      } else {
        playedBy = Date.now() + PLAYBACK_MS;
      }
      listen(found);
    },
  };
}

function toKey(mapped: Mapped): string {
  return 'event' in mapped ? keyOf(mapped.event) : mapped.name;
}
