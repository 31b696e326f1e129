import { CATALOG_NUMBER_FIELDS, CATALOG_TEXT_FIELDS } from '../catalog.js';

/** What the values of an expression can be; any may be missing at run time. */
export type ValueKind = 'number' | 'text' | 'boolean' | 'list' | 'null';

/** What an expression may read of an item: the catalog's shown fields, and what the device works out. */
export const EXPRESSION_FIELDS: ReadonlyMap<string, ValueKind> = new Map<string, ValueKind>([
  ...CATALOG_TEXT_FIELDS.filter((name) => name !== 'description').map((name) => [name, 'text'] as const),
  ...CATALOG_NUMBER_FIELDS.map((name) => [name, 'number'] as const),
  ['item_id', 'text'],
  ['category', 'text'],
  ['categories', 'list'],
  ['brand', 'text'],
  ['current_price', 'number'],
  ['discount', 'number'],
  ['on_sale', 'boolean'],
  ['in_stock', 'boolean'],
  ['is_new', 'boolean'],
  ['in_cart', 'boolean'],
  ['owned', 'boolean'],
  ['viewed', 'boolean'],
]);
