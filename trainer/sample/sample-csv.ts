import { COUNTRIES, DEVICES, eventNameAt, REFERRERS, type EventColumns } from './event-log.js';
import { toPictureId } from './pictures/draw-picture-sprite.js';
import type { SampleItem } from './sample-item.js';
import type { SampleShop } from './sample-shop.js';
import { BRANDS } from './shop-data/brands.js';
import { PLACED_TYPES } from './shop-data/departments.js';
import { SHOP_CURRENCY } from './shop-data/shop.js';

const EVENT_COLUMNS = [
  'user_id',
  'item_id',
  'event_name',
  'timestamp',
  'session_id',
  'quantity',
  'price',
  'rating',
  'search_term',
  'device',
  'referrer',
  'country',
] as const;

const CATALOG_COLUMNS = [
  'item_id',
  'item_name',
  'item_category',
  'item_category2',
  'item_category3',
  'item_brand',
  'item_variant',
  'item_group_id',
  'price',
  'sale_price',
  'currency',
  'description',
  'image_link',
  'link',
  'availability',
  'average_rating',
  'review_count',
] as const;

/** Lines of `events.csv`, header first, without line ends; one at a time, for a log need not fit in memory as text. */
export function* toEventLines({ events, items }: SampleShop): Generator<string> {
  yield EVENT_COLUMNS.join(',');
  for (let row = 0; row < events.length; row++) yield toEventLine(events, row, items);
}

function toEventLine(events: EventColumns, row: number, items: readonly SampleItem[]): string {
  const item = items[events.item[row]!];
  const term = events.terms[events.term[row]!];
  return [
    events.user[row]! < 0 ? '' : toUserId(events.user[row]!),
    item === undefined ? '' : item.id,
    eventNameAt(events, row),
    `${new Date(events.time[row]! * 1000).toISOString().slice(0, 19)}Z`,
    `S${String(events.session[row]!).padStart(7, '0')}`,
    toNumberField(events.quantity[row]!),
    events.cents[row] === 0 ? '' : (events.cents[row]! / 100).toFixed(2),
    toNumberField(events.rating[row]!),
    toField(term ?? ''),
    DEVICES[events.device[row]!]!,
    REFERRERS[events.referrer[row]!]!,
    COUNTRIES[events.country[row]!]!,
  ].join(',');
}

/** Lines of `catalog.csv`, header first, without line ends. */
export function* toCatalogLines({ items }: SampleShop): Generator<string> {
  yield CATALOG_COLUMNS.join(',');
  for (const item of items) yield toCatalogLine(item);
}

function toCatalogLine(item: SampleItem): string {
  const { type, category, department } = PLACED_TYPES[item.type]!;
  const fields = [
    item.id,
    item.name,
    department.name,
    category.name,
    type.name,
    BRANDS[item.brand]!.name,
    item.variant ?? '',
    item.groupId ?? '',
    item.price.toFixed(2),
    item.salePrice?.toFixed(2) ?? '',
    SHOP_CURRENCY,
    item.description,
    `/pictures.svg#${toPictureId(item.picture)}`,
    `/product/${item.id}`,
    item.availability,
    item.averageRating?.toFixed(1) ?? '',
    String(item.reviewCount),
  ];
  return fields.map(toField).join(',');
}

/** `C-` and seven figures that do not give away the order. 8999993 is prime, so no two users share a number. */
function toUserId(user: number): string {
  return `C-${String(1_000_000 + (((user + 1) * 611_953) % 8_999_993))}`;
}

function toNumberField(value: number): string {
  return value === 0 ? '' : String(value);
}

/** RFC 4180. */
function toField(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
