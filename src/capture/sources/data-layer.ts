import { pageGlobal } from '../../consent/consent-signal.js';
import type { Mapped, Source, Take } from '../captured.js';
import { toFields, toId, toItem, toList, toMapped, type Fields } from '../mapping.js';
import { tapMethod } from '../tap.js';

/**
 * GA4's events as they stand in a data layer: what `gtag('event', name, parameters)` leaves, and Tag Manager's objects
 * `{ event, ecommerce: { items } }`. As in Tag Manager, an `ecommerce` of an earlier push holds until it is replaced or
 * cleared with null. Life-cycle pushes and commands other than `event` are no events.
 * Source: developers.google.com/analytics/devguides/collection/ga4/ecommerce and developers.google.com/tag-platform/devguides/datalayer.
 */
class DataLayerReader {
  #ecommerce: unknown;

  read(entry: unknown): Mapped | undefined {
    const fields = toFields(entry);
    const command = fields[0];
    if (command !== undefined) {
      return command === 'event' ? readEvent(fields[1], toFields(fields[2])) : undefined;
    }
    if ('ecommerce' in fields) this.#ecommerce = fields['ecommerce'];
    return readEvent(fields['event'], { ...toFields(this.#ecommerce), ...fields });
  }
}

function readEvent(name: unknown, parameters: Fields): Mapped | undefined {
  if (typeof name !== 'string' || name.startsWith('gtm.')) return undefined;
  const list = parameters['item_list_id'];
  const items = toList(parameters['items']).map((item) => {
    const { item_id, price, quantity, index, item_list_id } = toFields(item);
    return toItem(toId(item_id), { price, quantity, index, list: item_list_id ?? list });
  });
  return toMapped(name, items, {
    searchTerm: parameters['search_term'],
    rating: parameters['rating'],
    orderId: parameters['transaction_id'],
  });
}

/** Reads what stands in the data layer and what is pushed later; a layer that takes another's place is read too. */
export function createDataLayerSource(take: Take, name = 'dataLayer'): Source {
  const reader = new DataLayerReader();
  const known = new WeakSet();
  const takeAll = (entries: readonly unknown[]): void =>
    entries.forEach((entry) => {
      take(() => reader.read(entry));
    });
  return {
    look() {
      const layer = pageGlobal(name);
      if (!Array.isArray(layer) || known.has(layer)) return;
      known.add(layer);
      takeAll(layer);
      tapMethod(layer, 'push', takeAll);
    },
  };
}
