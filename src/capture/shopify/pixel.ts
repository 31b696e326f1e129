import { toFields } from '../mapping.js';
import { PIXEL_EVENTS, SLOT_COUNT, SLOT_PREFIX, toRecord } from './pixel-record.js';

/** Of what Shopify gives a web pixel, what is used here: the globals of a custom pixel, the `api` of an app's. */
export interface PixelApi {
  readonly analytics: { subscribe(name: string, callback: (event: unknown) => void): unknown };
  readonly browser: {
    readonly localStorage: {
      getItem(key: string): Promise<string | null>;
      setItem(key: string, value: string): Promise<unknown>;
      removeItem(key: string): Promise<unknown>;
    };
  };
  /** Its `customerPrivacy` says what the shopper has agreed to. */
  readonly init: unknown;
  readonly customerPrivacy?: {
    subscribe(name: 'visitorConsentCollected', callback: (event: unknown) => void): unknown;
  };
}

/**
 * The half of the bridge that runs in a pixel's sandbox, the only place that hears of a completed checkout. It writes records
 * of what happened into the storefront's own local storage, through the pixel API, where the half on the page reads and
 * removes them: nothing leaves the device. It writes only while the shopper allows preferences, and removes what it wrote
 * when they no longer do. At most 20 records wait; while the storefront does not fetch them, further ones are dropped.
 * @example startPixel({ analytics, browser, init, customerPrivacy });
 */
export function startPixel({ analytics, browser, init, customerPrivacy }: PixelApi): void {
  const { localStorage: storage } = browser;
  let isAllowed = allowsPreferences(init);
  let last: Promise<unknown> = Promise.resolve();
  /** One after another, since between a look at a slot and the writing of it lies a message to the page. */
  const inTurn = (task: () => Promise<unknown>): void => {
    last = last.then(task).catch(() => undefined);
  };
  const slots = Array.from({ length: SLOT_COUNT }, (_, slot) => `${SLOT_PREFIX}${String(slot)}`);

  const write = async (event: unknown): Promise<void> => {
    for (const slot of slots) {
      if ((await storage.getItem(slot)) !== null) continue;
      if (isAllowed) await storage.setItem(slot, JSON.stringify(toRecord(event)));
      return;
    }
  };
  for (const name of PIXEL_EVENTS) {
    analytics.subscribe(name, (event) => {
      if (isAllowed) inTurn(() => write(event));
    });
  }
  customerPrivacy?.subscribe('visitorConsentCollected', (event) => {
    isAllowed = allowsPreferences(event);
    if (!isAllowed) inTurn(() => Promise.all(slots.map((slot) => storage.removeItem(slot))));
  });
}

function allowsPreferences(holder: unknown): boolean {
  return toFields(toFields(holder)['customerPrivacy'])['preferencesProcessingAllowed'] === true;
}
