import { toEventName } from '../../core/events/event-aliases.js';
import type { EventName } from '../../core/events/event-names.js';
import type { TrackedEvent, TrackedItem } from '../api.js';
import { refuse, type ItemIdChoice, type Mapped } from './captured.js';

/** As many as an event may have. */
const MAX_ITEMS = 200;
const MAX_TEXT = 200;

/** Events that say nothing without an item. */
const ABOUT_ITEMS: ReadonlySet<EventName> = new Set([
  'view_item',
  'select_item',
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
  'purchase',
  'rate_item',
  'dismiss_item',
]);

export type Fields = Readonly<Record<string, unknown>>;

/** A value of the page as something to read fields of; no fields where it is no object. */
export function toFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An id of 1-200 characters, or undefined. */
export function toId(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const id = text.trim();
  return id !== '' && id.length <= MAX_TEXT ? id : undefined;
}

/** The number a field holds, also as text. */
export function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Ids a system has for one product. */
export interface ProductIds {
  readonly product?: unknown;
  readonly variant?: unknown;
  readonly sku?: unknown;
}

/** The id that is the catalog's: the one chosen and no other, or else the first there is. */
export function pickId(ids: ProductIds, choice: ItemIdChoice | undefined): string | undefined {
  if (choice !== undefined) return toId(ids[choice]);
  return toId(ids.product) ?? toId(ids.sku) ?? toId(ids.variant);
}

interface ItemFields {
  readonly price?: unknown;
  readonly quantity?: unknown;
  readonly list?: unknown;
  readonly index?: unknown;
}

/** An item with the fields that hold something; undefined without an id. */
export function toItem(id: string | undefined, fields: ItemFields = {}): TrackedItem | undefined {
  if (id === undefined) return undefined;
  const [price, quantity, index] = [fields.price, fields.quantity, fields.index].map(toNumber);
  const list = toId(fields.list);
  return {
    item_id: id,
    ...(price !== undefined && { price }),
    ...(quantity !== undefined && { quantity }),
    ...(list !== undefined && { item_list_id: list }),
    ...(index !== undefined && { index }),
  };
}

interface EventFields {
  readonly searchTerm?: unknown;
  readonly rating?: unknown;
  readonly orderId?: unknown;
}

/**
 * The event that a name of any of the systems and its items make.
 * @param items undefined stands for an item without an id.
 */
export function toMapped(name: string, items: readonly (TrackedItem | undefined)[], fields: EventFields = {}): Mapped {
  const canonical = toEventName(name);
  if (canonical === undefined) return refuse(name, 'unknown-event', 'No event of that name is tracked.');
  const known = items.filter((item) => item !== undefined).slice(0, MAX_ITEMS);
  if (known.length === 0 && ABOUT_ITEMS.has(canonical)) {
    return refuse(
      name,
      'no-item-id',
      items.length === 0 ? 'It names no items.' : 'Its items have no id to know them by.',
    );
  }
  const { searchTerm } = fields;
  const rating = toNumber(fields.rating);
  const event: TrackedEvent = {
    event_name: canonical,
    items: known,
    ...(typeof searchTerm === 'string' && searchTerm.trim() !== '' && { search_term: searchTerm.trim() }),
    ...(rating !== undefined && { rating }),
  };
  return { name, event, orderId: toId(fields.orderId) };
}
