import type { TrackedEvent } from '../api.js';
import type { CaptureTap } from './captured.js';

/** Sources that tell the same event do so within this time of each other. */
const WINDOW_MS = 2000;
const MAX_RECENT = 100;

/** Events of which there is one at a time, whatever items each source counts in. */
const WITHOUT_ITEMS = /^(view_item_list|view_cart|begin_checkout|refund|search)$/;

interface Recent {
  readonly key: string;
  readonly time: number;
  readonly taps: Set<CaptureTap>;
}

/**
 * What two sources tell about one thing the shopper did is one event: the same name and the same items (of a search: the same
 * words), from another source, at most 2 s apart. What one source tells twice are two events. An order that carries an id is
 * one event as long as the page lives.
 */
export class Duplicates {
  #recent: Recent[] = [];
  readonly #orders = new Map<string, CaptureTap>();

  /** Notes the event. @returns the source that told it before, or undefined where it is new. */
  find(tap: CaptureTap, event: TrackedEvent, time: number, orderId?: string): CaptureTap | undefined {
    const before = this.#findOrder(tap, event, orderId);
    const key = keyOf(event);
    const same = this.#recent.find(
      (recent) => recent.key === key && Math.abs(recent.time - time) <= WINDOW_MS && !recent.taps.has(tap),
    );
    const [first] = same?.taps ?? [];
    if (same !== undefined) same.taps.add(tap);
    else this.#recent = [...this.#recent, { key, time, taps: new Set([tap]) }].slice(-MAX_RECENT);
    return before ?? first;
  }

  #findOrder(tap: CaptureTap, { event_name }: TrackedEvent, orderId: string | undefined): CaptureTap | undefined {
    if (event_name !== 'purchase' || orderId === undefined) return undefined;
    const before = this.#orders.get(orderId);
    if (before === undefined) this.#orders.set(orderId, tap);
    return before;
  }
}

/** The same text for two events that may be one. */
export function keyOf({ event_name, items = [], search_term = '' }: TrackedEvent): string {
  const name = event_name === 'view_search_results' ? 'search' : event_name;
  const ids = WITHOUT_ITEMS.test(name) ? [] : [...new Set(items.map(({ item_id }) => String(item_id)))].sort();
  return JSON.stringify([name, search_term.toLowerCase(), ...ids]);
}
