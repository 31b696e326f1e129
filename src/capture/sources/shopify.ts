import type { ItemIdChoice, Mapped, Source, Take } from '../captured.js';
import { toFields, toItem, toList, toMapped, type Fields } from '../mapping.js';
import { takeMail } from '../shopify/mailbox.js';
import { THEME_EVENTS, toOwnId } from '../shopify/theme-events.js';

/** What a record of the pixel means. */
function mapRecord(record: Fields, choice?: ItemIdChoice): Mapped {
  const items = toList(record['items']).map((item) => {
    const { product, variant, sku, price, quantity } = toFields(item);
    return toItem(toOwnId(product, { id: variant, sku }, choice), { price, quantity });
  });
  return toMapped(String(record['name']), items, { searchTerm: record['searchTerm'], orderId: record['orderId'] });
}

/** Some are known only when a promise of theirs is. */
async function mapThemeEvent(event: Event, choice?: ItemIdChoice): Promise<Mapped | undefined> {
  return THEME_EVENTS[event.type]?.(event as unknown as Fields, choice);
}

/** Hears the events of the theme. */
export function createShopifyThemeSource(take: Take, choice?: ItemIdChoice): Source {
  const onEvent = (event: Event): void => {
    const time = Date.now();
    void mapThemeEvent(event, choice).then(
      (mapped) => take(() => mapped, time),
      (error: unknown) => {
        take(() => {
          throw error;
        }, time);
      },
    );
  };
  const names = Object.keys(THEME_EVENTS);
  for (const name of names) document.addEventListener(name, onEvent);
  return {
    look: () => undefined,
    close: () => names.forEach((name) => document.removeEventListener(name, onEvent)),
  };
}

/**
 * Fetches what the pixel has left, while there is consent to storage. What is not wanted any more is removed.
 * @param mayStore whether there is consent to storage now.
 */
export function createShopifyPixelSource(
  take: Take,
  mayStore: () => boolean,
  choice?: ItemIdChoice,
): Source & { discard(): void } {
  return {
    look() {
      if (!mayStore()) return;
      for (const text of takeMail()) {
        const record = parseRecord(text);
        take(() => mapRecord(record, choice), toTime(record['timestamp']));
      }
    },
    discard: () => void takeMail(),
  };
}

/** Epoch milliseconds of ISO 8601, no later than now; now where there is none. */
function toTime(timestamp: unknown): number {
  const time = Date.parse(String(timestamp));
  return Number.isNaN(time) ? Date.now() : Math.min(time, Date.now());
}

/** No fields where the text is no record. */
function parseRecord(text: string): Fields {
  try {
    return toFields(JSON.parse(text));
  } catch {
    return {};
  }
}
